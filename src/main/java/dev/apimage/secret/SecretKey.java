package dev.apimage.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The name of one secret inside a resource, as environments and reports write it after {@code #}.
 *
 * @param position where the text stands that holds the placeholder
 * @param id the placeholder's id; empty for a whole position
 */
public record SecretKey(Position position, String id) {
  /** The short id of a literal inside a text, or the position. */
  @Override
  public String toString() {
    return id.isEmpty() ? position.toString() : id;
  }

  /** Every placeholder in a resource's tree, in document order. */
  public static List<SecretKey> in(ObjectNode body) {
    List<SecretKey> keys = new ArrayList<>();
    collect(body, Position.ROOT, keys);
    return keys;
  }

  private static void collect(JsonNode node, Position here, List<SecretKey> keys) {
    if (node.isTextual()) {
      Tokens.ids(node.asText()).forEach(id -> keys.add(new SecretKey(here, id)));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), here.item(i), keys);
      }
    } else {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        collect(entry.getValue(), here.property(entry.getKey()), keys);
      }
    }
  }
}
