package dev.apimage.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Locale;

/** An API as an OpenAPI 3.0 document, as far as its operations and schemas say it. */
final class OpenApiExport {
  private static final YAMLMapper YAML = new YAMLMapper();

  private OpenApiExport() {}

  static String json(Place place, Entity api) {
    return document(place, api).toPrettyString();
  }

  static String yaml(Place place, Entity api) {
    try {
      return YAML.writeValueAsString(document(place, api));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode document(Place place, Entity api) {
    ObjectNode properties = api.properties();
    ObjectNode document = Json.object().put("openapi", "3.0.1");
    ObjectNode info = document.putObject("info");
    info.put("title", Json.text(properties, "displayName"));
    if (Json.has(properties, "description")) {
      info.set("description", properties.get("description"));
    }
    String version = Json.text(properties, "apiVersion");
    info.put("version", version.isEmpty() ? "1.0" : version);
    document
        .putArray("servers")
        .addObject()
        .put(
            "url",
            "https://"
                + place.service().name()
                + ".azure-api.net/"
                + Json.text(properties, "path"));
    ObjectNode paths = document.putObject("paths");
    for (Entity operation : place.store().list(api.path() + "/operations")) {
      operation(paths, operation);
    }
    ObjectNode schemas = document.putObject("components").putObject("schemas");
    for (Entity schema : place.store().list(api.path() + "/schemas")) {
      JsonNode defined = schema.properties().path("document");
      schemas.setAll(object(defined.path("components").path("schemas")));
      schemas.setAll(object(defined.path("definitions")));
    }
    return document;
  }

  private static ObjectNode object(JsonNode node) {
    return node instanceof ObjectNode object ? object : Json.object();
  }

  private static void operation(ObjectNode paths, Entity entity) {
    ObjectNode properties = entity.properties();
    String template = Json.text(properties, "urlTemplate");
    int query = template.indexOf('?');
    String path = query < 0 ? template : template.substring(0, query);
    String method = Json.text(properties, "method").toLowerCase(Locale.ROOT);
    ObjectNode operation = paths.withObjectProperty(path).putObject(method);
    operation.put("summary", Json.text(properties, "displayName"));
    if (Json.has(properties, "description")) {
      operation.set("description", properties.get("description"));
    }
    operation.put("operationId", entity.name());
    JsonNode request = properties.path("request");
    for (JsonNode one : properties.path("templateParameters")) {
      boolean inPath = path.contains("{" + Json.text(one, "name") + "}");
      parameter(operation, one, inPath ? "path" : "query");
    }
    request.path("queryParameters").forEach(one -> parameter(operation, one, "query"));
    request.path("headers").forEach(one -> parameter(operation, one, "header"));
    if (!request.path("representations").isEmpty()) {
      content(operation.putObject("requestBody"), request.path("representations"));
    }
    ObjectNode responses = operation.putObject("responses");
    for (JsonNode response : properties.path("responses")) {
      ObjectNode shown = responses.putObject(Json.text(response, "statusCode"));
      shown.put("description", Json.text(response, "description"));
      content(shown, response.path("representations"));
    }
    if (responses.isEmpty()) {
      responses.putObject("200").put("description", "");
    }
  }

  private static void parameter(ObjectNode operation, JsonNode one, String in) {
    ArrayNode parameters = operation.withArrayProperty("parameters");
    ObjectNode parameter = parameters.addObject();
    parameter.put("name", Json.text(one, "name")).put("in", in);
    if (Json.has(one, "description")) {
      parameter.set("description", one.get("description"));
    }
    if (in.equals("path") || one.path("required").asBoolean()) {
      parameter.put("required", true);
    }
    ObjectNode schema = parameter.putObject("schema");
    if (!one.path("values").isEmpty()) {
      schema.set("enum", one.get("values"));
    }
    schema.put("type", Json.has(one, "type") ? Json.text(one, "type") : "string");
    if (Json.has(one, "defaultValue")) {
      schema.set("default", one.get("defaultValue"));
    }
  }

  private static void content(ObjectNode holder, JsonNode representations) {
    for (JsonNode representation : representations) {
      ObjectNode media =
          holder.withObjectProperty("content").putObject(Json.text(representation, "contentType"));
      String type = Json.text(representation, "typeName");
      if (!type.isEmpty()) {
        media.putObject("schema").put("$ref", "#/components/schemas/" + type);
      }
      if (Json.has(representation, "sample")) {
        media.set("example", representation.get("sample"));
      }
    }
  }
}
