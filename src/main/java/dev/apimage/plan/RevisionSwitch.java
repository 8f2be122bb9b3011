package dev.apimage.plan;

import dev.apimage.kind.Kind;
import dev.apimage.model.Resource;

/**
 * Makes another revision of an API the current one.
 *
 * @param from the number of the revision that is current before
 * @param to the number of the one that is current after
 * @param create true if that revision does not exist yet and is made as a copy of the current one
 * @param dropOld true if the old one was made by this very publish and nobody asked for it
 */
public record RevisionSwitch(String from, String to, boolean create, boolean dropOld) {
  /** The release that a switch is made by; one that is found was left by a publish cut short. */
  public static final String RELEASE = "apimage-switch";

  /** The property in which a revision says that it is not finished. */
  public static final String MARKED = "apiRevisionDescription";

  /**
   * What a revision says of itself while it is no more than a copy of another. The next publish
   * knows by it what one that was cut short has left.
   */
  public static final String UNFINISHED = "apimage: not finished";

  static boolean isUnfinished(Resource resource) {
    return Kind.require(resource.address()) == Kind.API_REVISION
        && resource.body().path(MARKED).asText().equals(UNFINISHED);
  }
}
