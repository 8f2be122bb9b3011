package dev.apimage.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.apimage.model.Position;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The properties of each type as JSON Schema, derived from the public typed model of
 * Microsoft.ApiManagement 2024-05-01 (bicep-types-az); a test compares the resource with it.
 */
final class PropertyModel {
  /** Read on first use, so that commands that need no kinds start at once. */
  private static final class Loaded {
    static final JsonNode TYPES = load();

    private static JsonNode load() {
      try (InputStream in = PropertyModel.class.getResourceAsStream("properties.json")) {
        return new ObjectMapper().readTree(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private PropertyModel() {}

  static JsonNode of(String typedName) {
    JsonNode type = Loaded.TYPES.path(typedName);
    if (type.isMissingNode()) {
      throw new IllegalArgumentException("not in the typed model: " + typedName);
    }
    return type;
  }

  static boolean isReadOnly(String typedName, Position position) {
    JsonNode at = of(typedName);
    for (Object step : position.steps()) {
      at = step instanceof Integer ? at.path("items") : below(at, (String) step);
      if (at.path("readOnly").asBoolean()) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode below(JsonNode schema, String name) {
    JsonNode known = schema.path("properties").path(name);
    if (!known.isMissingNode()) {
      return known;
    }
    JsonNode others = schema.path("additionalProperties");
    return others.isObject() ? others : MissingNode.getInstance();
  }
}
