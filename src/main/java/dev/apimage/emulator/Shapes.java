package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.emulator.Refusal.Detail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Checks a request body against the typed model and takes out what the service ignores: read-only
 * properties, unknown properties, nulls (a PATCH keeps them: they take a property out).
 */
final class Shapes {
  private final Map<String, JsonNode> bodies = new HashMap<>();
  private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

  Shapes(JsonNode bodies) {
    bodies.properties().forEach(body -> this.bodies.put(body.getKey(), body.getValue()));
  }

  /**
   * How a body is read.
   *
   * @param partial a PATCH: nothing is required and nulls stay
   * @param newer the request's api-version is younger than the model: unknown properties stay and
   *     open enumerations take any value; a document's format is left to those who read it
   */
  record Reading(boolean partial, boolean newer) {}

  /**
   * The body without what the service ignores.
   *
   * @throws Refusal 400 ValidationError that names every wrong field
   */
  ObjectNode read(String body, JsonNode sent, Reading reading) {
    List<Detail> wrong = new ArrayList<>();
    JsonNode cleaned = value(bodies.get(body), sent, "", reading, wrong);
    if (!wrong.isEmpty()) {
      throw Refusal.fields(wrong);
    }
    return (ObjectNode) cleaned;
  }

  /** The names of the properties that a body's {@code properties} object has in the model. */
  boolean knows(String body, String property) {
    return resolve(resolve(bodies.get(body)).path("properties").path("properties"))
        .path("properties")
        .has(property);
  }

  private JsonNode resolve(JsonNode shape) {
    return shape.has("ref") ? bodies.get(shape.path("ref").asText()) : shape;
  }

  private JsonNode value(
      JsonNode declared, JsonNode sent, String path, Reading reading, List<Detail> wrong) {
    JsonNode shape = resolve(declared);
    String type = shape.has("properties") ? "object" : Json.text(shape, "type");
    return switch (type) {
      case "object" -> object(shape, sent, path, reading, wrong);
      case "array" -> list(shape, sent, path, reading, wrong);
      case "string" -> {
        if (expect(sent.isTextual(), "string", path, wrong)) {
          text(shape, sent.asText(), path, reading, wrong);
        }
        yield sent;
      }
      case "boolean" -> {
        expect(sent.isBoolean(), "boolean", path, wrong);
        yield sent;
      }
      case "integer" -> {
        if (expect(sent.isIntegralNumber(), "integer", path, wrong)) {
          number(shape, sent, path, wrong);
        }
        yield sent;
      }
      case "number" -> {
        if (expect(sent.isNumber(), "number", path, wrong)) {
          number(shape, sent, path, wrong);
        }
        yield sent;
      }
      default -> sent;
    };
  }

  private JsonNode object(
      JsonNode shape, JsonNode sent, String path, Reading reading, List<Detail> wrong) {
    if (!expect(sent.isObject(), "object", path, wrong)) {
      return sent;
    }
    if (!shape.has("properties") && !shape.has("additional")) {
      return sent;
    }
    ObjectNode cleaned = Json.object();
    for (Map.Entry<String, JsonNode> property : sent.properties()) {
      String name = property.getKey();
      JsonNode value = property.getValue();
      JsonNode known = shape.path("properties").path(name);
      JsonNode declared = known.isMissingNode() ? shape.path("additional") : known;
      if (value.isNull()) {
        if (reading.partial() && !declared.path("readOnly").asBoolean()) {
          cleaned.set(name, value);
        }
      } else if (declared.isMissingNode()) {
        if (reading.newer()) {
          cleaned.set(name, value);
        }
      } else if (!declared.path("readOnly").asBoolean()) {
        cleaned.set(name, value(declared, value, inside(path, name), reading, wrong));
      }
    }
    if (!reading.partial() || !(path.isEmpty() || path.equals("properties"))) {
      require(shape, cleaned, path, wrong);
    }
    return cleaned;
  }

