package dev.apimage.plan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.text.References;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares what a folder wants with what a target has. The result is exactly what a publish does:
 * one code path, no phantom change, no silent skip.
 */
public final class Planner {
  private final PlanOptions options;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<Address, Change> changes = new TreeMap<>();
  private int unchanged;
  private int notCompared;

  private Planner(PlanOptions options) {
    this.options = options;
  }

  /**
   * Plans.
   *
   * @param desired the folder with its environment applied, supplied secrets in its resources
   * @param actual the target as read
   */
  public static Plan plan(Snapshot desired, Snapshot actual, PlanOptions options) {
    return new Planner(options).plan(desired, actual);
  }

  private Plan plan(Snapshot folder, Snapshot target) {
    People people = new People(folder, target, options, problems);
    Snapshot matched =
        new Subscriptions(target, options, people, problems).matched(people.desired());
    Revisions revisions = Revisions.of(matched, people.actual());
    Renames renames = new Renames(matched, revisions.after());
    Snapshot actual = renames.after();
    Specifications documents = new Specifications(matched, actual, options, problems);
    Snapshot desired = documents.desired();
    for (Resource resource : desired.resources().values()) {
      compare(resource, desired, revisions, documents);
    }
    Leftovers leftovers = new Leftovers(desired, actual, documents, options, problems);
    leftovers.deletes().forEach(delete -> changes.put(delete.address(), delete));
    SubscriptionLimits limits = new SubscriptionLimits(desired, actual, options, problems);
    limits.deletes().forEach(gone -> changes.put(gone.address(), Leftovers.delete(gone)));
    Uniqueness unique = new Uniqueness(desired, actual, changes, problems);
    References references = new References(desired, actual);
    Preflight.check(desired, actual, changes, references, documents, problems);
    Tiers.check(changes, options.facts().lacking(), problems);
    Map<Address, Set<Address>> firsts = new HashMap<>(unique.firsts());
    for (Map<Address, Set<Address>> more :
        List.of(limits.firsts(), people.firsts(desired, changes), renames.firsts())) {
      more.forEach((address, first) -> firsts.merge(address, first, Planner::both));
    }
    List<Change> ordered = Order.of(changes, references, revisions.after(), firsts, problems);
    problems.addAll(VaultAccess.notes(ordered));
    problems.addAll(Consents.notes(ordered));
    return new Plan(ordered, unchanged, leftovers.kept(), notCompared, problems);
  }

  private static Set<Address> both(Set<Address> some, Set<Address> more) {
    Set<Address> all = new TreeSet<>(some);
    all.addAll(more);
    return all;
  }

  private void compare(
      Resource resource, Snapshot desired, Revisions revisions, Specifications documents) {
    Optional<Resource> there = documents.actual(resource);
    Comparison comparison =
        new Comparison(
            documents.comparable(resource),
            there,
            inherited(resource, desired),
            documents.imports(resource.address()),
            options);
    problems.addAll(comparison.problems());
    notCompared += comparison.notCompared();
    Optional<RevisionSwitch> first = revisions.of(resource.address());
    List<FieldChange> fields = new ArrayList<>(comparison.fields());
    boolean imports = documents.imports(resource.address());
    if (imports) {
      fields.addAll(documents.differences(resource.address()));
    }
    boolean exists = there.isPresent();
    if (exists && fields.isEmpty() && first.isEmpty()) {
      unchanged++;
      return;
    }
    changes.put(
        resource.address(),
        new Change(
            exists ? Action.UPDATE : Action.CREATE,
            resource.address(),
            Optional.of(resource),
            there,
            exists ? fields : List.of(),
            Optional.of(comparison.sending()),
            first,
            imports,
            Set.of()));
  }

  private static ObjectNode inherited(Resource resource, Snapshot desired) {
    ObjectNode inherited = JsonNodeFactory.instance.objectNode();
    Kind kind = Kind.require(resource.address());
    if (!kind.inherited().isEmpty()) {
      desired
          .at(resource.address().parent())
          .ifPresent(
              owner ->
                  kind.inherited().stream()
                      .filter(owner.body()::has)
                      .forEach(key -> inherited.set(key, owner.body().get(key))));
    }
    return inherited;
  }
}
