package dev.apimage.cli;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Severity;
import dev.apimage.report.Format;
import dev.apimage.report.Reports;
import dev.apimage.report.View;
import java.util.List;
import picocli.CommandLine.Option;

/** Whether warnings stop a command. */
class StrictOption {
  @Option(names = "--strict", description = "Every warning is a refusal.")
  private boolean strict;

  /** Tells problems that do not stop the work. */
  void tell(Session session, List<Problem> problems) {
    if (!problems.isEmpty()) {
      session.err().print(Reports.problems(Format.TEXT, problems, View.standard()));
      session.err().flush();
    }
  }

  /**
   * Stops the work if there are errors, or warnings under {@code --strict}; tells warnings
   * otherwise.
   *
   * @throws ProblemException with all problems
   */
  void check(Session session, List<Problem> problems) {
    if (problems.stream().anyMatch(Problem::isError)) {
      throw new ProblemException(problems);
    }
    tell(session, problems);
    checkStrict(problems);
  }

  /**
   * Refuses warnings under {@code --strict} once they have been told.
   *
   * @throws ProblemException if there are any
   */
  void checkStrict(List<Problem> problems) {
    long warnings = problems.stream().filter(p -> p.severity() == Severity.WARNING).count();
    if (strict && warnings > 0) {
      String count = warnings == 1 ? "1 warning" : warnings + " warnings";
      throw new ProblemException(Problem.error(Code.STRICT, "refused under --strict: " + count));
    }
  }
}
