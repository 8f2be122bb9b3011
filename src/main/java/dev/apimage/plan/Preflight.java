package dev.apimage.plan;

import dev.apimage.kind.BuiltIns;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.text.NearAddress;
import dev.apimage.text.References;
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
    Problem problem =
        Problem.error(Code.MISSING_REFERENCE, text)
            .advise(NearAddress.advice(to.target(), desired));
    return to.spot(resource).map(problem::at).orElse(problem);
  }
}
