package dev.apimage.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Origin;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Spot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A YAML or JSON file that was read, with the place of each of its parts.
 *
 * @param tree what it says; empty if it is not valid
 * @param keys where each property's name stands
 * @param values where each value begins, the whole included
 * @param problems everything that is wrong with it, in the order of the file
 * @param excerpt its lines without the values, to show with a problem
 */
public record Parsed(
    ObjectNode tree,
    Map<Position, Spot> keys,
    Map<Position, Spot> values,
    List<Problem> problems,
    Excerpt excerpt) {

  /**
   * Looks up positions: a scalar's place is its value, that of a mapping or list is its key, and
   * what is not there takes the place of the nearest enclosing thing.
   */
  public Origin origin() {
    return this::spot;
  }

  private Optional<Spot> spot(Position position) {
    Position at = position;
    while (true) {
      Spot value = values.get(at);
      Spot key = keys.get(at);
      if (value != null) {
        return Optional.of(key != null && at.in(tree).isContainerNode() ? key : value);
      }
      if (key != null) {
        return Optional.of(key);
      }
      if (at.isRoot()) {
        return Optional.empty();
      }
      at = at.parent();
    }
  }

  /** A problem placed at a value, with its line shown. */
  public Problem atValue(Problem problem, Position position) {
    return show(problem, spot(position));
  }

  /** A problem placed at a property's name, with its line shown. */
  public Problem atKey(Problem problem, Position position) {
    return show(problem, Optional.ofNullable(keys.get(position)).or(() -> spot(position)));
  }

  private Problem show(Problem problem, Optional<Spot> spot) {
    return spot.map(s -> problem.at(s).showing(excerpt.at(s))).orElse(problem);
  }

  /** Counts only: a tree may hold what a person typed. */
  @Override
  public String toString() {
    return "Parsed[" + values.size() + " values, " + problems.size() + " problems]";
  }
}
