package dev.apimage.cli;

import dev.apimage.check.Checked;
import dev.apimage.check.Checks;
import dev.apimage.check.ClearSecrets;
import dev.apimage.check.Lifting;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.folder.Content;
import dev.apimage.folder.Environment;
import dev.apimage.folder.Environments;
import dev.apimage.folder.LocalSources;
import dev.apimage.folder.Overlay;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.model.Spot;
import dev.apimage.report.Reports;
import dev.apimage.report.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells all that is wrong with a folder, without a service. */
@Command(
    name = "check",
    description = "Tells all that is wrong with a folder, secrets in clear first. Offline.")
final class CheckCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The artefact folder. Default: the current one.")
  private Path folder;

  @Mixin private ReportOptions report;

  @Option(
      names = "--fix",
      description = "Lift secrets out of policies into secret named values of the folder.")
  private boolean fix;

  CheckCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    report.prepare(session);
    ArtefactFolder there = ArtefactFolder.at(session.resolve(folder));
    if (!there.exists()) {
      throw new ProblemException(there.read().problems());
    }
    List<Problem> problems = new ArrayList<>();
    List<Checked.Fix> fixes = fix ? fixed(there, problems) : List.of();
    Content content = there.read();
    problems.addAll(content.problems());
    problems.addAll(
        Checks.of(
            content.snapshot(),
            content.marker().allowance(),
            address -> content.marker().owns(address) && !content.mayHold(address)));
    problems.addAll(content.marker().unused(content.snapshot()));
    boolean sound = problems.stream().noneMatch(Problem::isError);
    problems.addAll(ofEnvironments(content, sound));
    Checked checked = new Checked(content.snapshot().size(), fixes, problems);
    View view = View.standard().coloured(session.colour());
    report.give(session, format -> Reports.check(format, checked, view));
    tell(fixes);
    report.checkStrict(problems);
    return ExitCode.of(problems);
  }

  /**
   * What is wrong with an environment's lines, and the secrets that stand in them in clear.
   *
   * @param sound false where the folder has errors, which looking up the lines would only repeat
   */
  private List<Problem> ofEnvironments(Content content, boolean sound) {
    Path root = session.resolve(folder);
    Environments environments = Environments.at(root);
    List<Problem> problems = new ArrayList<>();
    for (String name : environments.names()) {
      try {
        Environment said = environments.read(name);
        if (sound) {
          problems.addAll(environments.check(said, content.snapshot()));
        }
        Environment values = new Environment(name, said.target(), List.of(), said.set(), List.of());
        Snapshot there =
            Overlay.apply(content.snapshot(), values, new LocalSources(root, session.variables()))
                .desired();
        ClearSecrets.in(there, content.marker().allowance()).stream()
            .filter(p -> p.spot().filter(spot -> isOf(said, spot)).isPresent())
            .forEach(problems::add);
      } catch (ProblemException e) {
        problems.addAll(e.problems());
      }
    }
    return problems;
  }

  private static boolean isOf(Environment environment, Spot spot) {
    return environment.set().stream().anyMatch(rule -> rule.spot().file().equals(spot.file()));
  }

  /** Nothing is touched in a folder that cannot be read whole. */
  private static List<Checked.Fix> fixed(ArtefactFolder folder, List<Problem> problems) {
    Content content = folder.read();
    if (content.problems().stream().anyMatch(Problem::isError)) {
      return List.of();
    }
    Lifting lifting = new Lifting(content.snapshot(), content.marker().allowance());
    Map<String, String> texts = new LinkedHashMap<>();
    for (Resource resource : content.snapshot().resources().values()) {
      Optional<Spot> spot = resource.origin().spot(Position.ROOT.property("value"));
      if (Lifting.concerns(resource) && spot.isPresent()) {
        String text = folder.text(spot.get().file());
        String lifted = lifting.lift(resource.address(), text, spot.get());
        if (!lifted.equals(text)) {
          texts.put(spot.get().file(), lifted);
        }
      }
    }
    folder.change(texts, lifting.namedValues());
    problems.addAll(lifting.refusals());
    return lifting.fixes();
  }

  private void tell(List<Checked.Fix> fixes) {
    if (!fixes.isEmpty()) {
      session
          .err()
          .println(
              "The values were written nowhere: put each into the source that its environment"
                  + " names. If they were ever committed, Git's history still holds them: renew"
                  + " them.");
      session.err().flush();
    }
  }
}
