package dev.apimage.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Position;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks every text of a resource's tree, with what it is called and with its structure: the way to
 * it by property names, in which a list's items go by their name or id and never by their number.
 */
final class TreeTexts {
  /** Properties that hold what something else is called after. */
  private static final Set<String> VALUES =
      Set.of(
          "value",
          "values",
          "defaultValue",
          "default",
          "example",
          "examples",
          "sample",
          "enum",
          "const",
          "externalValue",
          // In an OpenAPI document a parameter's default is its schema's.
          "schema");

  private static final List<String> ITEM_KEYS =
      List.of("name", "id", "statusCode", "contentType", "url");

  private final Visitor visitor;

  private TreeTexts(Visitor visitor) {
    this.visitor = visitor;
  }

  /** Sees one text. */
  interface Visitor {
    /**
     * Sees it.
     *
     * @param text as it stands in the tree
     * @param name what it is called: the property, or the parameter whose default it is
     * @param structure the way to it
     */
    void see(Position position, String text, String name, String structure);
  }

  /**
   * Walks.
   *
   * @param name what the whole is called
   */
  static void walk(ObjectNode body, String name, Visitor visitor) {
    new TreeTexts(visitor).object(body, Position.ROOT, name, "");
  }

  private void node(JsonNode node, Position here, String name, String structure) {
    if (node.isTextual()) {
      visitor.see(here, node.asText(), name, structure);
    } else if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        node(list.get(i), here.item(i), name, structure + "[" + key(list.get(i)) + "]");
      }
    } else if (node instanceof ObjectNode object) {
      object(object, here, name, structure);
    }
  }

  private void object(ObjectNode object, Position here, String outer, String structure) {
    JsonNode own = object.path("name");
    String called = own.isTextual() ? own.asText() : outer;
    boolean examples = structure.endsWith(".examples");
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String key = entry.getKey();
      boolean value = VALUES.contains(key) || (examples && entry.getValue().isObject());
      node(entry.getValue(), here.property(key), value ? called : key, structure + "." + key);
    }
  }

  private static String key(JsonNode item) {
    for (String key : ITEM_KEYS) {
      JsonNode value = item.path(key);
      if (value.isValueNode() && !value.isNull()) {
        // Two services that differ in a secret alone have the same structure.
        return SecretRules.hits(value.asText(), "").isEmpty() ? value.asText() : "";
      }
    }
    return "";
  }
}
