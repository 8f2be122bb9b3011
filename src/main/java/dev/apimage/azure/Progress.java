package dev.apimage.azure;

import java.time.Duration;

/**
 * Told when the tool is waiting for Azure, so that a person knows why nothing moves. Called from
 * many threads.
 */
public interface Progress {
  /** Tells nobody. */
  Progress NONE =
      new Progress() {
        @Override
        public void waiting(Duration left, String why) {}

        @Override
        public void polling(String what, Duration since) {}
      };

  /**
   * A wait of a second or more; repeated every few seconds while it lasts.
   *
   * @param left how long it still takes
   * @param why such as {@code because Azure asks for it}, to stand after "waiting 12 s"
   */
  void waiting(Duration left, String why);

  /**
   * A long operation that Azure has not ended yet.
   *
   * @param what such as {@code PUT apis/orders}
   * @param since how long it has been going on
   */
  void polling(String what, Duration since);
}
