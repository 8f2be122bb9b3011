package dev.apimage.plan;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.secret.SecretKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What it would take to publish a folder to a service that holds only what none lacks: the answer,
 * on a quiet day, to what a rebuild after a disaster would want for.
 *
 * @param resources how many the folder publishes
 * @param secrets those that nothing supplies
 * @param needs what has to exist outside the service
 * @param owners a problem for each subscription whose owner the new service would not have
 * @param problems all else that would stop the publish or is worth knowing
 */
public record Rebuild(
    int resources,
    List<MissingSecret> secrets,
    List<Need> needs,
    List<Problem> owners,
    List<Problem> problems) {
  private static final Set<Code> OWNERS = Set.of(Code.DROPPED_OWNER, Code.MISSING_OWNER);

  public Rebuild {
    secrets = List.copyOf(secrets);
    needs = List.copyOf(needs);
    owners = List.copyOf(owners);
    problems = List.copyOf(problems);
  }

  /**
   * Plans against the empty service.
   *
   * @param desired the folder with its environment applied
   * @param vaults Key Vaults that the environment takes secrets from, by name
   * @param problems what was found on the way here, such as sources without a value
   * @param options what is said of owners; what they say of the target does not count
   */
  public static Rebuild of(
      Snapshot desired,
      Map<String, List<Need.Use>> vaults,
      List<Problem> problems,
      PlanOptions options) {
    Plan plan = Planner.plan(desired, EmptyService.snapshot(), options.with(EmptyService.facts()));
    List<MissingSecret> secrets = desired.stream().flatMap(r -> missing(r).stream()).toList();
    Set<String> told = secrets.stream().map(s -> s.problem().text()).collect(Collectors.toSet());
    List<Problem> owners = new ArrayList<>();
    List<Problem> others = new ArrayList<>(problems);
    for (Problem problem : plan.problems()) {
      if (OWNERS.contains(problem.code())) {
        owners.add(problem);
      } else if (problem.code() != Code.VAULT_ACCESS
          && (problem.code() != Code.MISSING_SECRET || !told.contains(problem.text()))) {
        others.add(problem);
      }
    }
    return new Rebuild(desired.size(), secrets, Needs.of(desired, vaults), owners, others);
  }

  private static List<MissingSecret> missing(Resource resource) {
    return SecretKey.in(resource.body()).stream()
        .filter(key -> !resource.secrets().containsKey(key.toString()))
        .map(key -> MissingSecret.of(resource, key))
        .toList();
  }

  /** True if a publish to an empty service would find all that it wants. */
  public boolean isPossible() {
    return secrets.isEmpty()
        && owners.stream().noneMatch(Problem::isError)
        && problems.stream().noneMatch(Problem::isError);
  }
}
