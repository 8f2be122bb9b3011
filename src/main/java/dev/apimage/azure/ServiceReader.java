package dev.apimage.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Canonical;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Link;
import dev.apimage.kind.RestPath;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.secret.Withheld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * Reads a whole service by the table of kinds, with as few requests as the interface allows: lists
 * in place of single reads, one list of all tags, one list that says where policies are. Only GET
 * requests are made.
 */
public final class ServiceReader {
  private static final Map<String, String> RAW = Map.of("format", "rawxml");

  private final ArmReader arm;
  private final int parallelism;
  private final Set<String> included;
  private final NavigableMap<Address, Resource> found = new ConcurrentSkipListMap<>();
  private final Map<Address, NavigableSet<String>> tags = new ConcurrentHashMap<>();
  private final Map<Address, Map<String, NavigableSet<String>>> links = new ConcurrentHashMap<>();

  /** Texts that a list gave with XML's entities in their expressions. */
  private final Set<Address> escaped = new ConcurrentSkipListSet<>();

  private final Map<String, String> users = new ConcurrentSkipListMap<>();
  private final Set<Kind> lacking = new ConcurrentSkipListSet<>();
  private final NavigableSet<Problem> notes =
      new ConcurrentSkipListSet<>(
          java.util.Comparator.comparing(Problem::text).thenComparing(Problem::code));
  private final Map<Address, List<Withheld.Lifted>> lifted = new ConcurrentHashMap<>();
  private final Queue<Resource> generated = new ConcurrentLinkedQueue<>();
  private final List<JsonNode> tagged = new ArrayList<>();
  private Optional<List<Address>> policies = Optional.empty();

  private ServiceReader(ArmReader arm, int parallelism, Set<String> included) {
    this.arm = arm;
    this.parallelism = parallelism;
    this.included = Set.copyOf(included);
  }

  /**
   * Reads everything but the kinds that are only taken when asked for.
   *
   * @param parallelism how many requests at a time
   * @throws dev.apimage.model.ProblemException with all that could not be read; a part that is not
   *     read is never taken for empty
   */
  public static ServiceImage read(ArmReader arm, int parallelism) {
    return read(arm, parallelism, Set.of());
  }

  /**
   * Reads everything.
   *
   * @param parallelism how many requests at a time
   * @param included which of {@link Kind#options} are read too
   * @throws dev.apimage.model.ProblemException with all that could not be read; a part that is not
   *     read is never taken for empty
   */
  public static ServiceImage read(ArmReader arm, int parallelism, Set<String> included) {
    return new ServiceReader(arm, parallelism, included).all();
  }

  /**
   * Reads what lies below one resource, and nothing else; links and tags are left out.
   *
   * @throws dev.apimage.model.ProblemException with all that could not be read
   */
  public static Snapshot below(ArmReader arm, Address owner) {
    ServiceReader reader = new ServiceReader(arm, 4, Set.of());
    try (Tasks tasks = new Tasks(reader.parallelism)) {
      reader.run(tasks, reader.childrenOf(owner));
      List<Callable<Void>> probes = new ArrayList<>();
      probes.add(() -> reader.policy(policyOf(owner)));
      for (Resource child : new ArrayList<>(reader.found.values())) {
        if (hasPolicy(child.address())) {
          probes.add(() -> reader.policy(policyOf(child.address())));
        }
      }
      reader.run(tasks, probes);
    }
    return new Snapshot(new TreeMap<>(reader.found));
  }

  /**
   * Reads one resource without its links.
   *
   * @return the resource and its version; empty if there is none
   */
  public static Optional<Versioned> one(ArmReader arm, Address address) {
    Map<String, String> query = isText(Kind.require(address)) ? RAW : Map.of();
    return arm.find(path(address), query)
        .map(
            answer ->
                new Versioned(
                    Parse.resource(address, answer.body(), arm.allowance()).resource(),
                    answer.etag().orElse("*")));
  }

