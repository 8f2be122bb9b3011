package dev.apimage.cli;

import dev.apimage.plan.Rebuild;
import dev.apimage.report.Reports;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what publish would do. */
@Command(
    name = "plan",
    description = "Shows exactly what publish would do to a service. Writes nothing.")
final class PlanCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private FolderOptions folder;
  @Mixin private LiveOptions live;
  @Mixin private PlanningOptions planning;
  @Mixin private ViewOptions view;
  @Mixin private ReportOptions report;

  @Option(
      names = "--detailed-exitcode",
      description = "Exit 2 if there are changes, 0 if there are none.")
  private boolean detailed;

  @Option(
      names = "--from-nothing",
      description =
          "Offline: what a publish to a service that holds nothing would lack. Exit 1 if it lacks"
              + " something.")
  private boolean fromNothing;

  PlanCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (fromNothing) {
      return fromNothing();
    }
    Planning work = Planning.of("plan", session, folder, live, planning, report);
    report.give(session, f -> Reports.plan(f, work.header(), work.plan(), view.view(session)));
    if (work.plan().hasErrors()) {
      return ExitCode.of(work.plan().problems());
    }
    report.checkStrict(work.plan().problems());
    return detailed && !work.plan().changes().isEmpty() ? ExitCode.DIFFERENT : ExitCode.DONE;
  }

  private int fromNothing() {
    Rehearsal work = Rehearsal.of(session, folder, planning, report);
    Rebuild rebuild = work.rebuild();
    report.give(session, f -> Reports.rebuild(f, work.header(), rebuild, view.view(session)));
    if (!rebuild.isPossible()) {
      return ExitCode.FAILED;
    }
    report.checkStrict(rebuild.problems());
    return detailed && rebuild.resources() > 0 ? ExitCode.DIFFERENT : ExitCode.DONE;
  }
}
