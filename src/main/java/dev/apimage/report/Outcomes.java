package dev.apimage.report;

import dev.apimage.model.Address;
import dev.apimage.plan.Change;
import dev.apimage.plan.Plan;
import dev.apimage.publish.Outcome;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** An outcome as it is told: in the plan's order, whichever thread was first. */
final class Outcomes {
  private Outcomes() {}

  static Outcome sorted(Plan plan, Outcome outcome) {
    Map<Address, Integer> places = new HashMap<>();
    plan.changes().forEach(change -> places.put(change.address(), places.size()));
    Comparator<Change> order =
        Comparator.comparingInt(c -> places.getOrDefault(c.address(), places.size()));
    Comparator<Outcome.Failure> failures = Comparator.comparing(Outcome.Failure::change, order);
    return new Outcome(
        outcome.done().stream().sorted(order).toList(),
        outcome.failed().stream().sorted(failures).toList(),
        outcome.notTried().stream().sorted(failures).toList(),
        outcome.newKeys().stream().sorted().toList());
  }

  /** The owner of a subscription as it was published: {@code users/1}; empty for none. */
  static String owner(Plan plan, Address subscription) {
    return plan.changes().stream()
        .filter(change -> change.address().equals(subscription))
        .flatMap(change -> change.desired().stream())
        .map(desired -> desired.body().path("ownerId").asText("").replaceFirst("^/", ""))
        .findFirst()
        .orElse("");
  }

  /** A subscription with its owner, for people. */
  static String owned(Plan plan, Address subscription) {
    String owner = owner(plan, subscription);
    return Visible.name(subscription + (owner.isEmpty() ? ", no owner" : ", owner " + owner));
  }

  /** What brings new keys to where their consumers find them. */
  static String deliver(Header header) {
    return header.next("keys deliver") + " --all --to keyvault:VAULT";
  }

  static char sign(Change change) {
    return switch (change.action()) {
      case CREATE -> '+';
      case UPDATE -> '~';
      case DELETE -> '-';
    };
  }
}
