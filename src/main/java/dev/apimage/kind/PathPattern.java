package dev.apimage.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A path with wild cards into a resource's tree: {@code credentials.header.*[*]}.
 *
 * @param steps property names, {@code *} for any property, {@code [*]} for any list item
 */
public record PathPattern(List<String> steps) {
  private static final String ANY_ITEM = "[*]";

  public PathPattern {
    steps = List.copyOf(steps);
  }

  /** Reads the written form. */
  public static PathPattern parse(String text) {
    List<String> steps = new ArrayList<>();
    for (String part : text.replace(ANY_ITEM, ".[*]").split("\\.", -1)) {
      if (!part.isEmpty()) {
        steps.add(part);
      }
    }
    return new PathPattern(steps);
  }

  /** Every position of a tree that this matches and that holds something other than null. */
  public List<Position> in(JsonNode tree) {
    List<Position> found = new ArrayList<>();
    collect(tree, 0, Position.ROOT, found);
    return found;
  }

  private void collect(JsonNode node, int step, Position here, List<Position> found) {
    if (node.isMissingNode() || node.isNull()) {
      return;
    }
    if (step == steps.size()) {
      found.add(here);
      return;
    }
    String name = steps.get(step);
    if (name.equals(ANY_ITEM)) {
      for (int i = 0; node.isArray() && i < node.size(); i++) {
        collect(node.get(i), step + 1, here.item(i), found);
      }
    } else if (name.equals("*")) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        collect(entry.getValue(), step + 1, here.property(entry.getKey()), found);
      }
    } else {
      collect(node.path(name), step + 1, here.property(name), found);
    }
  }

  /**
   * Every position that this matches, or would match if the last step's property were there: of
   * {@code grants.*.secret} one for each of the {@code grants}. Empty if the last step is a wild
   * card.
   */
  public List<Position> slots(JsonNode tree) {
    String last = steps.get(steps.size() - 1);
    if (last.equals(ANY_ITEM) || last.equals("*")) {
      return List.of();
    }
    return new PathPattern(steps.subList(0, steps.size() - 1))
        .in(tree).stream()
            .filter(owner -> owner.in(tree).isObject())
            .map(owner -> owner.property(last))
            .toList();
  }

  /** True if a position is one that this pattern can name, whatever the tree. */
  public boolean matches(Position position) {
    if (position.steps().size() != steps.size()) {
      return false;
    }
    for (int i = 0; i < steps.size(); i++) {
      Object step = position.steps().get(i);
      String mine = steps.get(i);
      boolean fits =
          step instanceof Integer ? mine.equals(ANY_ITEM) : mine.equals("*") || mine.equals(step);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return String.join(".", steps).replace("." + ANY_ITEM, ANY_ITEM);
  }
}
