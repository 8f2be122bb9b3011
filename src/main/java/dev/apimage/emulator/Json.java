package dev.apimage.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON trees with exact numbers; the one mapper of the emulator. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  static ArrayNode array(String... texts) {
    ArrayNode array = array();
    for (String text : texts) {
      array.add(text);
    }
    return array;
  }

  /** The tree of a text that was written by {@link #write}. */
  static ObjectNode read(String json) {
    try {
      return (ObjectNode) MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tree of what a client sent. */
  static JsonNode parse(String json) throws IOException {
    return MAPPER.readTree(json);
  }

  static String write(JsonNode tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text at a property, or the empty string. */
  static String text(JsonNode node, String property) {
    return node.path(property).asText("");
  }

  /** Whether a property is there and is not null. */
  static boolean has(JsonNode node, String property) {
    return node.hasNonNull(property);
  }

  /** Sets a property that the client left out. */
  static void defaultTo(ObjectNode node, String property, JsonNode value) {
    if (!has(node, property)) {
      node.set(property, value);
    }
  }

  static void defaultTo(ObjectNode node, String property, boolean value) {
    defaultTo(node, property, JsonNodeFactory.instance.booleanNode(value));
  }

  static void defaultTo(ObjectNode node, String property, String value) {
    defaultTo(node, property, JsonNodeFactory.instance.textNode(value));
  }

  /** Makes a property of one object what it is in another, if only not there. */
  static void copy(ObjectNode from, ObjectNode to, String property) {
    if (from.has(property)) {
      to.set(property, from.get(property));
    } else {
      to.remove(property);
    }
  }

  /** RFC 7396: what a PATCH leaves; a null takes the property out. */
  static void merge(ObjectNode target, JsonNode patch) {
    patch
        .properties()
        .forEach(
            change -> {
              JsonNode value = change.getValue();
              if (value.isNull()) {
                target.remove(change.getKey());
              } else if (value.isObject() && target.path(change.getKey()).isObject()) {
                merge((ObjectNode) target.get(change.getKey()), value);
              } else {
                target.set(change.getKey(), value);
              }
            });
  }
}
