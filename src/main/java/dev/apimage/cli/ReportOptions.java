package dev.apimage.cli;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Severity;
import dev.apimage.report.Format;
import dev.apimage.report.Reports;
import dev.apimage.report.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** In which form, and where, the answer is given. */
final class ReportOptions {
  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json or markdown on standard output. Default: text.")
  private Format output;

  @Option(
      names = "--report",
      paramLabel = "FORMAT=PATH",
      description = "The same answer in a file; may be repeated.")
  private Map<Format, Path> reports = new LinkedHashMap<>();

  @Option(names = "--strict", description = "Every warning is a refusal.")
  private boolean strict;

  /**
   * Gives an answer in all forms that were asked for.
   *
   * @param render makes the answer in a form
   * @throws ProblemException if a report's file cannot be written
   */
  void give(Session session, Function<Format, String> render) {
    for (Map.Entry<Format, Path> report : reports.entrySet()) {
      write(session.resolve(report.getValue()), render.apply(report.getKey()));
    }
    session.out().print(render.apply(output));
    session.out().flush();
  }

  static void write(Path path, String text) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path half = Files.createTempFile(folder, ".report", ".tmp");
      Files.writeString(half, text);
      Files.move(half, path, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ProblemException(
          Problem.error(
              Code.UNREADABLE_FILE,
              "the report " + path + " could not be written: " + e.getClass().getSimpleName()));
    }
  }

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
      throw new ProblemException(
          Problem.error(Code.STRICT, "refused under --strict: " + warnings + " warnings"));
    }
  }
}
