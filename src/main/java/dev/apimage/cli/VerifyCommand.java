package dev.apimage.cli;

import dev.apimage.report.Reports;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells whether a service is what the folder says. */
@Command(
    name = "verify",
    description = "Tells whether a service is what the folder says. Exit 2 on drift.")
final class VerifyCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private FolderOptions folder;
  @Mixin private LiveOptions live;
  @Mixin private ViewOptions view;
  @Mixin private ReportOptions report;

  VerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Planning work =
        Planning.of("verify", session, folder, live, PlanningOptions.forReading(), report);
    report.give(session, f -> Reports.verify(f, work.header(), work.plan(), view.view(session)));
    // What would stop a publish is no fault of a service that is as the folder says.
    return work.plan().hasDrift() ? ExitCode.DIFFERENT : ExitCode.of(work.plan().problems());
  }
}
