package dev.apimage.cli;

import dev.apimage.check.ClearSecrets;
import dev.apimage.folder.Content;
import dev.apimage.folder.Environment;
import dev.apimage.folder.LocalSources;
import dev.apimage.folder.Overlay;
import dev.apimage.folder.SecretRule;
import dev.apimage.folder.SourceText;
import dev.apimage.model.KeyPattern;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Need;
import dev.apimage.plan.Rebuild;
import dev.apimage.plan.TargetFacts;
import dev.apimage.report.Header;
import dev.apimage.secret.Allowance;
import dev.apimage.secret.SecretKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A publish to a service that holds nothing, thought through without one: no target, no sign-in, no
 * network.
 *
 * @param rebuild what it would want for
 * @param header what reports say first
 */
record Rehearsal(Rebuild rebuild, Header header) {
  /** Stands for a value that a line of the environment supplies, fetched or not. */
  private static final Secret SUPPLIED = new Secret("supplied");

  /**
   * Reads folder and environment. A source without a value is one of the things found, not a
   * failure.
   *
   * @throws dev.apimage.model.ProblemException with all that is wrong with the folder
   */
  static Rehearsal of(
      Session session, FolderOptions folder, PlanningOptions planning, ReportOptions report) {
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
    List<Problem> found = new ArrayList<>(applied.problems());
    found.addAll(ClearSecrets.in(applied.desired(), allowance));
    planning.refuseEmpty(applied.desired().size());
    Map<String, List<Need.Use>> vaults = new TreeMap<>();
    Snapshot desired = applied.desired().map(resource -> supplied(resource, environment, vaults));
    Rebuild rebuild =
        Rebuild.of(
            desired,
            vaults,
            found,
            planning
                .options(address -> !Overlay.isExcluded(environment, address), TargetFacts.NONE)
                .withPeopleOf(content.snapshot()));
    String service =
        environment.target().or(content.marker().target()).service().orElse("a new service");
    return new Rehearsal(
        rebuild,
        Header.of("plan", service)
            .inEnvironment(folder.environmentName())
            .withOptions(String.join(" ", folder.words(session))));
  }

  /** A secret that a line stands for is not one without a source, whatever the line gives. */
  private static Resource supplied(
      Resource resource, Environment environment, Map<String, List<Need.Use>> vaults) {
    Map<String, Secret> secrets = new HashMap<>(resource.secrets());
    for (SecretKey key : SecretKey.in(resource.body())) {
      Optional<SourceText> source = source(resource, key, environment);
      source.ifPresent(s -> secrets.putIfAbsent(key.toString(), SUPPLIED));
      if (source.orElse(null) instanceof SourceText.KeyVault vault) {
        vaults
            .computeIfAbsent(vault.vault(), v -> new ArrayList<>())
            .add(
                new Need.Use(
                    resource.address() + "#" + key,
                    "secrets/"
                        + vault.name()
                        + (vault.version().isEmpty() ? "" : "/" + vault.version())));
      }
    }
    return resource.withSecrets(secrets);
  }

  private static Optional<SourceText> source(
      Resource resource, SecretKey key, Environment environment) {
    return KeyPattern.best(
            environment.secrets(), SecretRule::key, resource.address(), key.toString())
        .stream()
        .findFirst()
        .map(SecretRule::source);
  }
}
