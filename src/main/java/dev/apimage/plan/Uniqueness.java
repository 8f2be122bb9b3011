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
import java.util.Set;

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
    paths(desired, actual);
    for (Kind kind : Kind.values()) {
      for (String key : kind.uniqueKeys()) {
        check(kind, key, desired, actual);
      }
    }
  }

  private void check(Kind kind, String key, Snapshot desired, Snapshot actual) {
    Map<String, Resource> wanted = new HashMap<>();
    Map<String, Resource> held = new HashMap<>();
    for (Resource resource : actual.in(null, kind.collection())) {
      held.put(value(resource, key), resource);
    }
    for (Resource resource : desired.in(null, kind.collection())) {
      String value = value(resource, key);
      if (value.isEmpty()) {
        continue;
      }
      Resource twin = wanted.put(value, resource);
      if (twin != null) {
        clash(resource, key, twin.address() + " has it too", "Give one of them another one.");
      }
      Resource holder = held.get(value);
      if (holder != null && !holder.address().equals(resource.address())) {
        moves(resource, holder, key, desired);
      }
    }
  }

  /**
   * "Cannot create API 'a' with the same Path 'p' as API 'b' unless it's a part of the same version
   * set": of the APIs with one path, all belong to one set or it is one API.
   */
  private void paths(Snapshot desired, Snapshot actual) {
    Map<String, Resource> wanted = new HashMap<>();
    Map<String, List<Resource>> held = new HashMap<>();
    for (Resource api : actual.in(null, Kind.API.collection())) {
      held.computeIfAbsent(path(api), p -> new ArrayList<>()).add(api);
    }
    for (Resource api : desired.in(null, Kind.API.collection())) {
      for (Resource holder : held.getOrDefault(path(api), List.of())) {
        if (!holder.address().equals(api.address()) && excludes(api, holder)) {
          moves(api, holder, "path", desired);
        }
      }
      Resource other = wanted.putIfAbsent(path(api), api);
      if (other != null && excludes(api, other)) {
        clash(
            api,
            "path",
            other.address() + " has it too, and they are not of one version set",
            "Give one of them another path, or the same apiVersionSetId.");
      }
    }
  }

  /** Equal values are found as such, but for the empty path. */
  private static boolean excludes(Resource api, Resource other) {
    boolean versions = !set(api).isEmpty() && set(api).equals(set(other));
    return !versions && (path(api).isEmpty() || !value(api, "path").equals(value(other, "path")));
  }

  private static String path(Resource api) {
    return api.body().path("path").asText("").toLowerCase(Locale.ROOT);
  }

  private static String set(Resource api) {
    return api.body().path("apiVersionSetId").asText("").toLowerCase(Locale.ROOT);
  }

  private void moves(Resource resource, Resource holder, String key, Snapshot desired) {
    Change givesUp = changes.get(holder.address());
    boolean freed =
        givesUp != null
            && (givesUp.action() == Action.DELETE
                || desired
                    .at(holder.address())
                    .map(d -> !value(d, key).equals(value(holder, key)))
                    .orElse(false));
    if (!freed) {
      clash(
          resource,
          key,
          "on the target " + holder.address() + " has it",
          "Give it another one, or delete the other with --prune.");
    } else if (firsts.getOrDefault(holder.address(), Set.of()).contains(resource.address())) {
      clash(
          resource,
          key,
          "it would be swapped with " + holder.address(),
          "Publish once with a value that neither has.");
    } else {
      firsts.computeIfAbsent(resource.address(), a -> new HashSet<>()).add(holder.address());
    }
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

  /** APIs of one version set may share their path. */
  private static String value(Resource resource, String key) {
    String value = resource.body().path(key).asText("").toLowerCase(Locale.ROOT);
    String set = resource.body().path("apiVersionSetId").asText("");
    return set.isEmpty()
        ? value
        : (value + "|" + set + "|" + resource.body().path("apiVersion").asText(""))
            .toLowerCase(Locale.ROOT);
  }

  /** For an address, the changes that give up what it takes. */
  Map<Address, Set<Address>> firsts() {
    return firsts;
  }
}
