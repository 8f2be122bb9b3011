package dev.apimage.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.KeyPattern;
import dev.apimage.model.Origin;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.model.Snapshot;
import dev.apimage.model.Spot;
import dev.apimage.secret.SecretKey;
import dev.apimage.secret.SecretSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An environment laid over a folder's resources: other values, secrets from their sources, and what
 * is not published to this target. Finds every line that means nothing and every source without a
 * value.
 */
public final class Overlay {
  private final Environment environment;
  private final LocalSources sources;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Object> used = new HashSet<>();
  private final Map<SecretRule, Optional<Secret>> values = new HashMap<>();
  private final List<InVault> inVaults = new ArrayList<>();

  private Overlay(Environment environment, LocalSources sources) {
    this.environment = environment;
    this.sources = sources;
  }

  /**
   * A folder as it is meant for one target.
   *
   * @param desired with the environment's values, and its secrets beside the trees
   * @param problems what is wrong with the environment's lines
   * @param inVaults the secrets that still have to be fetched from Key Vaults
   */
  public record Applied(Snapshot desired, List<Problem> problems, List<InVault> inVaults) {
    public Applied {
      problems = List.copyOf(problems);
      inVaults = List.copyOf(inVaults);
    }

    /**
     * The same with values from Key Vaults.
     *
     * @param sources by what the environment's lines name; lines that are not among them stay as
     *     they are. What a source has no value for, and why, is added to the problems at its line
     */
    public Applied with(Map<SourceText.KeyVault, SecretSource> sources) {
      Map<InVault, Secret> values = new HashMap<>();
      Map<SecretRule, Optional<Secret>> read = new HashMap<>();
      List<Problem> found = new ArrayList<>(problems);
      for (InVault secret : inVaults) {
        SecretSource source = sources.get(secret.source());
        if (source != null) {
          read.computeIfAbsent(secret.rule(), rule -> Overlay.value(rule, source, found))
              .ifPresent(value -> values.put(secret, value));
        }
      }
      List<InVault> left =
          inVaults.stream().filter(secret -> !sources.containsKey(secret.source())).toList();
      return new Applied(filled(values), found, left);
    }

    /**
     * The same with values that stand for those that nobody fetches, since they are not sent.
     *
     * @param which which of them get one
     */
    public Applied withStandIns(Predicate<InVault> which) {
      Map<InVault, Secret> values = new HashMap<>();
      inVaults.stream()
          .filter(which)
          .forEach(secret -> values.put(secret, new Secret(UUID.randomUUID().toString())));
      return new Applied(filled(values), problems, inVaults);
    }

    private Snapshot filled(Map<InVault, Secret> values) {
      Map<Address, Map<String, Secret>> known = new HashMap<>();
      values.forEach(
          (secret, value) ->
              desired
                  .at(secret.address())
                  .ifPresent(
                      resource ->
                          known
                              .computeIfAbsent(
                                  secret.address(), a -> new HashMap<>(resource.secrets()))
                              .put(
                                  secret.key().toString(),
                                  InVault.typed(resource, secret.key(), value))));
      return desired.map(
          resource ->
              known.containsKey(resource.address())
                  ? resource.withSecrets(known.get(resource.address()))
                  : resource);
    }
  }

  /** Lays an environment over a folder. */
  public static Applied apply(Snapshot folder, Environment environment, LocalSources sources) {
    Overlay overlay = new Overlay(environment, sources);
    TreeMap<Address, Resource> desired = new TreeMap<>();
    for (Resource resource : folder.resources().values()) {
      Resource changed = overlay.withSecrets(overlay.withValues(resource));
      if (!isExcluded(environment, resource.address())) {
        desired.put(resource.address(), changed);
      }
    }
    overlay.unused(folder);
    return new Applied(new Snapshot(desired), overlay.problems, overlay.inVaults);
  }

  /** True if an environment leaves a resource, or one that it lies in, to the target. */
  public static boolean isExcluded(Environment environment, Address address) {
    for (Address at = address; ; at = at.parent()) {
      Address here = at;
      if (environment.exclude().stream().anyMatch(rule -> rule.pattern().matches(here))) {
        return true;
      }
      if (at.isTop()) {
        return false;
      }
    }
  }

  private Resource withValues(Resource resource) {
    Map<String, List<SetRule>> byPosition = new TreeMap<>();
    for (SetRule rule : environment.set()) {
      if (rule.address().matches(resource.address())) {
        used.add(rule);
        byPosition.computeIfAbsent(rule.position().toString(), p -> new ArrayList<>()).add(rule);
      }
    }
    if (byPosition.isEmpty()) {
      return resource;
    }
    ObjectNode body = resource.copyBody();
    Map<Position, Spot> places = new HashMap<>();
    for (Map.Entry<String, List<SetRule>> entry : byPosition.entrySet()) {
      List<SetRule> best =
          KeyPattern.best(entry.getValue(), SetRule::key, resource.address(), entry.getKey());
      if (best.size() > 1) {
        ambiguous(resource.address() + "#" + entry.getKey(), best.stream().map(SetRule::spot));
      } else if (!best.isEmpty()) {
        set(best.get(0), body);
        places.put(best.get(0).position(), best.get(0).spot());
      }
    }
    Kind kind = Kind.require(resource.address());
    problems.addAll(TypeCheck.ofSet(kind, body, at -> setAt(places, resource.body(), at)));
    Origin origin = resource.origin();
    return new Resource(
        resource.address(),
        body,
        resource.secrets(),
        position -> place(places, position).or(() -> origin.spot(position)));
  }

