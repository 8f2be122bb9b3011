package dev.apimage.plan;

import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What would make the service refuse, found before the first write. */
final class Preflight {
  private Preflight() {}

  static void check(
      Snapshot desired,
      Snapshot actual,
      Map<Address, Change> changes,
      References references,
      Specifications documents,
      List<Problem> problems) {
    for (Resource resource : desired.resources().values()) {
      Set<Address> told = new HashSet<>();
      for (References.To to : references.of(resource)) {
        Change change = changes.get(to.target());
        boolean deleted = change != null && change.action() == Action.DELETE;
        boolean exists =
            desired.has(to.target())
                || documents.provides(to.target())
                || (actual.has(to.target()) && !deleted);
        if (!exists && !BuiltIns.has(to.target()) && told.add(to.target())) {
          problems.add(missing(resource, to, desired, deleted));
        }
      }
    }
  }

  private static Problem missing(
      Resource resource, References.To to, Snapshot desired, boolean deleted) {
    String text =
        resource.address()
            + " refers to "
            + to.says()
            + ", but there is no "
            + to.target()
            + (deleted ? " once it is deleted" : "");
    Problem problem = Problem.error(Code.MISSING_REFERENCE, text).advise(advice(to, desired));
    return resource.origin().spot(to.position()).map(problem::at).orElse(problem);
  }

  private static String advice(References.To to, Snapshot desired) {
    List<String> names =
        desired.stream()
            .map(Resource::address)
            .filter(a -> a.collection().equals(to.target().collection()))
            .filter(a -> a.segments().size() == to.target().segments().size())
            .map(Address::name)
            .sorted(Comparator.comparing(n -> !near(n, to.target().name())))
            .limit(5)
            .toList();
    String near =
        !names.isEmpty() && near(names.get(0), to.target().name())
            ? " Did you mean \"" + names.get(0) + "\"?"
            : "";
    return "Add it to the folder, or correct the reference." + near;
  }

  private static boolean near(String one, String other) {
    return one.equalsIgnoreCase(other)
        || one.startsWith(other)
        || other.startsWith(one)
        || (Math.abs(one.length() - other.length()) <= 1 && common(one, other) >= one.length() - 2);
  }

  private static int common(String one, String other) {
    int same = 0;
    for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
      same += one.charAt(i) == other.charAt(i) ? 1 : 0;
    }
    return same;
  }
}
