package dev.apimage.cli;

import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.report.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** In which form, and where, the answer is given. */
final class ReportOptions extends StrictOption {
  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      defaultValue = "text",
      description = "text, json or markdown on standard output. Default: text.")
  private Format output;

  @Option(
      names = "--report",
      paramLabel = "FORMAT=PATH",
      converter = ReportFile.Converter.class,
      description = "The same answer in a file, such as json=plan.json; may be repeated.")
  private List<ReportFile> reports = List.of();

  /** Reads a format's word. */
  private static final class FormatConverter implements ITypeConverter<Format> {
    @Override
    public Format convert(String value) {
      return Format.of(value).orElseThrow(() -> ReportFile.noFormat(value));
    }
  }

  /**
   * Makes sure that the reports' files can be written, before anything is done.
   *
   * @throws ProblemException with all that cannot
   */
  void prepare(Session session) {
    List<Problem> problems = new ArrayList<>();
    for (ReportFile report : reports) {
      try {
        ReportFile.prepare(session.resolve(report.path()));
      } catch (ProblemException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  /**
   * Gives an answer in all forms that were asked for. The work is done by now: a file that cannot
   * be written is told, and no reason to hide how the work ended.
   *
   * @param render makes the answer in a form
   */
  void give(Session session, Function<Format, String> render) {
    session.out().print(render.apply(output));
    session.out().flush();
    for (ReportFile report : reports) {
      try {
        ReportFile.write(session.resolve(report.path()), render.apply(report.format()));
      } catch (ProblemException e) {
        tell(session, e.problems());
      }
    }
  }
}
