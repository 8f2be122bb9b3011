package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A property that holds another entity's id. Stored relative with a leading slash; accepted as a
 * full id or relative; shown as a full id.
 *
 * @param path the property, {@code credentials.certificateIds[*]}
 * @param collection where the entity must be; empty for any
 * @param missing the error when it is not there; {@code %s} is the name
 */
record Reference(String path, String collection, String missing) {

  /** Makes ids relative and checks that what they mean exists. */
  void store(Change change) {
    replace(
        change.properties(),
        path,
        id -> {
          Place place = change.place();
          String relative = place.relative(id);
          String name = relative.substring(relative.lastIndexOf('/') + 1);
          boolean fits =
              collection.isEmpty()
                  || Store.lower(Store.parent(relative))
                      .matches("(workspaces/[^/]+/)?" + Store.lower(collection));
          Entity found = place.store().get(relative).orElse(null);
          if (!fits || found == null) {
            throw Refusal.field(target(), String.format(missing, name));
          }
          return "/" + found.path();
        });
  }

  /** Azure names the property that the client knows, not a path inside it. */
  private String target() {
    int dot = path.indexOf('.');
    return dot < 0 ? path.replace("[*]", "") : path.substring(0, dot);
  }

  /** Makes ids full for the client. */
  static void show(List<Reference> references, Place place, ObjectNode properties) {
    for (Reference reference : references) {
      replace(properties, reference.path(), id -> id.startsWith("/") ? place.root() + id : id);
    }
  }

  private static void replace(JsonNode node, String path, UnaryOperator<String> change) {
    int dot = path.indexOf('.');
    String head = dot < 0 ? path : path.substring(0, dot);
    String rest = dot < 0 ? "" : path.substring(dot + 1);
    boolean each = head.endsWith("[*]");
    String name = each ? head.substring(0, head.length() - 3) : head;
    JsonNode value = node.path(name);
    if (each && value instanceof ArrayNode items) {
      for (int i = 0; i < items.size(); i++) {
        if (!rest.isEmpty()) {
          replace(items.get(i), rest, change);
        } else if (items.get(i).isTextual()) {
          items.set(i, TextNode.valueOf(change.apply(items.get(i).asText())));
        }
      }
    } else if (!rest.isEmpty()) {
      replace(value, rest, change);
    } else if (value.isTextual() && !value.asText().isEmpty()) {
      ((ObjectNode) node).put(name, change.apply(value.asText()));
    }
  }
}
