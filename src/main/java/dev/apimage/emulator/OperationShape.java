package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The form in which the service gives operations back: lists that were left out are empty lists, a
 * request that says nothing is left out (recorded management-plane traffic).
 */
final class OperationShape {
  private OperationShape() {}

  static void complete(ObjectNode operation) {
    Json.defaultTo(operation, "templateParameters", Json.array());
    Json.defaultTo(operation, "responses", Json.array());
    values(operation.path("templateParameters"));
    for (JsonNode response : operation.path("responses")) {
      lists((ObjectNode) response, "representations", "headers");
    }
    if (operation.path("request") instanceof ObjectNode request) {
      lists(request, "queryParameters", "headers", "representations");
      if (empty(request)) {
        operation.remove("request");
      }
    }
  }

  private static void lists(ObjectNode message, String... names) {
    for (String name : names) {
      Json.defaultTo(message, name, Json.array());
    }
    values(message.path("queryParameters"));
    values(message.path("headers"));
    for (JsonNode representation : message.path("representations")) {
      values(representation.path("formParameters"));
    }
  }

  private static void values(JsonNode parameters) {
    for (JsonNode parameter : parameters) {
      Json.defaultTo((ObjectNode) parameter, "values", Json.array());
    }
  }

  private static boolean empty(ObjectNode request) {
    for (JsonNode part : request) {
      if (!part.isArray() || !part.isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
