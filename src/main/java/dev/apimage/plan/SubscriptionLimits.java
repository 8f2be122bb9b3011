package dev.apimage.plan;

import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A product may limit how many subscriptions a user has ("Subscriptions limit reached for same
 * user"). The one that API Management made for the administrator counts, so it has to give way to
 * one that a folder lists.
 */
final class SubscriptionLimits {
  private final Snapshot desired;
  private final Snapshot actual;
  private final PlanOptions options;
  private final List<Problem> problems;
  private final List<Resource> deletes = new ArrayList<>();
  private final Map<Address, Set<Address>> firsts = new HashMap<>();

  SubscriptionLimits(
      Snapshot desired, Snapshot actual, PlanOptions options, List<Problem> problems) {
    this.desired = desired;
    this.actual = actual;
    this.options = options;
    this.problems = problems;
    Map<String, List<Resource>> created = new HashMap<>();
    for (Resource subscription : desired.in(null, Kind.SUBSCRIPTION.collection())) {
      if (!actual.has(subscription.address()) && !key(subscription).isEmpty()) {
        created.computeIfAbsent(key(subscription), k -> new ArrayList<>()).add(subscription);
      }
    }
    created.forEach(this::check);
  }

  /** Product and owner; empty for what no product's limit concerns. */
  private static String key(Resource subscription) {
    String scope = subscription.body().path("scope").asText("");
    String owner = subscription.body().path("ownerId").asText("");
    return scope.startsWith("/products/") && !owner.isEmpty()
        ? (scope + " " + owner).toLowerCase(Locale.ROOT)
        : "";
  }

  private void check(String key, List<Resource> created) {
    Address product = Address.parse(created.get(0).body().path("scope").asText().substring(1));
    Optional<Integer> limit = limit(product);
    long there =
        actual.in(null, Kind.SUBSCRIPTION.collection()).stream()
            .filter(s -> key(s).equals(key))
            .count();
    List<Resource> generated =
        options.facts().generated().stream().filter(s -> key(s).equals(key)).toList();
    if (limit.isEmpty() || there + generated.size() + created.size() <= limit.get()) {
      return;
    }
    if (options.prune() && there + created.size() <= limit.get()) {
      deletes.addAll(generated);
      Set<Address> gone = new HashSet<>();
      generated.forEach(s -> gone.add(s.address()));
      created.forEach(s -> firsts.put(s.address(), gone));
      return;
    }
    Problem problem =
        Problem.error(
                Code.CLASH,
                created.get(0).address()
                    + " would be one too many: "
                    + product
                    + " allows a user "
                    + limit.get())
            .advise(
                generated.isEmpty()
                    ? "Raise the product's subscriptionsLimit, or take a subscription out."
                    : "--prune deletes the one that API Management made for the administrator.");
    problems.add(created.get(0).origin().spot(Position.ROOT).map(problem::at).orElse(problem));
  }

  private Optional<Integer> limit(Address product) {
    return desired
        .at(product)
        .or(() -> actual.at(product))
        .map(p -> p.body().path("subscriptionsLimit"))
        .filter(n -> n.isInt())
        .map(n -> n.asInt());
  }

  /** What has to go. */
  List<Resource> deletes() {
    return deletes;
  }

  /** For a subscription, what has to go before it can be made. */
  Map<Address, Set<Address>> firsts() {
    return firsts;
  }
}
