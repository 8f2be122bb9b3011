package dev.apimage.plan;

import dev.apimage.model.Address;
import dev.apimage.model.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What a publish will do.
 *
 * @param changes in an order in which they can be made one by one
 * @param unchanged how many resources are equal
 * @param kept what only the target has and what stays there, in address order
 * @param notCompared how many supplied secrets the target never shows
 * @param problems errors, which stop the publish, and warnings
 */
public record Plan(
    List<Change> changes,
    int unchanged,
    List<Address> kept,
    int notCompared,
    List<Problem> problems) {
  public Plan {
    changes = List.copyOf(changes);
    kept = List.copyOf(kept);
    problems = List.copyOf(problems);
  }

  /** The same with more to tell. */
  public Plan telling(List<Problem> more) {
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(more);
    return new Plan(changes, unchanged, kept, notCompared, all);
  }

  /** How many changes of one action. */
  public long count(Action action) {
    return changes.stream().filter(c -> c.action() == action).count();
  }

  /** True if something stops the publish. */
  public boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }

  /** True if folder and target differ, what only the target has included. */
  public boolean hasDrift() {
    return !changes.isEmpty() || !kept.isEmpty();
  }
}
