package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Types, values and schemas between API Management, which keeps values as texts, and JSON. */
final class ExportedTypes {
  private static final List<String> MAPS =
      List.of("properties", "patternProperties", "definitions");
  private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");
  private static final List<String> SCHEMAS = List.of("items", "additionalProperties", "not");

  /** OpenAPI's words that Swagger does not have, and what tools write there in their place. */
  private static final Map<String, String> NOT_IN_SWAGGER =
      Map.of("nullable", "x-nullable", "anyOf", "x-anyOf", "oneOf", "x-oneOf", "not", "x-not");

  private ExportedTypes() {}

  /** The JSON type of a parameter, whose own may be XSD's. */
  static String type(JsonNode parameter) {
    String type = Json.text(parameter, "type").toLowerCase(Locale.ROOT);
    return switch (type) {
      case "string", "integer", "number", "boolean", "array", "object" -> type;
      case "int", "long", "short", "byte" -> "integer";
      case "double", "float", "decimal" -> "number";
      default -> "string";
    };
  }

  /** Puts type, values and default value of a parameter into a schema. */
  static void constrain(ObjectNode schema, JsonNode parameter) {
    String type = type(parameter);
    schema.put("type", type);
    if (type.equals("array")) {
      schema.putObject("items").put("type", "string");
    }
    if (!parameter.path("values").isEmpty()) {
      ArrayNode values = schema.putArray("enum");
      parameter.path("values").forEach(value -> values.add(value(type, value.asText())));
    }
    if (Json.has(parameter, "defaultValue")) {
      schema.set("default", value(type, Json.text(parameter, "defaultValue")));
    }
  }

  /** The value of a type that reads as this text; the text itself if there is none. */
  private static JsonNode value(String type, String text) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    if (type.equals("boolean") && List.of("true", "false").contains(text)) {
      return factory.booleanNode(text.equals("true"));
    }
    boolean number = type.equals("integer") || type.equals("number");
    if (number && text.matches("-?(?:0|[1-9][0-9]{0,30})(?:\\.[0-9]{1,30})?")) {
      return DecimalNode.valueOf(new BigDecimal(text));
    }
    return factory.textNode(text);
  }

  /** A schema whose references point where an OpenAPI 3 document keeps its types. */
  static JsonNode forOpenApi(JsonNode schema) {
    return rewritten(schema, "#/definitions/", "#/components/schemas/", Map.of());
  }

  /** A schema in the words of Swagger 2. */
  static JsonNode forSwagger(JsonNode schema) {
    return rewritten(schema, "#/components/schemas/", "#/definitions/", NOT_IN_SWAGGER);
  }

  private static JsonNode rewritten(
      JsonNode schema, String from, String to, Map<String, String> words) {
    if (!schema.isObject()) {
      return schema;
    }
    ObjectNode result = Json.object();
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      if (name.equals("$ref") && value.asText().startsWith(from)) {
        value = JsonNodeFactory.instance.textNode(to + value.asText().substring(from.length()));
      } else if (MAPS.contains(name) && value.isObject()) {
        ObjectNode map = Json.object();
        value
            .properties()
            .forEach(e -> map.set(e.getKey(), rewritten(e.getValue(), from, to, words)));
        value = map;
      } else if (LISTS.contains(name) && value.isArray()) {
        ArrayNode list = Json.array();
        value.forEach(one -> list.add(rewritten(one, from, to, words)));
        value = list;
      } else if (SCHEMAS.contains(name)) {
        value = rewritten(value, from, to, words);
      }
      result.set(words.getOrDefault(name, name), value);
    }
    return result;
  }
}
