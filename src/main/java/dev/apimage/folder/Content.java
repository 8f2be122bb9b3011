package dev.apimage.folder;

import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Snapshot;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an artefact folder holds.
 *
 * @param snapshot every resource that could be read, with its place in the files
 * @param marker what {@code apimage.yaml} says
 * @param problems everything that is wrong or odd, in the order of the files
 * @param unread what has a file that could not be read as a resource
 */
public record Content(
    Snapshot snapshot, Marker marker, List<Problem> problems, Set<Address> unread) {
  public Content {
    problems = List.copyOf(problems);
    unread = Set.copyOf(unread);
  }

  /** True if a file that could not be read may hold this, so that nobody can miss it. */
  public boolean mayHold(Address address) {
    for (Address at = address; ; at = at.parent()) {
      if (unread.contains(at)) {
        return true;
      }
      if (at.isTop()) {
        return false;
      }
    }
  }

  /**
   * Which of {@link Kind#options} the folder speaks for: those that {@code apimage.yaml} includes,
   * and those of what lies in it all the same.
   */
  public Set<String> included() {
    Set<String> words = new LinkedHashSet<>(marker.include());
    words.addAll(Kind.optionsOf(snapshot));
    return words;
  }

  /**
   * This, if nothing is wrong with it; warnings do not count.
   *
   * @throws ProblemException with all problems if one of them is an error
   */
  public Content orThrow() {
    if (problems.stream().anyMatch(Problem::isError)) {
      throw new ProblemException(problems);
    }
    return this;
  }
}
