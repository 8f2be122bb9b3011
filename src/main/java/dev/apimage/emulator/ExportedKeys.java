package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How an exported document says that callers need a subscription key. */
final class ExportedKeys {
  private ExportedKeys() {}

  /** Writes the two places of a key, of which one is enough. */
  static void write(ExportedApi api, ObjectNode document, ObjectNode holder, String member) {
    if (!api.properties().path("subscriptionRequired").asBoolean()) {
      return;
    }
    JsonNode names = api.properties().path("subscriptionKeyParameterNames");
    ObjectNode schemes = holder.putObject(member);
    schemes
        .putObject("apiKeyHeader")
        .put("type", "apiKey")
        .put("name", name(names, "header", "Ocp-Apim-Subscription-Key"))
        .put("in", "header");
    schemes
        .putObject("apiKeyQuery")
        .put("type", "apiKey")
        .put("name", name(names, "query", "subscription-key"))
        .put("in", "query");
    document.putArray("security").addObject().putArray("apiKeyHeader");
    document.withArrayProperty("security").addObject().putArray("apiKeyQuery");
  }

  private static String name(JsonNode names, String place, String otherwise) {
    return Json.has(names, place) ? Json.text(names, place) : otherwise;
  }
}