  /**
   * A resource at a moment.
   *
   * @param resource in normal form, without links
   * @param etag its version, for {@code If-Match}
   */
  public record Versioned(Resource resource, String etag) {}

  private ServiceImage all() {
    try (Tasks tasks = new Tasks(parallelism)) {
      // A first request alone: a wrong name or a missing sign-in is then told once.
      arm.get("", Map.of());
      List<Callable<Void>> first = new ArrayList<>();
      for (Kind kind : Kind.tops()) {
        if (!kind.isSingleton() && kind.isIncluded(included) && kind != Kind.USER) {
          first.add(() -> list(null, kind));
        }
      }
      first.add(this::listTags);
      first.add(this::listPolicies);
      first.add(this::listUsers);
      first.addAll(NotCarriedScan.tops(arm, notes::add));
      run(tasks, first);
      found.keySet().removeIf(this::isRevisionOfCurrent);
      List<Callable<Void>> second = new ArrayList<>();
      for (Resource resource : new ArrayList<>(found.values())) {
        second.addAll(completing(resource.address()));
        second.addAll(childrenOf(resource.address()));
        second.addAll(linksOf(resource.address()));
        second.addAll(NotCarriedScan.below(arm, resource, notes::add));
      }
      Set<Address> before = Set.copyOf(found.keySet());
      run(tasks, second);
      while (found.size() > before.size()) {
        List<Callable<Void>> deeper = new ArrayList<>();
        for (Address address : new ArrayList<>(found.keySet())) {
          if (!before.contains(address)) {
            deeper.addAll(childrenOf(address));
          }
        }
        before = Set.copyOf(found.keySet());
        run(tasks, deeper);
      }
      List<Callable<Void>> third = new ArrayList<>();
      for (Resource resource : new ArrayList<>(found.values())) {
        if (!resource.address().isTop() && !isRevision(resource.address())) {
          third.addAll(completing(resource.address()));
        }
      }
      wherePoliciesMayBe().forEach(address -> third.add(() -> policy(address)));
      run(tasks, third);
    }
    applyTags();
    notes.addAll(LeftOut.of(included, users.keySet()));
    notes.addAll(LeftOut.lacking(included, lacking));
    TreeMap<Address, Resource> resources = new TreeMap<>();
    found.forEach((address, resource) -> resources.put(address, linked(resource)));
    return new ServiceImage(
        new Snapshot(resources),
        users,
        List.copyOf(generated),
        lacking,
        lifted,
        List.copyOf(notes));
  }

  private void run(Tasks tasks, List<Callable<Void>> work) {
    tasks.all(work);
  }

  private Void list(Address owner, Kind kind) {
    Map<String, String> query =
        kind.links().stream().anyMatch(l -> l.listed() == Link.Listed.WITH_OWNER)
            ? Map.of("expandGroups", "true")
            : isText(kind) ? RAW : Map.of();
    try (Stream<ObjectNode> items = arm.list(collection(owner, kind.collection()), query)) {
      items.forEach(item -> listed(owner, kind, item));
    } catch (ArmException e) {
      if (!e.isTierRefusal()) {
        throw e;
      }
      lacking.add(kind);
    }
    return null;
  }

  private void listed(Address owner, Kind kind, ObjectNode item) {
    String name = item.path("name").asText();
    Optional<Address> address =
        owner == null
            ? RestPath.address("/" + kind.collection() + "/" + name)
            : Optional.of(owner.child(kind.collection(), name));
    if (address.isEmpty()) {
      throw new ProblemException(
          Problem.error(
              Code.UNEXPECTED_ANSWER, "the service lists \"" + name + "\" among its " + kind));
    }
    keep(address.get(), item);
    if (isText(kind) && !item.path("properties").path("format").asText().equals("rawxml")) {
      escaped.add(address.get());
    }
    for (Link link : kind.links()) {
      JsonNode names = item.path("properties").path(link.key());
      if (link.listed() == Link.Listed.WITH_OWNER && names.isArray()) {
        names.forEach(n -> link(address.get(), link.key(), n.path("name").asText()));
      }
    }
  }

