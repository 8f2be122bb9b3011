package dev.apimage.prove;

import dev.apimage.model.Problem;
import java.util.List;

/**
 * What was looked at, and what was found. Holds counts and places, never a secret's value.
 *
 * @param service whose secrets were looked for; empty if only shapes were
 * @param files how many files of the folder and of Git's own directory
 * @param objects how many objects of the Git repository, reachable or not
 * @param bytes how much that was
 * @param kinds how many secrets of each sort
 * @param findings what was found
 * @param notes what could not be looked for
 */
public record Proof(
    String service,
    int files,
    int objects,
    long bytes,
    List<Count> kinds,
    List<Finding> findings,
    List<Problem> notes) {
  public Proof {
    kinds = List.copyOf(kinds);
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }

  /**
   * The secrets of one sort.
   *
   * @param kind which, in words
   * @param fetched how many the service gave
   * @param tooShort how many of them are too short to be looked for
   * @param found how many of them were found somewhere
   */
  public record Count(String kind, int fetched, int tooShort, int found) {}

  /** True if nothing was found. */
  public boolean isClean() {
    return findings.isEmpty();
  }

  /** How many secrets of the service were fetched. */
  public int fetched() {
    return kinds.stream().mapToInt(Count::fetched).sum();
  }
}
