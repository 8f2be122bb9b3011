package dev.apimage.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What rows of {@link Kind} say in code because it is no data. */
final class Quirks {
  /** Names that the service gives to what it makes. */
  private static final Pattern GENERATED = Pattern.compile("[0-9a-fA-F]{24}");

  private Quirks() {}

  /** A secret named value without a Key Vault reference: GET leaves its value out. */
  static boolean holdsItsOwnSecret(ObjectNode body) {
    return body.path("secret").asBoolean() && !body.path("keyVault").isObject();
  }

  /** A certificate whose data the service keeps itself and never shows. */
  static boolean isInNoVault(ObjectNode body) {
    return !body.path("keyVault").isObject();
  }

  /** A connection that signs in by itself; where people consent, the provider has the client. */
  static boolean hasItsOwnClient(ObjectNode body) {
    return body.path("oauth2grantType").asText().equalsIgnoreCase("ClientCredentials");
  }

  /**
   * What is harmless of the settings of a grant (Microsoft Learn, "Configure common credential
   * providers"). Each identity provider has others, which may be anything.
   */
  static String[] grantSettings(String map) {
    return Stream.of(
            "clientId",
            "tenantId",
            "scopes",
            "loginUri",
            "resourceUri",
            "authorizationUrl",
            "refreshUrl",
            "tokenUrl")
        .map(name -> map + "." + name)
        .toArray(String[]::new);
  }

  /**
   * The service fills these in for Microsoft Entra ID (Microsoft Learn, "Configure common
   * credential providers").
   */
  static void leaveOutEntraDefaults(ObjectNode body) {
    if (body.path("identityProvider").asText().equals("aad")) {
      for (JsonNode grant : body.path("oauth2").path("grantTypes")) {
        leaveOut(grant, "loginUri", "https://login.windows.net");
        leaveOut(grant, "tenantId", "common");
      }
    }
  }

  private static void leaveOut(JsonNode settings, String key, String standard) {
    if (settings instanceof ObjectNode object && settings.path(key).asText().equals(standard)) {
      object.remove(key);
    }
  }

  /**
   * A logger or cache PUT with a literal credential makes a named value; its display name is all
   * that tells it from a person's.
   */
  static boolean madeForALogger(Address address, ObjectNode body) {
    return MadeByService.isNamedValue(body.path("displayName").asText());
  }

  /** The flag decides, not the name: old services have built-in groups with generated names. */
  static boolean isSystemGroup(Address address, ObjectNode body) {
    return body.path("builtIn").asBoolean() || body.path("type").asText().equals("system");
  }

  /** Delegation that was never set up has no key. */
  static boolean delegates(ObjectNode body) {
    return body.hasNonNull("validationKey")
        || !body.path("url").asText("").isEmpty()
        || body.path("subscriptions").path("enabled").asBoolean()
        || body.path("userRegistration").path("enabled").asBoolean();
  }

  /** The same of the portal of today, where each of its settings is off or says something. */
  static boolean portalDelegates(ObjectNode body) {
    JsonNode delegation = body.path("delegation");
    return isSaid(delegation) && !delegation.isObject()
        || delegation.properties().stream().anyMatch(setting -> isSaid(setting.getValue()));
  }

  private static boolean isSaid(JsonNode value) {
    boolean off = value.isBoolean() && !value.asBoolean();
    boolean nothing = value.isValueNode() && value.asText().isEmpty();
    return !value.isMissingNode() && !value.isNull() && !off && !nothing;
  }

  /** The account that every service has; it cannot be deleted. */
  static boolean isAdministrator(Address address, ObjectNode body) {
    return address.equals(BuiltIns.ADMINISTRATOR);
  }

  static boolean isMasterOrGenerated(Address address, ObjectNode body) {
    String scope = body.path("scope").asText();
    if (address.name().equals("master") && (scope.isEmpty() || scope.endsWith("/"))) {
      return true;
    }
    return GENERATED.matcher(address.name()).matches()
        && body.path("displayName").asText("").isEmpty()
        && body.path("ownerId").asText().endsWith("/users/1")
        && scope.contains("/products/");
  }

  static String globalSchemaFile(ObjectNode body) {
    if (body.path("value").isTextual()) {
      return "xsd";
    }
    return body.path("document").isObject() ? "json" : "";
  }

  /** Content types as the service stores them for each way of importing. */
  static String apiSchemaFile(ObjectNode body) {
    JsonNode document = body.path("document");
    if (!document.path("value").isTextual()) {
      return document.isObject() ? "json" : "";
    }
    String type = body.path("contentType").asText().toLowerCase(Locale.ROOT);
    if (type.contains("graphql")) {
      return "graphql";
    }
    return type.contains("xsd") || type.contains("xml") ? "xsd" : "txt";
  }

  static String specificationFile(ObjectNode body) {
    if (!body.path("definition").asText().equals("specification")) {
      return "";
    }
    return switch (body.path("format").asText()) {
      case "openapi" -> "yaml";
      case "openapi+json", "swagger-json" -> "json";
      case "wadl-xml" -> "wadl";
      case "wsdl" -> "wsdl";
      case "graphql" -> "graphql";
      default -> "";
    };
  }

  /** A named value with a Key Vault reference is a secret whatever was sent. */
  static void keyVaultMakesSecret(ObjectNode body) {
    if (body.path("keyVault").isObject()) {
      body.put("secret", true);
    }
  }

  /**
   * Every file says which of the two is the truth of the operations. The settings for one server
   * are an older form of the list's first item; the service shows both (REST reference, Apis - Get:
   * authenticationSettings).
   */
  static void settleApi(ObjectNode body) {
    if (!body.isEmpty() && !body.has("definition")) {
      body.put("definition", "operations");
    }
    if (body.path("authenticationSettings") instanceof ObjectNode settings) {
      listed(settings, "oAuth2", "oAuth2AuthenticationSettings");
      listed(settings, "openid", "openidAuthenticationSettings");
    }
  }

  private static void listed(ObjectNode settings, String single, String list) {
    JsonNode one = settings.path(single);
    if (one.isObject() && settings.path(list).isEmpty()) {
      settings.putArray(list).add(one);
    }
    if (one.equals(settings.path(list).path(0))) {
      settings.remove(single);
    }
  }

  static JsonNode defaultKeyNames() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("header", "Ocp-Apim-Subscription-Key")
        .put("query", "subscription-key");
  }

  static JsonNode definitionSchema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "string");
    schema.putArray("enum").add("operations").add("specification");
    schema.put(
        "description",
        "What is the truth of the API's operations: the files in operations/, or the document"
            + " specification.*");
    return schema;
  }

  /** Examples of parameters and bodies hold whatever JSON their author wrote. */
  static String[] operationExamples() {
    List<String> holders = new ArrayList<>();
    holders.add("templateParameters[*]");
    holders.add("request.queryParameters[*]");
    for (String message : List.of("request", "responses[*]")) {
      holders.add(message + ".headers[*]");
      holders.add(message + ".representations[*]");
      holders.add(message + ".representations[*].formParameters[*]");
    }
    return holders.stream().map(h -> h + ".examples.*.value").toArray(String[]::new);
  }
}