  /** The line that made what stands at a position, be it around what the line names. */
  private static Optional<Spot> setAt(Map<Position, Spot> places, JsonNode before, Position at) {
    Optional<Spot> here = place(places, at);
    if (here.isPresent() || at.isRoot() || at.isIn(before)) {
      return here;
    }
    return places.entrySet().stream()
        .filter(e -> isAround(at, e.getKey()))
        .map(Map.Entry::getValue)
        .min(Comparator.comparing(Spot::line));
  }

  private static boolean isAround(Position outer, Position inner) {
    return inner.steps().size() > outer.steps().size()
        && inner.steps().subList(0, outer.steps().size()).equals(outer.steps());
  }

  private static Optional<Spot> place(Map<Position, Spot> places, Position position) {
    for (Position at = position; !at.isRoot(); at = at.parent()) {
      if (places.containsKey(at)) {
        return Optional.of(places.get(at));
      }
    }
    return Optional.empty();
  }

  private void set(SetRule rule, ObjectNode body) {
    if (rule.value().isNull()) {
      rule.position().remove(body);
      return;
    }
    try {
      rule.position().set(body, rule.value().deepCopy());
    } catch (IllegalArgumentException e) {
      problems.add(
          Problem.error(Code.BAD_ENVIRONMENT, rule.key() + " cannot be set: " + e.getMessage())
              .at(rule.spot())
              .advise("Name a property of the resource, or an item that its list has."));
    }
  }

  private Resource withSecrets(Resource resource) {
    Map<String, Secret> known = new HashMap<>();
    for (SecretKey key : SecretKey.in(resource.body())) {
      List<SecretRule> best =
          KeyPattern.best(
              environment.secrets(), SecretRule::key, resource.address(), key.toString());
      used.addAll(best);
      if (best.size() > 1) {
        ambiguous(resource.address() + "#" + key, best.stream().map(SecretRule::spot));
      } else if (!best.isEmpty() && !isExcluded(environment, resource.address())) {
        supply(resource, key, best.get(0), known);
      }
      // A weaker pattern that others outdo here is not a misspelt one.
      environment.secrets().stream()
          .filter(rule -> rule.key().matches(resource.address(), key.toString()))
          .forEach(used::add);
    }
    return known.isEmpty() ? resource : resource.withSecrets(known);
  }

  private void supply(
      Resource resource, SecretKey key, SecretRule rule, Map<String, Secret> known) {
    if (rule.source() instanceof SourceText.KeyVault vault) {
      inVaults.add(new InVault(resource.address(), key, rule, vault));
      return;
    }
    if (!values.containsKey(rule)) {
      values.put(rule, value(rule, sources.reader(rule.source()).orElseThrow(), problems));
    }
    values
        .get(rule)
        .ifPresent(value -> known.put(key.toString(), InVault.typed(resource, key, value)));
  }

  private static Optional<Secret> value(
      SecretRule rule, SecretSource reader, List<Problem> problems) {
    try {
      return Optional.of(rule.value(reader));
    } catch (ProblemException e) {
      e.problems().forEach(p -> problems.add(p.spot().isPresent() ? p : p.at(rule.spot())));
      return Optional.empty();
    }
  }

  private void ambiguous(String what, Stream<Spot> spots) {
    List<String> places = spots.map(Spot::toString).toList();
    problems.add(
        Problem.error(Code.AMBIGUOUS_KEY, "two lines match " + what + " equally well: " + places)
            .advise("Make one of them longer, or take it out."));
  }

  private void unused(Snapshot folder) {
    for (SetRule rule : environment.set()) {
      if (!used.contains(rule)) {
        problems.add(unmatched(rule.key(), rule.spot(), folder, ""));
      }
    }
    for (SecretRule rule : environment.secrets()) {
      if (!used.contains(rule)) {
        problems.add(unmatched(rule.key(), rule.spot(), folder, " with a withheld secret"));
      }
    }
    for (ExcludeRule rule : environment.exclude()) {
      if (folder.stream().noneMatch(r -> rule.pattern().matches(r.address()))) {
        problems.add(unmatched(new KeyPattern(rule.pattern(), ""), rule.spot(), folder, ""));
      }
    }
  }

  private static Problem unmatched(KeyPattern key, Spot spot, Snapshot folder, String what) {
    String text = key + " matches nothing in the folder" + what;
    if (key.hasWildcard()) {
      return Problem.warning(Code.UNMATCHED_KEY, text).at(spot);
    }
    List<String> names = folder.stream().map(r -> r.address().toString()).toList();
    String named = key.address().toString();
    String near = names.contains(named) ? "" : NearNames.advice(named, names);
    return Problem.error(Code.UNMATCHED_KEY, text)
        .at(spot)
        .advise(near.isEmpty() ? "Correct the key, or take the line out." : near);
  }
}
