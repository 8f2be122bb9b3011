package dev.apimage.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.BuiltIns;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Link;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds for each user of the folder the one who is the same person on the target. Names of users
 * are made by the service where a person signs up, so that one person has another name on each;
 * what a service holds unique is the e-mail address.
 */
final class People {
  private static final Position EMAIL = Position.ROOT.property("email");

  private final PlanOptions options;
  private final Map<String, String> theirs = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> byEmail = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> ours = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> published = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final Snapshot desired;
  private final Snapshot actual;

  /**
   * Matches.
   *
   * @param folder what is published
   * @param target what is there
   */
  People(Snapshot folder, Snapshot target, PlanOptions options, List<Problem> problems) {
    this.options = options;
    theirs.putAll(options.facts().users());
    theirs.forEach((name, email) -> byEmail.put(email, name));
    byEmail.remove("");
    ours.putAll(options.people());
    for (Resource user : folder.in(null, Kind.USER.collection())) {
      String name = user.address().name();
      ours.put(name, email(user));
      if (isFree(name, email(user))) {
        published.add(name);
      }
    }
    desired = renamed(folder, problems);
    Set<String> others = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    ours.keySet().stream()
        .filter(name -> !isOwned(name))
        .forEach(name -> onTarget(name).ifPresent(others::add));
    actual = target.map(resource -> withMembers(resource, Optional::of, others));
  }

  private static String email(Resource user) {
    return EMAIL.in(user.body()).asText("");
  }

  /** True if nobody else has the name on the target, so that a user can be made or changed. */
  private boolean isFree(String name, String email) {
    String there = theirs.getOrDefault(name, "");
    return there.isEmpty() || there.equalsIgnoreCase(email);
  }

  private boolean isOwned(String name) {
    return options.owned().test(Address.of(Kind.USER.collection(), name));
  }

  /**
   * The name that a user of the folder has on the target once this is published: the same name and,
   * where the folder knows it, the same e-mail address; else the one with that address; else the
   * user whom this publish makes.
   */
  Optional<String> onTarget(String name) {
    Address address = Address.of(Kind.USER.collection(), name);
    String email = ours.getOrDefault(name, "");
    if (theirs.containsKey(name) && (BuiltIns.has(address) || isSame(name, email))) {
      return Optional.of(name);
    }
    String same = email.isEmpty() ? null : byEmail.get(email);
    return same != null
        ? Optional.of(same)
        : Optional.of(name).filter(published::contains).filter(this::isOwned);
  }

  private boolean isSame(String name, String email) {
    return email.isEmpty() || isFree(name, email);
  }

  private Snapshot renamed(Snapshot folder, List<Problem> problems) {
    Map<Address, Resource> all = new HashMap<>();
    for (Resource resource : folder.resources().values()) {
      if (Kind.require(resource.address()) != Kind.USER) {
        all.put(resource.address(), withMembers(resource, this::onTarget, Set.of()));
        continue;
      }
      String name = resource.address().name();
      Optional<String> there = onTarget(name);
      if (there.isEmpty()) {
        problems.add(somebodyElse(resource));
      } else {
        Address address = Address.of(Kind.USER.collection(), there.get());
        Resource twin = all.get(address);
        if (twin != null) {
          problems.add(samePerson(resource, address));
        } else if (!BuiltIns.has(address)) {
          all.put(
              address,
              new Resource(address, resource.body(), resource.secrets(), resource.origin()));
        }
      }
    }
    return Snapshot.of(all.values());
  }

  private static Problem samePerson(Resource user, Address there) {
    Problem problem =
        Problem.error(
                Code.CLASH,
                user.address() + " and another file are one person on the target, " + there)
            .advise("Keep the file with that person's e-mail address.");
    return user.origin().spot(EMAIL).map(problem::at).orElse(problem);
  }

  private static Problem somebodyElse(Resource user) {
    Problem problem =
        Problem.error(
                Code.CLASH,
                user.address() + " is somebody else on the target: the e-mail address differs")
            .advise(
                "Change the address on the target first if it is the same person; else give the"
                    + " file another name.");
    return user.origin().spot(EMAIL).map(problem::at).orElse(problem);
  }

  /** Finds a name on the target. */
  private interface Naming {
    Optional<String> of(String name);
  }

  /** The lists of users by their names on the target, but for those left to the target. */
  private Resource withMembers(Resource resource, Naming naming, Set<String> others) {
    Kind kind = Kind.require(resource.address());
    ObjectNode body = null;
    for (Link link : kind.links()) {
      JsonNode names = resource.body().path(link.key());
      if (link.target() != Kind.USER || !names.isArray()) {
        continue;
      }
      Set<String> members = new LinkedHashSet<>();
      for (JsonNode each : names) {
        String name = each.asText();
        if (isOwned(name) && !others.contains(name)) {
          members.add(naming.of(name).orElse(name));
        }
      }
      body = body == null ? resource.copyBody() : body;
      ArrayNode list = body.putArray(link.key());
      members.forEach(list::add);
    }
    return body == null ? resource : resource.withBody(body);
  }

  /** The name in a user's id; empty if there is none. */
  static String nameIn(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /** The folder, with users and members by their names on the target. */
  Snapshot desired() {
    return desired;
  }

  /** The target, without members whom the folder leaves to it. */
  Snapshot actual() {
    return actual;
  }

  /** For a subscription whose owner is made by the same publish, that user. */
  Map<Address, Set<Address>> firsts(Snapshot subscriptions, Map<Address, Change> changes) {
    Map<Address, Set<Address>> firsts = new HashMap<>();
    for (Resource subscription : subscriptions.in(null, Kind.SUBSCRIPTION.collection())) {
      String name = nameIn(subscription.body().path("ownerId").asText(""));
      if (!name.isEmpty() && changes.containsKey(Address.of(Kind.USER.collection(), name))) {
        firsts.put(subscription.address(), Set.of(Address.of(Kind.USER.collection(), name)));
      }
    }
    return firsts;
  }
}
