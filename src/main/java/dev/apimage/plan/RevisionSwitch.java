package dev.apimage.plan;

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
}
