package dev.apimage.plan;

import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Snapshot;
import dev.apimage.secret.SecretKey;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * How to plan.
 *
 * @param prune true if what only the target has is deleted
 * @param maxDeletes how many deletes are too many; children of a deleted resource do not count
 * @param owned what this folder speaks for; the rest of the target is none of its business
 * @param writeSecrets which supplied secrets are sent even though they cannot be compared
 * @param missingOwner what to do with a subscription whose owner the target does not have
 * @param facts what else is known of the target
 * @param people the e-mail addresses of the folder's users by name, of those too that are not
 *     published to this target; empty if the folder has none
 */
public record PlanOptions(
    boolean prune,
    int maxDeletes,
    Predicate<Address> owned,
    BiPredicate<Address, SecretKey> writeSecrets,
    MissingOwner missingOwner,
    TargetFacts facts,
    Map<String, String> people) {
  public PlanOptions {
    people = Map.copyOf(people);
  }

  /** For a folder that tells of no other users than those that are published. */
  public PlanOptions(
      boolean prune,
      int maxDeletes,
      Predicate<Address> owned,
      BiPredicate<Address, SecretKey> writeSecrets,
      MissingOwner missingOwner,
      TargetFacts facts) {
    this(prune, maxDeletes, owned, writeSecrets, missingOwner, facts, Map.of());
  }

  /** What to do with a subscription whose owner the target does not have. */
  public enum MissingOwner {
    /** Create it without an owner and say so. */
    DROP,
    /** Leave it out and say so. */
    SKIP,
    /** Refuse. */
    FAIL
  }

  /** Deletes nothing, owns everything, sends no secret that cannot be compared. */
  public static PlanOptions defaults() {
    return new PlanOptions(
        false, 10, address -> true, (address, key) -> false, MissingOwner.DROP, TargetFacts.NONE);
  }

  /** The same with deletes. */
  public PlanOptions pruning() {
    return new PlanOptions(true, maxDeletes, owned, writeSecrets, missingOwner, facts, people);
  }

  /** The same for a target of which this is known. */
  public PlanOptions with(TargetFacts known) {
    return new PlanOptions(prune, maxDeletes, owned, writeSecrets, missingOwner, known, people);
  }

  /** The same for a folder that tells of these people, whether they are published or not. */
  public PlanOptions withPeopleOf(Snapshot folder) {
    Map<String, String> known = new HashMap<>();
    folder
        .in(null, Kind.USER.collection())
        .forEach(user -> known.put(user.address().name(), user.body().path("email").asText("")));
    return new PlanOptions(prune, maxDeletes, owned, writeSecrets, missingOwner, facts, known);
  }
}
