package dev.apimage.cli;

import dev.apimage.plan.Plan;
import dev.apimage.publish.Outcome;
import dev.apimage.publish.Publisher;
import dev.apimage.report.Format;
import dev.apimage.report.Reports;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a service what the folder says. */
@Command(
    name = "publish",
    description = "Makes a service what the folder says, writing only what differs.")
final class PublishCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private FolderOptions folder;
  @Mixin private LiveOptions live;
  @Mixin private PlanningOptions planning;
  @Mixin private ViewOptions view;
  @Mixin private ReportOptions report;
  @Mixin private ReceiptOption receipt;

  @Option(names = "--yes", description = "Publish without asking for the service's name.")
  private boolean yes;

  PublishCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    receipt.prepare(session);
    Planning work = Planning.of("publish", session, folder, live, planning, report);
    Plan plan = work.plan();
    if (plan.hasErrors()) {
      report.give(session, f -> Reports.plan(f, work.header(), plan, view.view(session)));
      return ExitCode.of(plan.problems());
    }
    report.checkStrict(plan.problems());
    if (!plan.changes().isEmpty()) {
      confirm(work);
    }
    Publisher publisher =
        new Publisher(work.connection(), live.parallelism(), new ConsoleProgress(session));
    // Until everything is told, an interrupt must not end the process.
    return Interruption.guard(
        publisher::stop,
        () -> {
          Outcome outcome = publisher.publish(plan);
          receipt.write(session, work, outcome, report);
          report.give(
              session, f -> Reports.publish(f, work.header(), plan, outcome, view.view(session)));
          return ExitCode.of(outcome);
        });
  }

  private void confirm(Planning work) {
    String service = work.connection().target().service();
    String plan =
        yes || !session.isInteractive()
            ? ""
            : Reports.plan(Format.TEXT, work.header(), work.plan(), view.view(session));
    Confirmation.ask(session, yes, service, plan, "publish to it");
  }
}
