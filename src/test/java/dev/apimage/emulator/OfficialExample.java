package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One published request of the management plane with the answers that its author documents. */
record OfficialExample(
    String file, String operation, String method, String path, ObjectNode given, JsonNode answers) {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
  private static final Set<String> HEADERS = Set.of("If-Match");

  /** All that an index lists, in its order: an operation may have several. */
  static List<OfficialExample> in(Path folder) throws IOException {
    List<OfficialExample> all = new ArrayList<>();
    for (JsonNode entry :
        Client.JSON.readTree(Files.readString(folder.resolve("examples-index.json")))) {
      for (JsonNode file : entry.path("examples")) {
        JsonNode example =
            Client.JSON.readTree(
                Files.readString(folder.resolve("examples").resolve(file.asText())));
        all.add(
            new OfficialExample(
                file.asText(),
                entry.path("operationId").asText(),
                entry.path("method").asText(),
                entry.path("path").asText().replaceFirst("\\?.*", ""),
                (ObjectNode) example.path("parameters"),
                example.path("responses")));
      }
    }
    return all;
  }

  /** The path with the example's own names in it, percent-encoded. */
  String filled() {
    Matcher parameters = PARAMETER.matcher(path);
    StringBuilder filled = new StringBuilder();
    while (parameters.find()) {
      parameters.appendReplacement(
          filled, Matcher.quoteReplacement(encoded(value(parameters.group(1)))));
    }
    return parameters.appendTail(filled).toString();
  }

  private String value(String parameter) {
    String value = given.path(parameter).asText();
    return value.isEmpty() ? "x" : value.replaceFirst("^/", "");
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The query that the example gives, api-version included. */
  String query() {
    StringBuilder query = new StringBuilder();
    Set<String> inPath = new HashSet<>();
    Matcher parameters = PARAMETER.matcher(path);
    while (parameters.find()) {
      inPath.add(parameters.group(1));
    }
    for (Map.Entry<String, JsonNode> parameter : given.properties()) {
      String name = parameter.getKey();
      if (!inPath.contains(name)
          && !HEADERS.contains(name)
          && parameter.getValue().isValueNode()
          && (name.startsWith("$") || queried(name))) {
        query
            .append(query.isEmpty() ? "?" : "&")
            .append(encoded(name))
            .append('=')
            .append(encoded(parameter.getValue().asText()));
      }
    }
    return query.toString();
  }

  private boolean queried(String name) {
    return name.equals("api-version")
        || Contract.get()
            .match(List.of(path.substring(1).split("/", -1)))
            .map(template -> template.verbs().get(method))
            .map(verb -> verb.query().contains(name))
            .orElse(false);
  }

  /** The body that it sends. */
  Optional<JsonNode> body() {
    for (Map.Entry<String, JsonNode> parameter : given.properties()) {
      if (parameter.getValue().isObject()) {
        return Optional.of(parameter.getValue());
      }
    }
    return Optional.empty();
  }

  String ifMatch() {
    return given.path("If-Match").asText("");
  }

  /** The statuses that its author documents. */
  Set<Integer> statuses() {
    Set<Integer> statuses = new TreeSet<>();
    answers.fieldNames().forEachRemaining(status -> statuses.add(Integer.valueOf(status)));
    return statuses;
  }

  /** The documented body of a status, or of the first that has one; an empty tree without any. */
  JsonNode answer() {
    for (String status : List.of("200", "201", "202")) {
      JsonNode body = answers.path(status).path("body");
      if (body.isObject()) {
        return body;
      }
    }
    return Client.JSON.createObjectNode();
  }

  /** The service's name, and the segments below it; empty where the path is not below a service. */
  List<String> below() {
    int at = path.indexOf("/service/{serviceName}");
    if (at < 0) {
      return List.of();
    }
    List<String> segments = new ArrayList<>();
    for (String segment : path.substring(at + "/service/{serviceName}".length()).split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(
            segment.startsWith("{") ? value(segment.substring(1, segment.length() - 1)) : segment);
      }
    }
    return segments;
  }

  String service() {
    return given.path("serviceName").asText("apim");
  }

  @Override
  public String toString() {
    return operation + " (" + file + ")";
  }
}
