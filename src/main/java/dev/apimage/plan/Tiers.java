package dev.apimage.plan;

import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Kinds of resource that the target's pricing tier lacks, found before the first write. */
final class Tiers {
  private Tiers() {}

  /**
   * A problem for each kind.
   *
   * @param lacking the kinds that the target refused to list
   */
  static void check(Map<Address, Change> changes, Set<Kind> lacking, List<Problem> problems) {
    Map<Kind, List<Resource>> found = new EnumMap<>(Kind.class);
    for (Change change : changes.values()) {
      boolean missing = change.action() == Action.CREATE && change.kind().isFixed();
      if (missing || lacking.contains(change.kind())) {
        change
            .desired()
            .ifPresent(r -> found.computeIfAbsent(change.kind(), k -> new ArrayList<>()).add(r));
      }
    }
    found.forEach((kind, resources) -> problems.add(problem(kind, resources)));
  }

  private static Problem problem(Kind kind, List<Resource> resources) {
    Resource first = resources.get(0);
    String others = resources.size() == 1 ? "" : " and " + (resources.size() - 1) + " more";
    Problem problem =
        Problem.error(
                Code.TIER,
                first.address() + others + ": the target's pricing tier has no such resource")
            .advise(
                "Exclude it in the environment: exclude: ['"
                    + kind.collection()
                    + "/*'], or"
                    + " publish to another tier.");
    return first.origin().spot(Position.ROOT).map(problem::at).orElse(problem);
  }
}
