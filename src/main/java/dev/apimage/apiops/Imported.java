package dev.apimage.apiops;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Problem;
import dev.apimage.model.Snapshot;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was read from a folder of another tool.
 *
 * @param snapshot its resources, in normal form and without their secrets
 * @param environments by name, each a tree with {@code target}, {@code secrets} and {@code set} as
 *     an environment file holds them
 * @param problems everything that was not read, not carried, dropped or found contradictory, with
 *     its place
 */
public record Imported(
    Snapshot snapshot, SortedMap<String, ObjectNode> environments, List<Problem> problems) {
  public Imported {
    environments = new TreeMap<>(environments);
    problems = List.copyOf(problems);
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "Imported[" + snapshot.size() + " resources]";
  }
}
