package dev.apimage.publish;

import dev.apimage.plan.Change;

/** Told as the changes are made, from several threads. */
@FunctionalInterface
public interface PublishListener {
  /** Tells nobody. */
  PublishListener NONE = (change, ended, all) -> {};

  /**
   * A change has ended, well or not.
   *
   * @param ended how many have
   * @param all how many there are
   */
  void ended(Change change, int ended, int all);
}
