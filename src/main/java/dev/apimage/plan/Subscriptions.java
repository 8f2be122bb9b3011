package dev.apimage.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds for each subscription of the folder the one that it is on the target, and an owner that
 * exists there.
 */
final class Subscriptions {
  private static final Position OWNER = Position.ROOT.property("ownerId");

  private final Snapshot actual;
  private final PlanOptions options;
  private final People people;
  private final List<Problem> problems;

  Subscriptions(Snapshot actual, PlanOptions options, People people, List<Problem> problems) {
    this.actual = actual;
    this.people = people;
    this.options = options;
    this.problems = problems;
  }

  /** The folder's snapshot as it is to be compared with this target. */
  Snapshot matched(Snapshot desired) {
    List<Resource> all = new ArrayList<>();
    Set<Address> taken = new HashSet<>();
    for (Resource resource : desired.resources().values()) {
      if (isSubscription(resource)) {
        taken.add(resource.address());
      } else {
        all.add(resource);
      }
    }
    for (Resource subscription : desired.in(null, Kind.SUBSCRIPTION.collection())) {
      Optional<Resource> owned = withOwner(subscription);
      Resource meant = owned.orElse(subscription);
      if (owned.isPresent() && !actual.has(meant.address())) {
        meant = renamed(meant, taken);
      }
      if (owned.isPresent()) {
        all.add(meant);
      } else {
        ownerless(meant, all);
      }
    }
    return Snapshot.of(all);
  }

  private static boolean isSubscription(Resource resource) {
    return resource.address().isTop()
        && resource.address().collection().equals(Kind.SUBSCRIPTION.collection());
  }

  /** With the owner by the name that that person has on the target; empty if it has none. */
  private Optional<Resource> withOwner(Resource subscription) {
    String name = People.nameIn(subscription.body().path("ownerId").asText(""));
    if (name.isEmpty()) {
      return Optional.of(subscription);
    }
    return people
        .onTarget(name)
        .map(
            there -> {
              ObjectNode body = subscription.copyBody();
              body.put("ownerId", "/" + Kind.USER.collection() + "/" + there);
              return there.equalsIgnoreCase(name) ? subscription : subscription.withBody(body);
            });
  }

  /** By scope, display name and owner, when exactly one is left that no file names. */
  private Resource renamed(Resource subscription, Set<Address> taken) {
    List<Resource> same =
        actual.in(null, Kind.SUBSCRIPTION.collection()).stream()
            .filter(s -> !taken.contains(s.address()))
            .filter(s -> key(s).equals(key(subscription)))
            .toList();
    if (same.size() != 1 || subscription.body().path("displayName").asText().isEmpty()) {
      return subscription;
    }
    taken.add(same.get(0).address());
    return new Resource(
        same.get(0).address(), subscription.body(), subscription.secrets(), subscription.origin());
  }

  private static List<String> key(Resource subscription) {
    return List.of("scope", "displayName", "ownerId").stream()
        .map(k -> subscription.body().path(k).asText("").toLowerCase(Locale.ROOT))
        .toList();
  }

  private void ownerless(Resource subscription, List<Resource> all) {
    String user = People.nameIn(subscription.body().path("ownerId").asText(""));
    String text = subscription.address() + " belongs to user " + user + ", whom the target lacks";
    Problem problem;
    switch (options.missingOwner()) {
      case FAIL -> {
        problem = Problem.error(Code.MISSING_OWNER, text);
        all.add(subscription);
      }
      case SKIP -> problem = Problem.warning(Code.MISSING_OWNER, text + "; it is left out");
      default -> {
        problem = Problem.note(Code.DROPPED_OWNER, text + "; it is published without an owner");
        all.add(withoutOwner(subscription));
      }
    }
    problem = problem.advise("Create the user, or choose with --on-missing-owner drop|skip|fail.");
    problems.add(subscription.origin().spot(OWNER).map(problem::at).orElse(problem));
  }

  /** Where the target has an owner of its own already, that one stays. */
  private Resource withoutOwner(Resource subscription) {
    ObjectNode body = subscription.copyBody();
    body.remove("ownerId");
    actual
        .at(subscription.address())
        .map(there -> there.body().get("ownerId"))
        .ifPresent(there -> body.set("ownerId", there));
    return subscription.withBody(body);
  }
}
