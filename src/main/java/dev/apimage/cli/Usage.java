package dev.apimage.cli;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.util.List;

/** Command lines that say something impossible, where the parser does not see it. */
final class Usage {
  private Usage() {}

  /** The refusal of a command line. */
  static ProblemException error(String text) {
    return new ProblemException(
        Problem.error(Code.USAGE, text).advise("--help tells what the command takes."));
  }

  /** The same problems as a wrong command line: what was wrong was typed, not in a file. */
  static ProblemException of(ProblemException e) {
    List<Problem> problems =
        e.problems().stream()
            .map(p -> Problem.error(Code.USAGE, p.text()).advise(p.advice()))
            .toList();
    return new ProblemException(problems);
  }
}
