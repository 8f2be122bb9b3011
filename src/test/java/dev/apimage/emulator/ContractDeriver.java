package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Derives the emulator's contract from the public description of the management plane: paths,
 * verbs, statuses and path parameters from the swagger, bodies from its definitions, the marks
 * "required" from the typed model where the two differ, the fields of {@code $filter} from the
 * filter table. Run {@link #main} with that folder and the resource folder to write it anew.
 */
final class ContractDeriver {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> VERBS =
      List.of("get", "head", "put", "patch", "post", "delete");
  private static final List<String> LIMITS = List.of("minLength", "maxLength", "pattern", "enum");
  private static final List<String> SHAPE =
      List.of(
          "type",
          "format",
          "minLength",
          "maxLength",
          "pattern",
          "minimum",
          "maximum",
          "minItems",
          "maxItems",
          "enum");

  private final Map<String, JsonNode> files = new TreeMap<>();
  private final Map<String, JsonNode> definitions = new LinkedHashMap<>();
  private final Map<String, JsonNode> typed = new LinkedHashMap<>();
  private final JsonNode filters;
  private final TreeSet<String> wanted = new TreeSet<>();

  ContractDeriver(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder.resolve("swagger"))) {
      for (Path file : list.sorted(Comparator.comparing(Path::toString)).toList()) {
        JsonNode document = JSON.readTree(Files.readString(file));
        files.put(file.getFileName().toString(), document);
        document.path("definitions").properties().forEach(e -> define(e.getKey(), e.getValue()));
      }
    }
    for (JsonNode type : JSON.readTree(Files.readString(folder.resolve("types-2024-05-01.json")))) {
      if ("ObjectType".equals(type.path("$type").asText())) {
        typed.put(type.path("name").asText(), type);
      }
    }
    filters = JSON.readTree(Files.readString(folder.resolve("filters.json")));
  }

  /** Writes the resource: first argument the folder of the description, second the target. */
  public static void main(String[] arguments) throws IOException {
    String text = new ContractDeriver(Path.of(arguments[0])).derive();
    Files.writeString(Path.of(arguments[1], "contract.json"), text, StandardCharsets.UTF_8);
    String fresh = fresh(Path.of(arguments[0]));
    Files.writeString(Path.of(arguments[1], "fresh.json"), fresh, StandardCharsets.UTF_8);
  }

  /** What a fresh service holds, one collection a line. */
  static String fresh(Path folder) throws IOException {
    JsonNode content = JSON.readTree(Files.readString(folder.resolve("fresh-service.json")));
    Map<String, JsonNode> collections = new TreeMap<>();
    for (Map.Entry<String, JsonNode> collection : content.properties()) {
      if (!collection.getKey().startsWith("_")) {
        collections.put(collection.getKey(), collection.getValue());
      }
    }
    collections.put("notifications", notifications(folder));
    collections.put("settings/public", settings(folder));
    StringBuilder text = new StringBuilder("{\n");
    lines(text, collections);
    return text.append("}\n").toString();
  }

  /** The seven notifications with the titles and descriptions of the official example. */
  private static JsonNode notifications(Path folder) throws IOException {
    ArrayNode notifications = JSON.createArrayNode();
    for (JsonNode one : example(folder, "ApiManagementListNotifications.json").path("value")) {
      ObjectNode notification = notifications.addObject();
      notification.set("name", one.path("name"));
      notification.set("title", one.path("properties").path("title"));
      notification.set("description", one.path("properties").path("description"));
    }
    return notifications;
  }

  private static JsonNode settings(Path folder) throws IOException {
    return example(folder, "ApiManagementGetTenantSettings.json").path("properties");
  }

  private static JsonNode example(Path folder, String name) throws IOException {
    return JSON.readTree(Files.readString(folder.resolve("examples").resolve(name)))
        .path("responses")
        .path("200")
        .path("body");
  }

  private void define(String name, JsonNode definition) {
    JsonNode before = definitions.putIfAbsent(name, definition);
    if (before != null && !before.equals(definition)) {
      definitions.put(name, richer(before, definition));
    }
  }

  private static JsonNode richer(JsonNode one, JsonNode other) {
    return one.toString().length() >= other.toString().length() ? one : other;
  }

  /**
   * The contract: a JSON object with one path or one body a line, so that differences read well.
   */
  String derive() {
    Map<String, ObjectNode> paths = new TreeMap<>();
    for (JsonNode document : files.values()) {
      for (String section : List.of("paths", "x-ms-paths")) {
        for (Map.Entry<String, JsonNode> path : document.path(section).properties()) {
          if (!path.getKey().contains("?")) {
            paths.put(path.getKey(), path(path.getKey(), path.getValue()));
          }
        }
      }
    }
    Map<String, ObjectNode> bodies = new TreeMap<>();
    while (!bodies.keySet().containsAll(wanted)) {
      for (String name : new ArrayList<>(wanted)) {
        bodies.computeIfAbsent(name, this::body);
      }
    }
    StringBuilder text = new StringBuilder("{\n\"paths\": {\n");
    lines(text, paths);
    text.append("},\n\"bodies\": {\n");
    lines(text, bodies);
    return text.append("}\n}\n").toString();
  }

  private static void lines(StringBuilder text, Map<String, ? extends JsonNode> entries) {
    Iterator<? extends Map.Entry<String, ? extends JsonNode>> each = entries.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, ? extends JsonNode> entry = each.next();
      try {
        text.append(JSON.writeValueAsString(entry.getKey())).append(": ");
        text.append(JSON.writeValueAsString(entry.getValue()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      text.append(each.hasNext() ? ",\n" : "\n");
    }
  }

  private ObjectNode path(String template, JsonNode verbs) {
    ObjectNode path = JSON.createObjectNode();
    ObjectNode limits = JSON.createObjectNode();
    for (String verb : VERBS) {
      JsonNode operation = verbs.path(verb);
      if (operation.isMissingNode()) {
        continue;
      }
      path.set(verb.toUpperCase(java.util.Locale.ROOT), verb(operation, limits));
    }
    if (!limits.isEmpty()) {
      path.set("limits", limits);
    }
    JsonNode filter = filters.path(template.replaceFirst("^/subscriptions/.*\\{serviceName}", ""));
    if (filter.isArray()) {
      path.set("filter", filter);
    }
    return path;
  }

  private ObjectNode verb(JsonNode operation, ObjectNode limits) {
    ObjectNode verb = JSON.createObjectNode();
    verb.put("id", operation.path("operationId").asText());
    ArrayNode statuses = verb.putArray("status");
    operation
        .path("responses")
        .fieldNames()
        .forEachRemaining(
            status -> {
              if (!status.equals("default")) {
                statuses.add(Integer.parseInt(status));
              }
            });
    if (operation.path("x-ms-long-running-operation").asBoolean()) {
      verb.put("lro", true);
    }
    ArrayNode query = JSON.createArrayNode();
    for (JsonNode declared : operation.path("parameters")) {
      JsonNode parameter = resolve(declared);
      switch (parameter.path("in").asText()) {
        case "body" -> bodyOf(verb, parameter);
        case "header" -> {
          if (parameter.path("name").asText().equals("If-Match")) {
            verb.put("ifMatch", parameter.path("required").asBoolean());
          }
        }
        case "query" -> query.add(parameter.path("name").asText());
        case "path" -> limit(limits, parameter);
        default -> {}
      }
    }
    query.forEach(name -> verb.withArray("query").add(name));
    return verb;
  }

  private void bodyOf(ObjectNode verb, JsonNode parameter) {
    String name = nameOf(parameter.path("schema"));
    wanted.add(name);
    verb.put("body", name);
    if (parameter.path("required").asBoolean()) {
      verb.put("bodyRequired", true);
    }
  }

  private static void limit(ObjectNode limits, JsonNode parameter) {
    ObjectNode limit = JSON.createObjectNode();
    LIMITS.forEach(
        key -> {
          if (parameter.has(key)) {
            limit.set(key, parameter.get(key));
          }
        });
    if (!limit.isEmpty()) {
      limits.set(parameter.path("name").asText(), limit);
    }
  }

  private JsonNode resolve(JsonNode declared) {
    String reference = declared.path("$ref").asText();
    if (reference.isEmpty() || reference.contains("common-types")) {
      return declared;
    }
    String file = reference.substring(reference.lastIndexOf('/', reference.indexOf('#')) + 1);
    file = file.substring(0, file.indexOf('#'));
    String name = reference.substring(reference.lastIndexOf('/') + 1);
    JsonNode found = files.get(file).path("parameters").path(name);
    if (found.isMissingNode()) {
      throw new IllegalStateException("unresolved " + reference);
    }
    return found;
  }

  private static String nameOf(JsonNode reference) {
    String text = reference.path("$ref").asText();
    return text.substring(text.lastIndexOf('/') + 1);
  }

  private ObjectNode body(String name) {
    JsonNode definition = definitions.get(name);
    if (definition == null) {
      throw new IllegalStateException("no definition " + name);
    }
    ObjectNode shape = shape(definition);
    JsonNode model = typed.get(name);
    if (model != null && shape.has("properties")) {
      TreeSet<String> required = new TreeSet<>();
      for (Map.Entry<String, JsonNode> property : model.path("properties").properties()) {
        if ((property.getValue().path("flags").asInt() & 1) != 0) {
          required.add(property.getKey());
        }
      }
      require(shape, required);
    }
    return shape;
  }

  private static void require(ObjectNode shape, Set<String> required) {
    shape.remove("required");
    if (!required.isEmpty()) {
      ArrayNode names = shape.putArray("required");
      required.forEach(names::add);
    }
  }

  private ObjectNode shape(JsonNode schema) {
    ObjectNode shape = JSON.createObjectNode();
    if (schema.has("$ref") && !schema.path("$ref").asText().contains("common-types")) {
      wanted.add(nameOf(schema));
      shape.put("ref", nameOf(schema));
    } else {
      copy(schema, shape);
    }
    if (schema.path("readOnly").asBoolean()) {
      shape.put("readOnly", true);
    }
    return shape;
  }

  private void copy(JsonNode schema, ObjectNode shape) {
    SHAPE.forEach(
        key -> {
          if (schema.has(key)) {
            shape.set(key, schema.get(key));
          }
        });
    if (schema.path("x-ms-enum").path("modelAsString").asBoolean()) {
      shape.put("open", true);
    }
    if (schema.has("items")) {
      shape.set("items", shape(schema.get("items")));
    }
    if (schema.path("additionalProperties").isObject()) {
      shape.set("additional", shape(schema.get("additionalProperties")));
    } else if (schema.path("additionalProperties").asBoolean()) {
      shape.set("additional", JSON.createObjectNode());
    }
    TreeMap<String, JsonNode> properties = new TreeMap<>();
    TreeSet<String> required = new TreeSet<>();
    members(schema, properties, required);
    if (!properties.isEmpty()) {
      ObjectNode all = shape.putObject("properties");
      properties.forEach((name, property) -> all.set(name, shape(property)));
      require(shape, required);
    }
  }

  private void members(JsonNode schema, Map<String, JsonNode> properties, Set<String> required) {
    for (JsonNode base : schema.path("allOf")) {
      JsonNode definition = definitions.get(nameOf(base));
      if (definition != null && !base.path("$ref").asText().contains("common-types")) {
        members(definition, properties, required);
      }
    }
    schema.path("properties").properties().forEach(e -> properties.put(e.getKey(), e.getValue()));
    schema.path("required").forEach(name -> required.add(name.asText()));
  }
}
