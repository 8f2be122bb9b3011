package dev.apimage.cli;

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

  void write(Session session, Planning work, Outcome outcome) {
    if (path != null) {
      ReportOptions.write(
          session.resolve(path),
          Receipt.json(
              work.header().service(), work.header().environment(), resume(work), outcome));
    }
  }
}
