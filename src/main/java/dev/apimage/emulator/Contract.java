package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The public contract of the management plane: which paths and verbs there are, and what a body
 * must look like. Read once from {@code contract.json}, which is derived from the public swagger
 * and the public typed model.
 */
final class Contract {
  private static final Contract INSTANCE = load();

  /** One verb of a path. */
  record Verb(
      String operation,
      List<Integer> statuses,
      Optional<String> body,
      boolean bodyRequired,
      boolean ifMatchRequired,
      boolean longRunning,
      List<String> query) {}

  /** One path: literal segments and {@code {parameters}}. */
  record Template(
      List<String> segments, Map<String, Verb> verbs, JsonNode limits, JsonNode filter) {
    /** The resource type below the namespace, without names: {@code service/apis/operations}. */
    String resourceType() {
      int namespace = segments.indexOf("Microsoft.ApiManagement");
      List<String> types = new ArrayList<>();
      for (int i = namespace + 1; i < segments.size(); i += 2) {
        types.add(segments.get(i));
      }
      return String.join("/", types);
    }
  }

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    Node parameter;
    Template template;
  }

  private final Node root = new Node();
  private final Shapes shapes;
  private final List<Template> templates = new ArrayList<>();

  private Contract(ObjectNode document) {
    document.path("paths").properties().forEach(path -> add(path.getKey(), path.getValue()));
    shapes = new Shapes(document.path("bodies"));
  }

  static Contract get() {
    return INSTANCE;
  }

  Shapes shapes() {
    return shapes;
  }

  List<Template> templates() {
    return List.copyOf(templates);
  }

  private static Contract load() {
    try (InputStream resource = Contract.class.getResourceAsStream("contract.json")) {
      return new Contract(Json.read(new String(resource.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String path, JsonNode description) {
    List<String> segments = List.of(path.substring(1).split("/"));
    Map<String, Verb> verbs = new LinkedHashMap<>();
    description
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().path("id").isTextual()) {
                verbs.put(entry.getKey(), verb(entry.getValue()));
              }
            });
    Node node = root;
    for (String segment : segments) {
      if (segment.startsWith("{")) {
        node.parameter = node.parameter == null ? new Node() : node.parameter;
        node = node.parameter;
      } else {
        node = node.literals.computeIfAbsent(lower(segment), key -> new Node());
      }
    }
    node.template =
        new Template(segments, verbs, description.path("limits"), description.path("filter"));
    templates.add(node.template);
  }

  private static Verb verb(JsonNode description) {
    List<Integer> statuses = new ArrayList<>();
    description.path("status").forEach(status -> statuses.add(status.asInt()));
    List<String> query = new ArrayList<>();
    description.path("query").forEach(name -> query.add(name.asText()));
    return new Verb(
        description.path("id").asText(),
        statuses,
        Optional.ofNullable(description.get("body")).map(JsonNode::asText),
        description.path("bodyRequired").asBoolean(),
        description.path("ifMatch").asBoolean(),
        description.path("lro").asBoolean(),
        query);
  }

  /** The template that a path matches; literal segments win over parameters, case is ignored. */
  Optional<Template> match(List<String> segments) {
    return Optional.ofNullable(match(root, segments, 0));
  }

  private static Template match(Node node, List<String> segments, int at) {
    if (at == segments.size()) {
      return node.template;
    }
    Node literal = node.literals.get(lower(segments.get(at)));
    Template found = literal == null ? null : match(literal, segments, at + 1);
    return found != null || node.parameter == null
        ? found
        : match(node.parameter, segments, at + 1);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
