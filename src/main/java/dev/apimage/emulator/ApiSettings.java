package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** How an API authenticates its callers, in the forms in which the service gives it back. */
final class ApiSettings {
  private ApiSettings() {}

  /** The single form and the first entry of the list form show the same thing. */
  static void mirror(ObjectNode api) {
    if (api.path("authenticationSettings") instanceof ObjectNode settings) {
      mirror(settings, "oAuth2", "oAuth2AuthenticationSettings");
      mirror(settings, "openid", "openidAuthenticationSettings");
    }
  }

  private static void mirror(ObjectNode settings, String single, String list) {
    if (Json.has(settings, single) && settings.path(list).isEmpty()) {
      settings.putArray(list).add(settings.get(single).deepCopy());
    } else if (!Json.has(settings, single) && settings.path(list).size() > 0) {
      settings.set(single, settings.path(list).get(0).deepCopy());
    }
  }

  /**
   * The web service is at an absolute address without placeholders (reported in
   * Azure-Samples/openai-python-enterprise-logging issue 1 for {@code https://{endpoint}/openai}).
   */
  static void checkServiceUrl(Change change) {
    String url = change.text("serviceUrl");
    if (!url.isEmpty() && !url.matches("(?i)[a-z][a-z0-9+.-]*://[^/?#{}\\s]+.*")) {
      throw Refusal.field("serviceUrl", "Invalid value of the Web service URL");
    }
  }

  static void checkServers(Change change) {
    JsonNode settings = change.properties().path("authenticationSettings");
    check(change, settings.path("oAuth2"), "authorizationServerId", "authorizationServers");
    check(change, settings.path("openid"), "openidProviderId", "openidConnectProviders");
    for (JsonNode one : settings.path("oAuth2AuthenticationSettings")) {
      check(change, one, "authorizationServerId", "authorizationServers");
    }
    for (JsonNode one : settings.path("openidAuthenticationSettings")) {
      check(change, one, "openidProviderId", "openidConnectProviders");
    }
  }

  private static void check(Change change, JsonNode setting, String property, String collection) {
    String id = Json.text(setting, property);
    if (!id.isEmpty() && !change.store().has(collection + "/" + id)) {
      throw Refusal.field(
          "authenticationSettings", "'" + id + "' not found in " + collection + ".");
    }
  }

  static void show(ObjectNode properties) {
    if (!properties.has("authenticationSettings")) {
      properties.putNull("authenticationSettings");
    }
    if (!properties.hasNonNull("subscriptionKeyParameterNames")) {
      properties
          .putObject("subscriptionKeyParameterNames")
          .put("header", "Ocp-Apim-Subscription-Key")
          .put("query", "subscription-key");
    }
  }

  /** The servers and providers that an API names, as paths. */
  static List<String> servers(ObjectNode api) {
    List<String> servers = new ArrayList<>();
    JsonNode settings = api.path("authenticationSettings");
    for (JsonNode one : settings.path("oAuth2AuthenticationSettings")) {
      servers.add("authorizationServers/" + Json.text(one, "authorizationServerId"));
    }
    for (JsonNode one : settings.path("openidAuthenticationSettings")) {
      servers.add("openidConnectProviders/" + Json.text(one, "openidProviderId"));
    }
    return servers;
  }
}