  private void keep(Address address, JsonNode envelope) {
    Parse.Parsed parsed = Parse.resource(address, envelope, arm.allowance());
    Resource resource = parsed.resource();
    if (parsed.builtIn()) {
      if (resource.body().has("scope") && !address.name().equals("master")) {
        generated.add(resource);
      }
      return;
    }
    found.put(address, resource);
    if (!parsed.lifted().isEmpty()) {
      lifted.put(address, parsed.lifted());
    }
  }

  /** Reads again what a list tells only in part. */
  private List<Callable<Void>> completing(Address address) {
    Kind kind = Kind.require(address);
    if (!kind.needsOwnGet(found.get(address).body()) && !escaped.contains(address)) {
      return List.of();
    }
    return List.of(
        () -> {
          keep(address, arm.get(path(address), isText(kind) ? RAW : Map.of()).body());
          return null;
        });
  }

  private List<Callable<Void>> childrenOf(Address owner) {
    List<Callable<Void>> work = new ArrayList<>();
    for (Kind child : Kind.require(owner).children()) {
      if (!child.isSingleton() && child != Kind.API_REVISION) {
        work.add(() -> list(owner, child));
      }
    }
    return work;
  }

  private List<Callable<Void>> linksOf(Address owner) {
    List<Callable<Void>> work = new ArrayList<>();
    for (Link link : Kind.require(owner).links()) {
      if (link.listed() == Link.Listed.BY_OWNER && link.target().isIncluded(included)) {
        work.add(
            () -> {
              try (Stream<ObjectNode> items = arm.list(collection(owner, link.key()), Map.of())) {
                items.forEach(item -> link(owner, link.key(), item.path("name").asText()));
              }
              return null;
            });
      }
    }
    return work;
  }

  /** A product or gateway names an API, whichever of its revisions is current. */
  private void link(Address owner, String key, String name) {
    int revision = name.indexOf(";rev=");
    links
        .computeIfAbsent(owner, o -> new ConcurrentHashMap<>())
        .computeIfAbsent(key, k -> new ConcurrentSkipListSet<>())
        .add(revision < 0 ? name : name.substring(0, revision));
  }

  private Void listTags() {
    try (Stream<ObjectNode> items = arm.list("tagResources", Map.of())) {
      synchronized (tagged) {
        items.forEach(tagged::add);
      }
    }
    return null;
  }

  private void applyTags() {
    for (JsonNode item : tagged) {
      String tag = item.path("tag").path("id").asText();
      for (String what : List.of("api", "operation", "product")) {
        JsonNode target = item.path(what);
        if (target.has("id")) {
          RestPath.address(target.path("id").asText())
              .map(address -> inRevision(address, target.path("apiRevision").asText()))
              .ifPresent(
                  address ->
                      tags.computeIfAbsent(address, a -> new TreeSet<>())
                          .add(tag.substring(tag.lastIndexOf('/') + 1)));
        }
      }
    }
  }

  /** Ids in this list may leave the revision out and tell it beside. */
  private Address inRevision(Address address, String revision) {
    Address api = new Address(address.segments().subList(0, 2));
    Resource current = found.get(api);
    if (revision.isEmpty()
        || current == null
        || Kind.require(api) != Kind.API
        || address.segments().contains("revisions")
        || current.body().path("apiRevision").asText("1").equals(revision)) {
      return address;
    }
    List<String> segments = new ArrayList<>(api.segments());
    segments.add(Kind.API_REVISION.collection());
    segments.add(revision);
    segments.addAll(address.segments().subList(2, address.segments().size()));
    return new Address(segments);
  }

