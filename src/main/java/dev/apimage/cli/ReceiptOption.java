package dev.apimage.cli;

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

  void write(Session session, Planning work, Outcome outcome) {
    if (path != null) {
      ReportOptions.write(
          session.resolve(path),
          Receipt.json(work.header().service(), work.header().environment(), outcome));
    }
  }
}
