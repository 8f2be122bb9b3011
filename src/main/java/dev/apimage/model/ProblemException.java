package dev.apimage.model;

import java.util.List;
import java.util.stream.Collectors;

/** Work that cannot go on, with every reason found. Holds at least one error. */
public class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * Several reasons.
   *
   * @param problems all that was found; warnings may be among them
   */
  public ProblemException(List<Problem> problems) {
    super(
        problems.stream()
            .map(p -> p.code().id() + " " + p.text())
            .collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /**
   * One reason.
   *
   * @param problem the only reason
   */
  public ProblemException(Problem problem) {
    this(List.of(problem));
  }

  /** What was found, in the order in which it was found. */
  public List<Problem> problems() {
    return problems;
  }
}