  private Void listPolicies() {
    try (Stream<ObjectNode> items = arm.list("allPolicies", Map.of())) {
      List<Address> known = new ArrayList<>();
      items.forEach(
          item ->
              RestPath.address(item.path("properties").path("referencePolicyId").asText())
                  .ifPresent(known::add));
      policies = Optional.of(known);
    } catch (ArmException e) {
      if (!List.of(Code.REQUEST_FAILED, Code.FORBIDDEN).contains(e.toProblem().code())) {
        throw e;
      }
      // Not every tier may have this list, and no published permission names it, so that a role
      // without a wildcard cannot allow it; each scope is then asked for its policy.
      policies = Optional.empty();
    }
    return null;
  }

  private Set<Address> wherePoliciesMayBe() {
    Set<Address> may = new TreeSet<>();
    may.add(Address.of(Kind.POLICY.collection()));
    if (policies.isPresent()) {
      for (Address policy : policies.get()) {
        Address named = ofCurrent(policy);
        if (named.isTop() || found.containsKey(named.parent())) {
          may.add(named);
        }
      }
    } else {
      found.keySet().stream()
          .filter(ServiceReader::hasPolicy)
          .forEach(owner -> may.add(policyOf(owner)));
    }
    return may;
  }

  /** {@code orders;rev=3} where 3 is current is {@code orders}, here too. */
  private Address ofCurrent(Address policy) {
    List<String> segments = policy.segments();
    if (segments.size() < 5) {
      return policy;
    }
    Address owner = new Address(segments.subList(0, 4));
    if (!isRevision(owner) || !isRevisionOfCurrent(owner)) {
      return policy;
    }
    List<String> shorter = new ArrayList<>(segments.subList(0, 2));
    shorter.addAll(segments.subList(4, segments.size()));
    return new Address(shorter);
  }

  private static boolean hasPolicy(Address owner) {
    return Kind.POLICY.parents().contains(Kind.require(owner));
  }

  private static Address policyOf(Address owner) {
    return owner.child(Kind.POLICY.collection());
  }

  private Void policy(Address address) {
    arm.find(path(address), RAW).ifPresent(answer -> keep(address, answer.body()));
    return null;
  }

  /** Who owns subscriptions has to be known even where users are not taken. */
  private Void listUsers() {
    try (Stream<ObjectNode> items = arm.list(Kind.USER.collection(), Map.of())) {
      items.forEach(this::user);
    } catch (ArmException e) {
      if (!e.isTierRefusal()) {
        throw e;
      }
      lacking.add(Kind.USER);
    }
    return null;
  }

  private void user(ObjectNode item) {
    users.put(item.path("name").asText(), item.path("properties").path("email").asText(""));
    if (Kind.USER.isIncluded(included)) {
      listed(null, Kind.USER, item);
    }
  }

  private Resource linked(Resource resource) {
    ObjectNode body = resource.copyBody();
    Kind kind = Kind.require(resource.address());
    for (Link link : kind.links()) {
      if (!link.target().isIncluded(included)) {
        continue;
      }
      Set<String> names =
          link.listed() == Link.Listed.BY_TAG
              ? tags.getOrDefault(resource.address(), new TreeSet<>())
              : links
                  .getOrDefault(resource.address(), Map.of())
                  .getOrDefault(link.key(), new TreeSet<>());
      ArrayNode list = body.putArray(link.key());
      names.forEach(list::add);
    }
    return kind.links().isEmpty() ? resource : resource.withBody(Canonical.of(kind, body));
  }

  private static boolean isRevision(Address address) {
    return Kind.require(address) == Kind.API_REVISION;
  }

  /** {@code orders;rev=3} where 3 is current is {@code orders} itself once more. */
  private boolean isRevisionOfCurrent(Address address) {
    return isRevision(address)
        && Optional.ofNullable(found.get(address.parent()))
            .map(api -> api.body().path("apiRevision").asText("1").equals(address.name()))
            .orElse(false);
  }

  private static boolean isText(Kind kind) {
    return kind.holdsPolicy();
  }

  private static String path(Address address) {
    return RestPath.of(address).substring(1);
  }

  private static String collection(Address owner, String collection) {
    return RestPath.ofCollection(owner, collection).substring(1);
  }
}