  private void require(JsonNode shape, ObjectNode cleaned, String path, List<Detail> wrong) {
    for (JsonNode required : shape.path("required")) {
      String name = required.asText();
      if (!Json.has(cleaned, name)
          && !shape.path("properties").path(name).path("readOnly").asBoolean()) {
        wrong.add(new Detail(target(inside(path, name)), "'" + name + "' must not be empty."));
      }
    }
    JsonNode nested = shape.path("properties").path("properties");
    if (path.isEmpty() && !nested.isMissingNode() && !cleaned.has("properties")) {
      for (JsonNode required : resolve(nested).path("required")) {
        wrong.add(new Detail(required.asText(), "'" + required.asText() + "' must not be empty."));
      }
    }
  }

  private JsonNode list(
      JsonNode shape, JsonNode sent, String path, Reading reading, List<Detail> wrong) {
    if (!expect(sent.isArray(), "array", path, wrong)) {
      return sent;
    }
    if (shape.has("maxItems") && sent.size() > shape.path("maxItems").asInt()) {
      wrong.add(
          new Detail(target(path), "The list has more than " + shape.path("maxItems") + " items."));
    }
    if (sent.size() < shape.path("minItems").asInt(0)) {
      wrong.add(new Detail(target(path), "The list must not be empty."));
    }
    ArrayNode cleaned = Json.array();
    for (int i = 0; i < sent.size(); i++) {
      cleaned.add(value(shape.path("items"), sent.get(i), path + "[" + i + "]", reading, wrong));
    }
    return cleaned;
  }

  private void text(JsonNode shape, String text, String path, Reading reading, List<Detail> wrong) {
    length(shape, text, path, wrong);
    boolean open = shape.path("open").asBoolean() && (reading.newer() || path.endsWith("format"));
    if (shape.has("enum") && !open && !among(shape.path("enum"), text)) {
      wrong.add(
          new Detail(
              target(path), "The value '" + text + "' is not one of " + shape.path("enum") + "."));
    }
  }

  /** Length and pattern, which bodies and path parameters share. */
  void length(JsonNode limits, String text, String path, List<Detail> wrong) {
    int length = text.codePointCount(0, text.length());
    if (length < limits.path("minLength").asInt(0)) {
      wrong.add(new Detail(target(path), "'" + target(path) + "' must not be empty."));
    }
    if (limits.has("maxLength") && length > limits.path("maxLength").asInt()) {
      wrong.add(
          new Detail(
              target(path),
              "'"
                  + target(path)
                  + "' must be between "
                  + limits.path("minLength").asInt(0)
                  + " and "
                  + limits.path("maxLength").asInt()
                  + " characters. You entered "
                  + length
                  + " characters."));
    }
    if (limits.has("pattern")
        && !patterns
            .computeIfAbsent(limits.path("pattern").asText(), Pattern::compile)
            .matcher(text)
            .find()) {
      wrong.add(
          new Detail(
              target(path),
              "'" + target(path) + "' does not match " + limits.path("pattern").asText() + "."));
    }
  }

  static boolean among(JsonNode values, String text) {
    for (JsonNode value : values) {
      if (value.asText().equalsIgnoreCase(text)) {
        return true;
      }
    }
    return false;
  }

  private static void number(JsonNode shape, JsonNode sent, String path, List<Detail> wrong) {
    boolean low =
        shape.has("minimum")
            && sent.decimalValue().compareTo(shape.path("minimum").decimalValue()) < 0;
    boolean high =
        shape.has("maximum")
            && sent.decimalValue().compareTo(shape.path("maximum").decimalValue()) > 0;
    if (low || high) {
      wrong.add(new Detail(target(path), "'" + target(path) + "' is out of range."));
    }
  }

  private static boolean expect(boolean right, String type, String path, List<Detail> wrong) {
    if (!right) {
      wrong.add(new Detail(target(path), "The value is not of type " + type + "."));
    }
    return right;
  }

  private static String inside(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Azure names a field without the envelope's {@code properties.}. */
  private static String target(String path) {
    return path.startsWith("properties.") ? path.substring("properties.".length()) : path;
  }
}
