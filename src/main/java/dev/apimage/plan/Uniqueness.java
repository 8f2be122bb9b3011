package dev.apimage.plan;

import dev.apimage.kind.Kind;
import dev.apimage.kind.UniqueValues;
import dev.apimage.kind.UniqueValues.Holding;
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
import java.util.function.Predicate;

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
      clash(twin.resource(), twin.held(), twin.why(), twin.advice());
    }
    paths(desired, actual);
    values(desired, actual);
  }

  private void values(Snapshot desired, Snapshot actual) {
    Map<String, Resource> holders = new HashMap<>();
    for (Resource resource : actual.resources().values()) {
      UniqueValues.of(resource).forEach(held -> holders.put(held.value(), resource));
    }
    for (Resource resource : desired.resources().values()) {
      if (isOfSpecification(resource, desired)) {
        continue;
      }
      for (Holding held : UniqueValues.of(resource)) {
        Resource holder = holders.get(held.value());
        if (holder != null && !holder.address().equals(resource.address())) {
          moves(resource, holder, held, there -> has(there, held));
        }
      }
    }
  }

  private static boolean has(Resource resource, Holding held) {
    return UniqueValues.of(resource).stream().anyMatch(h -> h.value().equals(held.value()));
  }

  /** An import replaces all operations at once. */
  private static boolean isOfSpecification(Resource resource, Snapshot desired) {
    return !resource.address().isTop()
        && desired
            .at(resource.address().parent())
            .map(Specifications::isSpecification)
            .orElse(false);
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
          moves(api, holder, UniqueValues.pathOf(api), there -> isPathOf(holder, there));
        }
      }
    }
  }

  private static boolean isPathOf(Resource one, Resource other) {
    return UniqueValues.pathOf(one).value().equals(UniqueValues.pathOf(other).value());
  }

  /** Lets a resource have what its holder gives up, if that does so. */
  private void moves(
      Resource resource, Resource holder, Holding held, Predicate<Resource> stillHas) {
    Change givesUp = changes.get(holder.address());
    boolean freed =
        givesUp != null
            && (givesUp.action() == Action.DELETE
                || givesUp.desired().filter(stillHas.negate()).isPresent());
    if (!freed) {
      clash(
          resource,
          held,
          "on the target " + holder.address() + " has it" + held.besides(),
          held.advice() + ", or delete the other with --prune.");
    } else if (waits(holder.address(), resource.address())) {
      clash(
          resource,
          held,
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

  private void clash(Resource resource, Holding held, String why, String advice) {
    Problem problem =
        Problem.error(
                Code.CLASH,
                resource.address()
                    + " cannot have "
                    + held.key()
                    + " \""
                    + held.shown()
                    + "\": "
                    + why)
            .advise(advice);
    problems.add(
        resource
            .origin()
            .spot(Position.ROOT.property(held.key()))
            .map(problem::at)
            .orElse(problem));
  }

  /** For an address, the changes that give up what it takes. */
  Map<Address, Set<Address>> firsts() {
    return firsts;
  }
}
