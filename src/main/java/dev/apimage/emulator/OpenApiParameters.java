package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One operation's parameters.
 *
 * @param urlTemplate the path, with required query parameters where they become part of it
 * @param template the template parameters, in the order of the template
 */
record OpenApiParameters(
    String urlTemplate, ArrayNode template, ArrayNode query, ArrayNode headers) {
  private static final Pattern IN_TEMPLATE = Pattern.compile("\\{\\*?([^{}*]+)\\*?}");

  /**
   * Reads the parameters of a path item and its operation, which overrides those of the same name
   * and place.
   *
   * @throws ImportRefused if the path and its parameters do not match, or two template parameters
   *     share a name
   */
  static OpenApiParameters of(
      OpenApiDocument document,
      JsonNode item,
      JsonNode operation,
      String path,
      boolean requiredQueryAsTemplate) {
    Map<String, JsonNode> declared = new LinkedHashMap<>();
    for (JsonNode holder : List.of(item, operation)) {
      for (JsonNode parameter : holder.path("parameters")) {
        JsonNode resolved = document.resolved(parameter);
        declared.put(resolved.path("in").asText() + " " + resolved.path("name").asText(), resolved);
      }
    }
    StringBuilder template = new StringBuilder(path.startsWith("/") ? path : "/" + path);
    Map<String, JsonNode> inTemplate = new LinkedHashMap<>();
    ArrayNode query = JsonNodeFactory.instance.arrayNode();
    ArrayNode headers = JsonNodeFactory.instance.arrayNode();
    for (JsonNode parameter : declared.values()) {
      String name = parameter.path("name").asText();
      switch (parameter.path("in").asText()) {
        case "path" -> inTemplate.put(name, parameter);
        case "header" -> headers.add(contract(document, parameter, name));
        case "query" -> {
          if (!requiredQueryAsTemplate || !parameter.path("required").asBoolean()) {
            query.add(contract(document, parameter, name));
          } else if (inTemplate.put(name, parameter) != null) {
            throw twice(name);
          } else {
            char separator = template.indexOf("?") < 0 ? '?' : '&';
            template.append(separator).append(name).append("={").append(name).append('}');
          }
        }
        default -> {
          // cookies and form fields are not supported; a body is read elsewhere
        }
      }
    }
    ArrayNode ordered = ordered(document, template.toString(), inTemplate);
    return new OpenApiParameters(template.toString(), ordered, query, headers);
  }

  private static ArrayNode ordered(
      OpenApiDocument document, String template, Map<String, JsonNode> declared) {
    List<String> unknown = new ArrayList<>();
    TreeSet<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    ArrayNode ordered = JsonNodeFactory.instance.arrayNode();
    Matcher matcher = IN_TEMPLATE.matcher(template);
    while (matcher.find()) {
      String name = matcher.group(1);
      JsonNode parameter = declared.get(name);
      if (!seen.add(name)) {
        throw twice(name);
      } else if (parameter == null) {
        unknown.add(name);
      } else {
        ordered.add(contract(document, parameter, name).put("required", true));
      }
    }
    declared.keySet().stream().filter(name -> !seen.contains(name)).forEach(unknown::add);
    if (!unknown.isEmpty()) {
      throw ImportRefused.parsing(
          "All parameters in path template MUST be defined in path parameters collection."
              + " Not matched parameters names: "
              + String.join(", ", unknown)
              + ".");
    }
    return ordered;
  }

  private static ImportRefused twice(String name) {
    return ImportRefused.parsing(
        "The parameter '" + name + "' is used more than once in the URL template.");
  }

  /** A parameter as API Management keeps it; {@code node} may be a parameter or a header. */
  static ObjectNode contract(OpenApiDocument document, JsonNode node, String name) {
    JsonNode schema = schema(document, node);
    ObjectNode contract = JsonNodeFactory.instance.objectNode();
    contract.put("name", name);
    if (node.path("description").isTextual()) {
      contract.set("description", node.path("description"));
    }
    contract.put("type", type(schema));
    JsonNode standard = schema.path("default");
    if (!standard.isMissingNode() && !standard.isNull()) {
      contract.put("defaultValue", text(standard));
    }
    if (node.path("required").asBoolean()) {
      contract.put("required", true);
    }
    ArrayNode values = contract.putArray("values");
    for (JsonNode value : schema.path("enum")) {
      values.add(text(value));
    }
    ObjectNode examples = OpenApiMessages.examples(document, node);
    if (!examples.isEmpty()) {
      contract.set("examples", examples);
    }
    return contract;
  }

  /**
   * Where the type stands: in {@code schema}, in the first {@code content}, or (Swagger 2) in the
   * parameter.
   */
  private static JsonNode schema(OpenApiDocument document, JsonNode node) {
    if (node.has("schema")) {
      return document.resolved(node.path("schema"));
    }
    for (JsonNode content : node.path("content")) {
      return document.resolved(content.path("schema"));
    }
    return node;
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    for (JsonNode one : type) {
      // OpenAPI 3.1 allows a list: ["string", "null"]
      if (!one.asText().equals("null")) {
        return one.asText();
      }
    }
    return type.asText("").isEmpty() ? "string" : type.asText().toLowerCase(Locale.ROOT);
  }

  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asText() : value.toString();
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "OpenApiParameters[" + urlTemplate + "]";
  }
}
