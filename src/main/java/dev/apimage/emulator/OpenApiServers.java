package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/**
 * The one address that an import takes for an API's backend: "the first HTTPS URL it finds. If
 * there aren't any HTTPS URLs, the server URL will be empty" (Microsoft Learn, "API import
 * restrictions and known issues").
 */
final class OpenApiServers {
  private OpenApiServers() {}

  static String openApi(JsonNode root) {
    return firstHttps(root.path("servers"));
  }

  /** {@code x-servers}, else scheme, host and base path; https where the document offers it. */
  static String swagger(JsonNode root) {
    String extended = firstHttps(root.path("x-servers"));
    String host = root.path("host").asText("");
    if (!extended.isEmpty() || host.isEmpty()) {
      return extended;
    }
    String scheme = root.path("schemes").path(0).asText("https");
    for (JsonNode offered : root.path("schemes")) {
      scheme = offered.asText().equals("https") ? "https" : scheme;
    }
    String base = root.path("basePath").asText("");
    return scheme + "://" + host + (base.equals("/") ? "" : base);
  }

  private static String firstHttps(JsonNode servers) {
    for (JsonNode server : servers) {
      String url = server.path("url").asText("");
      for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
        url =
            url.replace(
                "{" + variable.getKey() + "}", variable.getValue().path("default").asText(""));
      }
      if (url.toLowerCase(Locale.ROOT).startsWith("https://")) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
      }
    }
    return "";
  }
}
