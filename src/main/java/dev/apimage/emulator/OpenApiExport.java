package dev.apimage.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;

/**
 * An API as an OpenAPI 3.0 document: resource names as {@code operationId}, display names as {@code
 * summary} (Microsoft Learn, "API import restrictions and known issues", Export API as OpenAPI).
 */
final class OpenApiExport {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private final ExportedApi api;
  private final ObjectNode definitions;

  private OpenApiExport(ExportedApi api) {
    this.api = api;
    this.definitions = api.definitions();
  }

  static String json(ExportedApi api) {
    return new OpenApiExport(api).document().toPrettyString();
  }

  static String yaml(ExportedApi api) {
    try {
      return YAML.writeValueAsString(new OpenApiExport(api).document());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory can be written", e);
    }
  }

  private ObjectNode document() {
    ObjectNode document = Json.object().put("openapi", "3.0.1");
    document.set("info", info(api));
    for (String scheme : api.schemes()) {
      document
          .withArrayProperty("servers")
          .addObject()
          .put("url", scheme + "://" + api.host() + "/" + api.path());
    }
    ExportedPaths.write(document, api, this::operation);
    ObjectNode components = Json.object();
    definitions
        .properties()
        .forEach(
            type ->
                components
                    .withObjectProperty("schemas")
                    .set(type.getKey(), ExportedTypes.forOpenApi(type.getValue())));
    ExportedKeys.write(api, document, components, "securitySchemes");
    if (!components.isEmpty()) {
      document.set("components", components);
    }
    return document;
  }

  /** What both generations of documents say first. */
  static ObjectNode info(ExportedApi api) {
    ObjectNode info = Json.object().put("title", api.title());
    if (Json.has(api.properties(), "description")) {
      info.set("description", api.properties().get("description"));
    }
    if (Json.has(api.properties(), "termsOfServiceUrl")) {
      info.set("termsOfService", api.properties().get("termsOfServiceUrl"));
    }
    for (String party : List.of("contact", "license")) {
      if (!api.properties().path(party).isEmpty()) {
        info.set(party, api.properties().get(party));
      }
    }
    return info.put("version", api.version());
  }

  private ObjectNode operation(ExportedOperation operation) {
    ObjectNode shown = Json.object().put("summary", operation.displayName());
    if (Json.has(operation.properties(), "description")) {
      shown.set("description", operation.properties().get("description"));
    }
    shown.put("operationId", operation.name());
    operation.pathParameters().forEach(p -> parameter(shown, p, "path"));
    operation.queryParameters().forEach(p -> parameter(shown, p, "query"));
    operation.headers().forEach(p -> parameter(shown, p, "header"));
    List<ObjectNode> bodies = operation.bodies();
    if (!bodies.isEmpty()) {
      ObjectNode body = shown.putObject("requestBody");
      if (Json.has(operation.request(), "description")) {
        body.set("description", operation.request().get("description"));
      }
      content(body, bodies);
    }
    ObjectNode responses = shown.putObject("responses");
    operation.responses().forEach(response -> response(responses, response));
    if (responses.isEmpty()) {
      responses.putObject("default").put("description", "");
    }
    return shown;
  }

  private static void parameter(ObjectNode operation, JsonNode one, String in) {
    ObjectNode parameter = operation.withArrayProperty("parameters").addObject();
    parameter.put("name", Json.text(one, "name")).put("in", in);
    described(parameter, one, in.equals("path"));
  }

  /** What parameters and the headers of a response have in common. */
  private static void described(ObjectNode shown, JsonNode one, boolean always) {
    if (Json.has(one, "description")) {
      shown.set("description", one.get("description"));
    }
    if (always || one.path("required").asBoolean()) {
      shown.put("required", true);
    }
    ExportedTypes.constrain(shown.putObject("schema"), one);
    if (!one.path("examples").isEmpty()) {
      shown.set("examples", one.get("examples"));
    }
  }

  private void response(ObjectNode responses, ObjectNode response) {
    ObjectNode shown = responses.putObject(code(response));
    shown.put("description", Json.text(response, "description"));
    for (JsonNode header : response.path("headers")) {
      described(
          shown.withObjectProperty("headers").putObject(Json.text(header, "name")), header, false);
    }
    content(shown, ExportedOperation.representations(response));
  }

  /** A status code as documents may name it; the service takes any number. */
  static String code(JsonNode response) {
    int code = response.path("statusCode").asInt();
    return code >= 100 && code < 600 ? String.valueOf(code) : "default";
  }

  private void content(ObjectNode holder, List<ObjectNode> representations) {
    for (JsonNode representation : representations) {
      ObjectNode media =
          holder
              .withObjectProperty("content")
              .withObjectProperty(Json.text(representation, "contentType"));
      String type = Json.text(representation, "typeName");
      if (definitions.has(type)) {
        media.putObject("schema").put("$ref", "#/components/schemas/" + pointer(type));
      }
      for (JsonNode field : representation.path("formParameters")) {
        ObjectNode schema = media.withObjectProperty("schema").put("type", "object");
        String name = Json.text(field, "name");
        ExportedTypes.constrain(schema.withObjectProperty("properties").putObject(name), field);
        if (field.path("required").asBoolean()) {
          schema.withArrayProperty("required").add(name);
        }
      }
      if (!representation.path("examples").isEmpty()) {
        media.set("examples", representation.get("examples"));
      }
    }
  }

  /** A name as a step of a JSON pointer. */
  static String pointer(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
