package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a new service holds: what no service lacks, and in the classic tiers the sample API and
 * products (public recordings of the management plane).
 */
final class Fresh {
  private static final ObjectNode CONTENT = load();

  /** What every e-mail template can speak of. */
  private static final Map<String, String> PARAMETERS =
      new TreeMap<>(
          Map.of(
              "DevFirstName", "Developer first name",
              "DevLastName", "Developer last name",
              "DevPortalUrl", "Developer portal URL",
              "OrganizationName", "Organization name"));

  private Fresh() {}

  private static ObjectNode load() {
    try (InputStream resource = Fresh.class.getResourceAsStream("fresh.json")) {
      return Json.read(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void fill(Service service, boolean empty) {
    essentials(service.store());
    boolean classic =
        !service.sku().equalsIgnoreCase("Consumption")
            && !Store.lower(service.sku()).endsWith("v2");
    if (!empty && classic) {
      samples(service.store());
    }
  }

  private static void essentials(Store store) {
    for (JsonNode group : CONTENT.path("groups")) {
      store.put("groups/" + Json.text(group, "name"), properties(group));
    }
    ObjectNode user = properties(CONTENT.path("users").get(0));
    user.put("email", "admin@example.com").put("registrationDate", Keys.EPOCH);
    user.putArray("identities").addObject().put("provider", "Azure").put("id", "admin@example.com");
    store.put("users/1", user);
    store.put("groups/administrators/users/1", Json.object());
    store.put("groups/developers/users/1", Json.object());
    store.put("subscriptions/master", master());
    ObjectNode policy = Json.object();
    policy.put("value", Json.text(CONTENT.path("policies/policy"), "value"));
    store.put("policies/policy", policy);
    settings(store);
  }

  private static ObjectNode master() {
    return Json.object()
        .put("scope", "/")
        .put("displayName", "Built-in all-access subscription")
        .put("state", "active")
        .put("createdDate", Keys.EPOCH)
        .put("allowTracing", true)
        .put("primaryKey", Keys.hex32())
        .put("secondaryKey", Keys.hex32());
  }

  private static void settings(Store store) {
    for (JsonNode notification : CONTENT.path("notifications")) {
      ObjectNode properties = notification.deepCopy();
      store.put("notifications/" + properties.remove("name").asText(), properties);
    }
    for (JsonNode name : CONTENT.path("templates")) {
      store.put("templates/" + name.asText(), template(name.asText()));
    }
    for (JsonNode name : CONTENT.path("tenant")) {
      store.put(
          "tenant/" + name.asText(),
          Json.object()
              .put("enabled", false)
              .put("principalId", name.asText().equals("access") ? "integration" : "git")
              .put("primaryKey", Keys.hex32())
              .put("secondaryKey", Keys.hex32()));
    }
    ObjectNode delegation = Json.object();
    delegation.putObject("subscriptions").put("enabled", false);
    delegation.putObject("userRegistration").put("enabled", false);
    store.put("portalsettings/delegation", delegation);
    store.put("portalsettings/signin", Json.object().put("enabled", false));
    ObjectNode signup = Json.object().put("enabled", true);
    signup
        .putObject("termsOfService")
        .put("enabled", false)
        .put("consentRequired", false)
        .putNull("text");
    store.put("portalsettings/signup", signup);
    store.put("portalconfigs/default", portal());
    store.put("settings/public", CONTENT.path("settings/public").deepCopy());
  }

  private static ObjectNode portal() {
    ObjectNode portal = Json.object().put("enableBasicAuth", true);
    portal.putObject("signin").put("require", false);
    portal.putObject("signup").putObject("termsOfService").put("requireConsent", false);
    portal.putObject("delegation").put("delegateRegistration", false).putNull("validationKey");
    portal.putObject("cors").putArray("allowedOrigins");
    portal.putObject("csp").put("mode", "disabled");
    return portal;
  }

  /** An e-mail template as the service brings it. */
  static ObjectNode template(String name) {
    ObjectNode template = Json.object();
    template.put("subject", name).put("title", name).put("description", name);
    template.put("body", "<!DOCTYPE html >\r\n<html>\r\n  <body />\r\n</html>");
    ArrayNode parameters = template.put("isDefault", true).putArray("parameters");
    PARAMETERS.forEach(
        (parameter, title) -> parameters.addObject().put("name", parameter).put("title", title));
    return template;
  }

  private static void samples(Store store) {
    for (JsonNode api : CONTENT.path("apis")) {
      ObjectNode properties = properties(api);
      properties.put("type", "http");
      store.put("apis/" + Json.text(api, "name"), properties);
    }
    for (JsonNode operation : CONTENT.path("apis/echo-api/operations")) {
      ObjectNode properties = properties(operation);
      properties.remove("policies");
      for (JsonNode body : properties.path("request").path("representations")) {
        asExample((ObjectNode) body);
      }
      store.put("apis/echo-api/operations/" + Json.text(operation, "name"), properties);
    }
    for (JsonNode product : CONTENT.path("products")) {
      String path = "products/" + Json.text(product, "name");
      store.put(path, properties(product));
      store.put(path + "/apiLinks/" + Keys.hex24(), Json.object().put("apiId", "/apis/echo-api"));
      for (JsonNode group : CONTENT.path("groups")) {
        String target = "/groups/" + Json.text(group, "name");
        store.put(path + "/groupLinks/" + Keys.hex24(), Json.object().put("groupId", target));
      }
      SubscriptionBehaviour.generate(store, path);
    }
  }

  /** The recordings are older than the examples that took the place of the one sample. */
  private static void asExample(ObjectNode representation) {
    JsonNode sample = representation.remove("sample");
    if (sample != null) {
      representation.putObject("examples").putObject("default").set("value", sample);
    }
  }

  /** A copy of the properties without those that are null. */
  private static ObjectNode properties(JsonNode entity) {
    ObjectNode properties = Json.object();
    for (var property : entity.path("properties").properties()) {
      if (!property.getValue().isNull()) {
        properties.set(property.getKey(), property.getValue().deepCopy());
      }
    }
    return properties;
  }
}
