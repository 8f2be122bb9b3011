package dev.apimage.cli;

import dev.apimage.azure.ArmConnection;
import dev.apimage.azure.ServiceImage;
import dev.apimage.azure.ServiceReader;
import dev.apimage.check.ClearSecrets;
import dev.apimage.folder.Content;
import dev.apimage.folder.Environment;
import dev.apimage.folder.LocalSources;
import dev.apimage.folder.Overlay;
import dev.apimage.folder.TargetSpec;
import dev.apimage.model.Problem;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import dev.apimage.plan.Planner;
import dev.apimage.plan.TargetFacts;
import dev.apimage.report.Header;
import dev.apimage.secret.Allowance;
import java.util.ArrayList;
import java.util.List;

/**
 * What plan, publish and verify have in common: folder and environment, the target, and the plan.
 *
 * @param connection to the target
 * @param plan what a publish does
 * @param header what reports say first
 */
record Planning(ArmConnection connection, Plan plan, Header header) {
  /**
   * Reads both sides and compares them. Warnings of the folder are told on the way.
   *
   * @throws dev.apimage.model.ProblemException with all that is wrong with the folder, the
   *     environment or the target
   */
  static Planning of(
      String command,
      Session session,
      FolderOptions folder,
      LiveOptions live,
      PlanningOptions planning,
      ReportOptions report) {
    report.prepare(session);
    Content content = folder.open(session).read();
    List<Problem> problems = new ArrayList<>(content.problems());
    Allowance allowance = content.marker().allowance();
    problems.addAll(ClearSecrets.in(content.snapshot(), allowance));
    problems.addAll(content.marker().unused(content.snapshot()));
    report.check(session, problems);
    Environment environment = folder.environment(session);
    LocalSources sources = new LocalSources(folder.path(session), session.variables());
    Overlay.Applied applied = Overlay.apply(content.snapshot(), environment, sources);
    TargetSpec target = environment.target().or(content.marker().target());
    boolean publishes = command.equals("publish");
    if (publishes && !applied.inVaults().isEmpty()) {
      applied = new VaultSecrets(applied).all(live.open(session, target), live.parallelism());
    }
    report.check(session, applied.problems());
    // A line under set: may say in clear what no resource's file does.
    report.check(session, ClearSecrets.in(applied.desired(), allowance));
    planning.refuseEmpty(applied.desired().size());
    ArmConnection connection = live.open(session, target).allowing(allowance);
    ServiceImage image =
        ServiceReader.read(connection.reader(), live.parallelism(), content.included());
    VaultSecrets vaults = new VaultSecrets(applied);
    if (command.equals("plan")) {
      int told = applied.problems().size();
      applied = vaults.compared(image.snapshot(), connection, live.parallelism());
      report.check(session, applied.problems().subList(told, applied.problems().size()));
    } else if (!publishes) {
      applied = vaults.trusted(image.snapshot());
    }
    PlanOptions options =
        planning.options(
            address -> content.marker().owns(address) && !Overlay.isExcluded(environment, address),
            new TargetFacts(image.users(), image.generated(), image.lacking()));
    Plan plan =
        Planner.plan(applied.desired(), image.snapshot(), options.withPeopleOf(content.snapshot()));
    if (command.equals("plan")) {
      plan = plan.telling(VaultSecrets.notRead(applied));
    }
    return new Planning(
        connection,
        plan,
        Header.of(command, connection.target().service())
            .inEnvironment(folder.environmentName())
            .withOptions(again(session, folder, live))
            .withPublishing(String.join(" ", planning.words())));
  }

  /** What the next command has to repeat; the target only where no file names it. */
  private static String again(Session session, FolderOptions folder, LiveOptions live) {
    List<String> words = new ArrayList<>(folder.words(session));
    words.addAll(live.words());
    return String.join(" ", words);
  }
}
