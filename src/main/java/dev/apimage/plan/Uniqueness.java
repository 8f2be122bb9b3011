package dev.apimage.plan;

import dev.apimage.kind.Kind;
import dev.apimage.kind.UniqueValues;
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
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Values that no two resources of a kind share. One that moves from a resource to another is given
 * up first; one that stays where it is, or a swap, is refused.
 */
final class Uniqueness {
  private final Map<Address, Set<Address>> firsts = new HashMap<>();
  private final Map<Address, Change> changes;
  private final List<Problem> problems;

  Uniqueness(
      Snapshot desired, Snapshot actual, Map<Address, Change> changes, List<Problem> problems) {
    this.changes = changes;
    this.problems = problems;
    for (UniqueValues.Twin twin : UniqueValues.twins(desired)) {
      clash(twin.resource(), twin.key(), twin.why(), twin.advice());
    }
    paths(desired, actual);
    operations(desired, actual);
    for (Kind kind : Kind.values()) {
      for (String key : kind.uniqueKeys()) {
        check(kind, key, desired, actual);
      }
    }
  }

  private void check(Kind kind, String key, Snapshot desired, Snapshot actual) {
    Map<String, Resource> held = new HashMap<>();
    for (Resource resource : actual.in(null, kind.collection())) {
      held.put(UniqueValues.of(resource, key), resource);
    }
    for (Resource resource : desired.in(null, kind.collection())) {
      String value = UniqueValues.of(resource, key);
      Resource holder = value.isEmpty() ? null : held.get(value);
      if (holder != null && !holder.address().equals(resource.address())) {
        moves(resource, holder, key, r -> UniqueValues.of(r, key));
      }
    }
  }

  /** No two operations of an API have one method and template. */
  private void operations(Snapshot desired, Snapshot actual) {
    Map<String, Resource> held = new HashMap<>();
    actual.resources().values().forEach(r -> UniqueValues.call(r).ifPresent(c -> held.put(c, r)));
    for (Resource resource : desired.resources().values()) {
      Resource holder = UniqueValues.call(resource).map(held::get).orElse(null);
      if (holder != null
          && !holder.address().equals(resource.address())
          && !desired
              .at(resource.address().parent())
              .map(Specifications::isSpecification)
              .orElse(false)) {
        moves(resource, holder, "urlTemplate", r -> UniqueValues.call(r).orElse(""));
      }
    }
  }

  /** Of the APIs with one path, all belong to one version set or it is one API. */
  private void paths(Snapshot desired, Snapshot actual) {
    Map<String, List<Resource>> held = new HashMap<>();
    for (Resource api : actual.in(null, Kind.API.collection())) {
      held.computeIfAbsent(UniqueValues.path(api), p -> new ArrayList<>()).add(api);
    }
    for (Resource api : desired.in(null, Kind.API.collection())) {
      for (Resource holder : held.getOrDefault(UniqueValues.path(api), List.of())) {
        if (!holder.address().equals(api.address()) && UniqueValues.excludes(api, holder)) {
          moves(api, holder, "path", r -> UniqueValues.of(r, "path"));
        }
      }
    }
  }

  private void moves(
      Resource resource, Resource holder, String key, Function<Resource, String> value) {
    Change givesUp = changes.get(holder.address());
    boolean freed =
        givesUp != null
            && (givesUp.action() == Action.DELETE
                || givesUp
                    .desired()
                    .map(d -> !value.apply(d).equals(value.apply(holder)))
                    .orElse(false));
    if (!freed) {
      clash(
          resource,
          key,
          "on the target " + holder.address() + " has it",
          "Give it another one, or delete the other with --prune.");
    } else if (waits(holder.address(), resource.address())) {
      clash(
          resource,
          key,
          "it would be swapped with " + holder.address(),
          "Publish once with a value that neither has.");
    } else {
      firsts.computeIfAbsent(resource.address(), a -> new HashSet<>()).add(holder.address());
    }
  }

  /** True if one comes after the other already. */
  private boolean waits(Address one, Address other) {
    return one.equals(other)
        || firsts.getOrDefault(one, Set.of()).stream().anyMatch(first -> waits(first, other));
  }

  private void clash(Resource resource, String key, String why, String advice) {
    Problem problem =
        Problem.error(
                Code.CLASH,
                resource.address()
                    + " cannot have "
                    + key
                    + " \""
                    + resource.body().path(key).asText()
                    + "\": "
                    + why)
            .advise(advice);
    problems.add(
        resource.origin().spot(Position.ROOT.property(key)).map(problem::at).orElse(problem));
  }

  /** For an address, the changes that give up what it takes. */
  Map<Address, Set<Address>> firsts() {
    return firsts;
  }
}
