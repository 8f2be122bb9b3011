package dev.apimage.cli;

import dev.apimage.model.ProblemException;
import dev.apimage.plan.Action;
import dev.apimage.publish.Outcome;
import dev.apimage.publish.Receipt;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where a publish leaves its receipt. */
final class ReceiptOption {
  @Option(
      names = "--receipt",
      paramLabel = "PATH",
      description = "Write what was done, failed and not tried to this file, as JSON.")
  private Path path;

  private static String resume(Planning work) {
    boolean deletes = work.plan().count(Action.DELETE) > 0;
    String options = (work.header().options() + " " + work.header().publishing()).strip();
    return "apimage publish"
        + (options.isEmpty() ? "" : " " + options)
        + (deletes ? " --prune" : "")
        + " --yes";
  }

  /**
   * Makes sure that the receipt can be written, before anything is published.
   *
   * @throws dev.apimage.model.ProblemException if it cannot
   */
  void prepare(Session session) {
    if (path != null) {
      ReportFile.prepare(session.resolve(path));
    }
  }

  /** Leaves the receipt; where that fails after all, tells it, for the work is done. */
  void write(Session session, Planning work, Outcome outcome, ReportOptions report) {
    if (path == null) {
      return;
    }
    String json =
        Receipt.json(work.header().service(), work.header().environment(), resume(work), outcome);
    try {
      ReportFile.write(session.resolve(path), json);
    } catch (ProblemException e) {
      report.tell(session, e.problems());
    }
  }
}
