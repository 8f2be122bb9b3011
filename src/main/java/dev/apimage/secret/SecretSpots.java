package dev.apimage.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.SecretPosition;
import dev.apimage.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where in a tree a row's secret stands, whatever shape the answer has. A service that answers a
 * text where a list is expected, or an entry that the public model does not know beside a known
 * credential, must not get past the withholding.
 */
final class SecretSpots {
  private static final String ANY_ITEM = "[*]";
  private static final String ANY_NAME = "*";

  private final Kind kind;
  private final List<String> steps;
  private final List<Position> found = new ArrayList<>();

  private SecretSpots(Kind kind, List<String> steps) {
    this.kind = kind;
    this.steps = steps;
  }

  /** Every value to be withheld, as positions of scalars. */
  static List<Position> in(Kind kind, SecretPosition secret, ObjectNode tree) {
    SecretSpots spots = new SecretSpots(kind, secret.path().steps());
    spots.walk(tree, 0, Position.ROOT, kind.properties());
    return spots.found;
  }

  /**
   * Values of properties that the public model knows nothing of and that are called like a secret.
   * What they look like does not matter: a newer api-version may show what none does today.
   */
  static List<Position> unknown(Kind kind, ObjectNode tree) {
    SecretSpots spots = new SecretSpots(kind, List.of());
    spots.unknown(tree, Position.ROOT, kind.properties());
    return spots.found;
  }

  private void unknown(JsonNode node, Position here, JsonNode schema) {
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      unknown(node.get(i), here.item(i), schema.path("items"));
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String name = entry.getKey();
      Position below = here.property(name);
      if (!isUnknown(schema, name)) {
        unknown(entry.getValue(), below, below(schema, name));
      } else if (SecretNames.isPassword(name) || SecretNames.isKey(name)) {
        scalars(entry.getValue(), below);
      }
    }
  }

  private void walk(JsonNode node, int step, Position here, JsonNode schema) {
    boolean end = step == steps.size();
    if (end && kind.isOpen(here)) {
      return;
    }
    if (end || (steps.get(step).equals(ANY_ITEM) ? !node.isArray() : !node.isObject())) {
      scalars(node, here);
      return;
    }
    String name = steps.get(step);
    if (name.equals(ANY_ITEM)) {
      for (int i = 0; i < node.size(); i++) {
        walk(node.get(i), step + 1, here.item(i), schema.path("items"));
      }
      return;
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      Position below = here.property(entry.getKey());
      if (name.equals(ANY_NAME) || name.equals(entry.getKey())) {
        walk(entry.getValue(), step + 1, below, below(schema, entry.getKey()));
      } else if (!here.isRoot() && isUnknown(schema, entry.getKey()) && !kind.isOpen(below)) {
        scalars(entry.getValue(), below);
      }
    }
  }

  private static JsonNode below(JsonNode schema, String name) {
    JsonNode named = schema.path("properties").path(name);
    return named.isMissingNode() ? schema.path("additionalProperties") : named;
  }

  /** What the model says nothing of at all may be anything; a newer api-version knows more. */
  private static boolean isUnknown(JsonNode schema, String name) {
    return schema.path("properties").isObject()
        && !schema.path("properties").isEmpty()
        && !schema.path("properties").has(name);
  }

  private void scalars(JsonNode node, Position here) {
    if (node.isObject()) {
      node.properties().forEach(e -> scalars(e.getValue(), here.property(e.getKey())));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        scalars(node.get(i), here.item(i));
      }
    } else if (!node.isNull() && !node.isBoolean() && !node.isMissingNode()) {
      found.add(here);
    }
  }
}
