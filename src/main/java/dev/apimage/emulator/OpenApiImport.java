package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.emulator.ApiImport.Options;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Imports OpenAPI 3 and Swagger 2.
 *
 * <p>Kept are paths (and {@code x-ms-paths}), parameters, bodies, responses, examples and schemas;
 * dropped are security, callbacks, links, trace operations, cookie and form parameters, and servers
 * below the root.
 */
final class OpenApiImport {
  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch");
  private static final int LONGEST_DISPLAY_NAME = 300;

  private final OpenApiDocument document;
  private final boolean swagger;
  private final Options options;
  private final OperationNames names = new OperationNames();
  private final Set<String> operationIds = new HashSet<>();
  private final Set<String> signatures = new HashSet<>();
  private final List<Named> schemas;
  private final List<Named> operations = new ArrayList<>();

  private OpenApiImport(OpenApiDocument document, boolean swagger, Options options) {
    this.document = document;
    this.swagger = swagger;
    this.options = options;
    this.schemas = schemas();
  }

  static Imported openApi(String text, Options options) {
    OpenApiDocument document = OpenApiDocument.parse(text);
    if (!document.root().path("openapi").asText().startsWith("3.")) {
      throw invalid();
    }
    return new OpenApiImport(document, false, options).run();
  }

  static Imported swagger(String text, Options options) {
    if (!text.stripLeading().startsWith("{")) {
      throw ImportRefused.parsing("Swagger 2.0 documents are accepted in JSON only.");
    }
    OpenApiDocument document = OpenApiDocument.parse(text);
    if (!document.root().path("swagger").asText().equals("2.0")) {
      throw ImportRefused.parsing("The input is not a Swagger 2.0 document.");
    }
    return new OpenApiImport(document, true, options).run();
  }

  private static ImportRefused invalid() {
    return ImportRefused.parsing(
        "The input OpenAPI file is not valid for the OpenAPI specification"
            + " https://github.com/OAI/OpenAPI-Specification/blob/master/versions/3.0.1.md (schema"
            + " https://github.com/OAI/OpenAPI-Specification/blob/master/schemas/v3.0/schema.yaml).");
  }

  private Imported run() {
    ObjectNode root = document.root();
    JsonNode title = root.path("info").path("title");
    boolean pathsMissing =
        !root.path("paths").isObject() && !root.path("openapi").asText().startsWith("3.1");
    if (title.asText().isEmpty() || pathsMissing) {
      throw invalid();
    }
    ObjectNode api = JsonNodeFactory.instance.objectNode();
    api.put("displayName", cut(title.asText()));
    if (root.path("info").path("description").isTextual()) {
      api.set("description", root.path("info").path("description"));
    }
    String serviceUrl = swagger ? OpenApiServers.swagger(root) : OpenApiServers.openApi(root);
    if (!serviceUrl.isEmpty()) {
      api.put("serviceUrl", serviceUrl);
    }
    paths(root.path("paths"));
    paths(root.path("x-ms-paths"));
    return new Imported(api, operations, schemas);
  }

  private void paths(JsonNode paths) {
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      if (path.getKey().startsWith("x-")) {
        continue;
      }
      JsonNode item = document.resolved(path.getValue());
      for (Map.Entry<String, JsonNode> member : item.properties()) {
        if (METHODS.contains(member.getKey()) && member.getValue().isObject()) {
          operation(path.getKey(), member.getKey(), item, member.getValue());
        }
      }
    }
  }

  private void operation(String path, String verb, JsonNode item, JsonNode operation) {
    String id = operation.path("operationId").asText("");
    if (!id.isEmpty() && !operationIds.add(id.toLowerCase(Locale.ROOT))) {
      throw ImportRefused.parsing(
          "Cannot have multiple operations with the same operationId: " + id);
    }
    String method = verb.toUpperCase(Locale.ROOT);
    OpenApiParameters parameters =
        OpenApiParameters.of(document, item, operation, path, options.requiredQueryAsTemplate());
    String summary = operation.path("summary").asText("");
    // an operation without an id shows in the portal as "/path - GET"
    String fallback = id.isEmpty() ? path + " - " + method : id;

    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    properties.put("displayName", cut(summary.isEmpty() ? fallback : summary));
    properties.put("method", method);
    properties.put("urlTemplate", parameters.urlTemplate());
    properties.set("templateParameters", parameters.template());
    if (operation.path("description").isTextual()) {
      properties.set("description", operation.path("description"));
    }
    String schemaId = options.bound() && !schemas.isEmpty() ? schemas.get(0).name() : "";
    OpenApiMessages messages = new OpenApiMessages(document, swagger, schemaId, item, operation);
    ObjectNode request = messages.request(parameters, method);
    if (!request.isEmpty()) {
      properties.set("request", request);
    }
    properties.set("responses", messages.responses());

    String signature = method + " " + parameters.urlTemplate().replaceAll("\\{[^}]*}", "{}");
    if (!signatures.add(signature.toLowerCase(Locale.ROOT))) {
      throw ImportRefused.parsing(
          "Importing API has duplicate signature operations: 2 operations with signature '"
              + method
              + " "
              + parameters.urlTemplate()
              + "'");
    }
    operations.add(new Named(names.next(id, method, path), properties));
  }

  private List<Named> schemas() {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    JsonNode found =
        swagger
            ? document.root().path("definitions")
            : document.root().path("components").path("schemas");
    if (found.isEmpty()) {
      return List.of();
    }
    if (swagger) {
      properties.put("contentType", "application/vnd.ms-azure-apim.swagger.definitions+json");
      properties.putObject("document").set("definitions", found);
    } else {
      properties.put("contentType", "application/vnd.oai.openapi.components+json");
      properties.putObject("document").putObject("components").set("schemas", found);
    }
    return List.of(new Named(options.schemaNames().get(), properties));
  }

  private static String cut(String name) {
    return name.length() <= LONGEST_DISPLAY_NAME ? name : name.substring(0, LONGEST_DISPLAY_NAME);
  }
}
