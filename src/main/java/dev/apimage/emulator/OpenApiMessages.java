package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One operation's request and responses.
 *
 * <p>After an inline import representations carry no {@code schemaId}.
 */
final class OpenApiMessages {
  private static final Pattern CODE = Pattern.compile("[1-5](?:[0-9]{2}|XX|xx)");
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS");
  private static final String DEFAULT_RESPONSE = "default";

  private final OpenApiDocument document;
  private final boolean swagger;
  private final String schemaId;
  private final JsonNode item;
  private final JsonNode operation;

  /**
   * Reads the messages of one operation.
   *
   * @param schemaId the schema that representations name; empty where they name none
   */
  OpenApiMessages(
      OpenApiDocument document,
      boolean swagger,
      String schemaId,
      JsonNode item,
      JsonNode operation) {
    this.schemaId = schemaId;
    this.document = document;
    this.swagger = swagger;
    this.item = item;
    this.operation = operation;
  }

  /** The request; empty if the document says nothing of it. */
  ObjectNode request(OpenApiParameters parameters, String method) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ArrayNode representations = JsonNodeFactory.instance.arrayNode();
    String description = "";
    if (!WITHOUT_BODY.contains(method)) {
      JsonNode body = body();
      description = body.path("description").asText("");
      if (swagger && !body.isMissingNode()) {
        for (String type : mediaTypes("consumes")) {
          bind(representations.addObject().put("contentType", type), body.path("schema"));
        }
      } else {
        content(body, representations);
      }
    }
    if (parameters.query().isEmpty()
        && parameters.headers().isEmpty()
        && representations.isEmpty()) {
      return request;
    }
    if (!description.isEmpty()) {
      request.put("description", description);
    }
    request.set("queryParameters", parameters.query());
    request.set("headers", parameters.headers());
    request.set("representations", representations);
    return request;
  }

  private JsonNode body() {
    if (!swagger) {
      return document.resolved(operation.path("requestBody"));
    }
    for (JsonNode holder : List.of(operation, item)) {
      for (JsonNode parameter : holder.path("parameters")) {
        JsonNode resolved = document.resolved(parameter);
        if (resolved.path("in").asText().equals("body")) {
          return resolved;
        }
      }
    }
    return MissingNode.getInstance();
  }

  /**
   * The responses. {@code statusCode} is a number, so that {@code 2XX} is kept as 200, and {@code
   * default} as 200 only where the document names no code at all.
   */
  ArrayNode responses() {
    ArrayNode responses = JsonNodeFactory.instance.arrayNode();
    JsonNode declared = operation.path("responses");
    for (Map.Entry<String, JsonNode> entry : declared.properties()) {
      if (CODE.matcher(entry.getKey()).matches()) {
        int code = Integer.parseInt(entry.getKey().replace('X', '0').replace('x', '0'));
        responses.add(response(code, document.resolved(entry.getValue())));
      }
    }
    if (responses.isEmpty() && declared.has(DEFAULT_RESPONSE)) {
      responses.add(response(200, document.resolved(declared.path(DEFAULT_RESPONSE))));
    }
    return responses;
  }

  private ObjectNode response(int code, JsonNode declared) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.put("statusCode", code);
    if (!declared.path("description").asText("").isEmpty()) {
      response.set("description", declared.path("description"));
    }
    ArrayNode representations = response.putArray("representations");
    if (swagger) {
      swaggerContent(declared, representations);
    } else {
      content(declared, representations);
    }
    ArrayNode headers = response.putArray("headers");
    for (Map.Entry<String, JsonNode> header : declared.path("headers").properties()) {
      JsonNode resolved = document.resolved(header.getValue());
      headers.add(OpenApiParameters.contract(document, resolved, header.getKey()));
    }
    return response;
  }

  private void content(JsonNode holder, ArrayNode representations) {
    for (Map.Entry<String, JsonNode> media : holder.path("content").properties()) {
      ObjectNode representation = representations.addObject();
      representation.put("contentType", media.getKey());
      bind(representation, media.getValue().path("schema"));
      ObjectNode examples = examples(document, media.getValue());
      if (!examples.isEmpty()) {
        representation.set("examples", examples);
      }
    }
  }

  private void bind(ObjectNode representation, JsonNode schema) {
    String reference = schema.path("$ref").asText("");
    boolean type =
        reference.startsWith("#/components/schemas/") || reference.startsWith("#/definitions/");
    if (type && !schemaId.isEmpty()) {
      String name = reference.substring(reference.lastIndexOf('/') + 1);
      representation
          .put("schemaId", schemaId)
          .put("typeName", name.replace("~1", "/").replace("~0", "~"));
    }
  }

  private void swaggerContent(JsonNode declared, ArrayNode representations) {
    JsonNode examples = declared.path("examples");
    List<String> types = new ArrayList<>();
    if (declared.has("schema")) {
      types.addAll(mediaTypes("produces"));
    }
    examples.fieldNames().forEachRemaining(t -> types.add(t));
    for (String type : types.stream().distinct().toList()) {
      ObjectNode representation = representations.addObject().put("contentType", type);
      bind(representation, declared.path("schema"));
      if (examples.has(type)) {
        representation
            .putObject("examples")
            .putObject(DEFAULT_RESPONSE)
            .set("value", examples.path(type));
      }
    }
  }

  private List<String> mediaTypes(String keyword) {
    JsonNode found = operation.has(keyword) ? operation : document.root();
    List<String> types = new ArrayList<>();
    found.path(keyword).forEach(type -> types.add(type.asText()));
    return types.isEmpty() ? List.of("application/json") : types;
  }

  /** {@code examples}, or {@code example} under the name "default". */
  static ObjectNode examples(OpenApiDocument document, JsonNode holder) {
    ObjectNode examples = JsonNodeFactory.instance.objectNode();
    if (holder.has("example")) {
      examples.putObject(DEFAULT_RESPONSE).set("value", holder.path("example"));
    }
    for (Map.Entry<String, JsonNode> entry : holder.path("examples").properties()) {
      JsonNode resolved = document.resolved(entry.getValue());
      ObjectNode example = JsonNodeFactory.instance.objectNode();
      for (String key : List.of("summary", "description", "value", "externalValue")) {
        if (resolved.has(key)) {
          example.set(key, resolved.path(key));
        }
      }
      examples.set(entry.getKey(), example);
    }
    return examples;
  }
}
