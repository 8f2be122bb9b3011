package dev.apimage.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.apimage.text.ProjectedParameter.Place;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What an import makes of an OpenAPI document, version 2 or 3. */
final class OpenApiProjector {
  /** Microsoft Learn, "API import restrictions": trace operations are ignored. */
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch");

  /** OpenAPI says of these that a definition as a parameter is ignored. */
  static final Set<String> IGNORED_HEADERS = Set.of("accept", "content-type", "authorization");

  private static final int LONGEST_REFERENCE_CHAIN = 20;
  private static final int LONGEST_DISPLAY_NAME = 300;

  private final JsonNode root;
  private final OperationNames names = new OperationNames();
  private final List<ProjectedOperation> operations = new ArrayList<>();

  private OpenApiProjector(JsonNode root) {
    this.root = root;
  }

  static boolean isOpenApi(JsonNode root) {
    return root.has("openapi") || root.has("swagger");
  }

  static Projection project(JsonNode root) {
    OpenApiProjector projector = new OpenApiProjector(root);
    for (String paths : List.of("paths", "x-ms-paths")) {
      for (Map.Entry<String, JsonNode> path : root.path(paths).properties()) {
        projector.path(path.getKey(), projector.resolve(path.getValue()));
      }
    }
    return new Projection(projector.operations);
  }

  private void path(String path, JsonNode item) {
    for (Map.Entry<String, JsonNode> entry : item.properties()) {
      String method = entry.getKey().toLowerCase(Locale.ROOT);
      if (METHODS.contains(method)) {
        operation(path, method, item, entry.getValue());
      }
    }
  }

  private void operation(String path, String method, JsonNode item, JsonNode operation) {
    UrlTemplate url = UrlTemplate.of(path);
    String id = operation.path("operationId").asText("");
    String summary = operation.path("summary").asText("").strip();
    String display = summary.isEmpty() ? id : summary;
    Map<String, ProjectedParameter> parameters = new LinkedHashMap<>();
    for (JsonNode list : List.of(item.path("parameters"), operation.path("parameters"))) {
      list.forEach(p -> parameter(resolve(p), url, parameters));
    }
    List<ProjectedParameter> known = new ArrayList<>(parameters.values());
    operations.add(
        new ProjectedOperation(
            names.next(id, method, path),
            method.toUpperCase(Locale.ROOT),
            url.path(),
            display.substring(0, Math.min(display.length(), LONGEST_DISPLAY_NAME)),
            operation.path("description").asText(""),
            known,
            responses(operation)));
  }

  private static List<String> responses(JsonNode operation) {
    List<String> codes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
      if (response.getKey().matches("\\d{3}")) {
        codes.add(response.getKey());
      }
    }
    return codes.isEmpty() ? List.of("*") : codes;
  }

  private void parameter(
      JsonNode parameter, UrlTemplate url, Map<String, ProjectedParameter> found) {
    String name = parameter.path("name").asText("");
    Place place =
        switch (parameter.path("in").asText("")) {
          case "path" -> Place.TEMPLATE;
          case "query" -> Place.QUERY;
          case "header" -> Place.HEADER;
          default -> null;
        };
    boolean isIgnored =
        place == Place.HEADER && IGNORED_HEADERS.contains(name.toLowerCase(Locale.ROOT));
    boolean isNowhere = place == Place.TEMPLATE && !url.names().contains(name);
    if (place == null || isIgnored || isNowhere || name.isEmpty()) {
      return;
    }
    JsonNode schema = schema(parameter);
    List<String> values = new ArrayList<>();
    schema.path("enum").forEach(v -> values.add(v.asText("")));
    JsonNode standard = schema.path("default");
    ProjectedParameter projected =
        new ProjectedParameter(
            place,
            name,
            type(schema),
            place == Place.TEMPLATE || parameter.path("required").asBoolean(),
            standard.isValueNode() && !standard.isNull() ? standard.asText("") : "",
            values,
            parameter.path("description").asText(""));
    found.put(projected.key(), projected);
  }

  private JsonNode schema(JsonNode parameter) {
    if (parameter.has("schema")) {
      return resolve(parameter.path("schema"));
    }
    for (JsonNode media : parameter.path("content")) {
      return resolve(media.path("schema"));
    }
    return parameter;
  }

  /** OpenAPI 3.1 may list types; {@code null} among them only means that a value may be absent. */
  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    for (JsonNode each : type) {
      if (!each.asText("").equals("null")) {
        return each.asText("");
      }
    }
    return type.asText("");
  }

  private JsonNode resolve(JsonNode node) {
    JsonNode at = node;
    for (int i = 0; i < LONGEST_REFERENCE_CHAIN && at.path("$ref").isTextual(); i++) {
      String reference = at.path("$ref").asText("");
      at = reference.startsWith("#/") ? pointer(reference.substring(2)) : MissingNode.getInstance();
    }
    return at;
  }

  private JsonNode pointer(String path) {
    JsonNode at = root;
    for (String step : path.split("/", -1)) {
      String name =
          step.contains("%")
              ? URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8)
              : step;
      String key = name.replace("~1", "/").replace("~0", "~");
      at = at.isArray() && key.matches("\\d{1,6}") ? at.path(Integer.parseInt(key)) : at.path(key);
    }
    return at;
  }
}
