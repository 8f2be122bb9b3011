package dev.apimage.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.model.Position;
import dev.apimage.model.Secret;
import dev.apimage.secret.Tokens;
import java.util.Map;

/** Puts secrets into the body of the one request that carries them. */
final class Filled {
  private final Map<String, Secret> values;

  private Filled(Map<String, Secret> values) {
    this.values = values;
  }

  /**
   * The envelope to send, with real texts.
   *
   * @throws IllegalStateException if a placeholder has no value: a plan lets none through
   */
  static ObjectNode envelope(ObjectNode properties, Map<String, Secret> values) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.set("properties", new Filled(values).of(properties, Position.ROOT));
    return envelope;
  }

  private JsonNode of(JsonNode node, Position here) {
    if (node.isTextual()) {
      return TextNode.valueOf(Tokens.fill(node.asText(), id -> value(id, here)));
    }
    if (node instanceof ArrayNode list) {
      ArrayNode to = list.arrayNode();
      for (int i = 0; i < list.size(); i++) {
        to.add(of(list.get(i), here.item(i)));
      }
      return to;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode to = object.objectNode();
      object
          .properties()
          .forEach(e -> to.set(e.getKey(), of(e.getValue(), here.property(e.getKey()))));
      return to;
    }
    return node;
  }

  private String value(String id, Position here) {
    Secret secret = values.get(id.isEmpty() ? here.toString() : id);
    if (secret == null) {
      throw new IllegalStateException("no value for the placeholder at " + here);
    }
    return secret.reveal();
  }
}
