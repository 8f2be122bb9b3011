package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An API as a Swagger 2.0 document, in JSON. */
final class SwaggerExport {
  private final ExportedApi api;
  private final ObjectNode definitions;

  private SwaggerExport(ExportedApi api) {
    this.api = api;
    this.definitions = api.definitions();
  }

  static String json(ExportedApi api) {
    return new SwaggerExport(api).document().toPrettyString();
  }

  private ObjectNode document() {
    ObjectNode document = Json.object().put("swagger", "2.0");
    document.set("info", OpenApiExport.info(api));
    document.put("host", api.host()).put("basePath", "/" + api.path());
    api.schemes().forEach(scheme -> document.withArrayProperty("schemes").add(scheme));
    ExportedKeys.write(api, document, document, "securityDefinitions");
    ExportedPaths.write(document, api, this::operation);
    definitions
        .properties()
        .forEach(
            type ->
                document
                    .withObjectProperty("definitions")
                    .set(type.getKey(), ExportedTypes.forSwagger(type.getValue())));
    return document;
  }

  private ObjectNode operation(ExportedOperation operation) {
    ObjectNode shown = Json.object();
    if (Json.has(operation.properties(), "description")) {
      shown.set("description", operation.properties().get("description"));
    }
    shown.put("operationId", operation.name()).put("summary", operation.displayName());
    operation.pathParameters().forEach(p -> parameter(shown, p, "path"));
    operation.queryParameters().forEach(p -> parameter(shown, p, "query"));
    operation.headers().forEach(p -> parameter(shown, p, "header"));
    body(shown, operation);
    Set<String> produced = produced(operation);
    if (!produced.isEmpty()) {
      produced.forEach(type -> shown.withArrayProperty("produces").add(type));
    }
    ObjectNode responses = shown.putObject("responses");
    operation.responses().forEach(response -> response(responses, response));
    if (responses.isEmpty()) {
      responses.putObject("default").put("description", "");
    }
    return shown;
  }

  private static ObjectNode parameter(ObjectNode operation, JsonNode one, String in) {
    ObjectNode parameter = operation.withArrayProperty("parameters").addObject();
    parameter.put("name", Json.text(one, "name")).put("in", in);
    if (Json.has(one, "description")) {
      parameter.set("description", one.get("description"));
    }
    if (in.equals("path") || one.path("required").asBoolean()) {
      parameter.put("required", true);
    }
    ExportedTypes.constrain(parameter, one);
    if (parameter.path("type").asText().equals("object")) {
      parameter.put("type", "string");
    }
    return parameter;
  }

  /** A form's fields are parameters, any other body is one parameter. */
  private void body(ObjectNode shown, ExportedOperation operation) {
    List<ObjectNode> bodies = operation.bodies();
    List<JsonNode> fields = new ArrayList<>();
    bodies.forEach(one -> one.path("formParameters").forEach(fields::add));
    bodies.forEach(one -> shown.withArrayProperty("consumes").add(Json.text(one, "contentType")));
    if (!fields.isEmpty()) {
      fields.forEach(field -> parameter(shown, field, "formData"));
    } else if (!bodies.isEmpty()) {
      ObjectNode body = shown.withArrayProperty("parameters").addObject();
      body.put("name", "body").put("in", "body");
      if (Json.has(operation.request(), "description")) {
        body.set("description", operation.request().get("description"));
      }
      body.set("schema", schema(bodies));
    }
  }

  private ObjectNode schema(List<ObjectNode> representations) {
    for (JsonNode representation : representations) {
      String type = Json.text(representation, "typeName");
      if (definitions.has(type)) {
        return Json.object().put("$ref", "#/definitions/" + OpenApiExport.pointer(type));
      }
    }
    return Json.object();
  }

  /**
   * The one list of media types for all responses: those that all responses with a body have, and
   * those for which no response has an example, which would name them too.
   */
  private static Set<String> produced(ExportedOperation operation) {
    Set<String> everywhere = null;
    Set<String> needed = new LinkedHashSet<>();
    for (ObjectNode response : operation.responses()) {
      Set<String> types = new LinkedHashSet<>();
      for (ObjectNode representation : ExportedOperation.representations(response)) {
        types.add(Json.text(representation, "contentType"));
        if (representation.path("examples").isEmpty()) {
          needed.add(Json.text(representation, "contentType"));
        }
      }
      if (everywhere == null && !types.isEmpty()) {
        everywhere = types;
      } else if (!types.isEmpty()) {
        everywhere.retainAll(types);
      }
    }
    Set<String> produced = everywhere == null ? new LinkedHashSet<>() : everywhere;
    produced.addAll(needed);
    return produced;
  }

  private void response(ObjectNode responses, ObjectNode response) {
    ObjectNode shown = responses.putObject(OpenApiExport.code(response));
    shown.put("description", Json.text(response, "description"));
    List<ObjectNode> representations = ExportedOperation.representations(response);
    if (!representations.isEmpty()) {
      shown.set("schema", schema(representations));
    }
    for (JsonNode header : response.path("headers")) {
      ObjectNode one = shown.withObjectProperty("headers").putObject(Json.text(header, "name"));
      if (Json.has(header, "description")) {
        one.set("description", header.get("description"));
      }
      ExportedTypes.constrain(one, header);
    }
    for (JsonNode representation : representations) {
      for (JsonNode example : representation.path("examples")) {
        shown
            .withObjectProperty("examples")
            .set(Json.text(representation, "contentType"), example.path("value"));
        break;
      }
    }
  }
}
