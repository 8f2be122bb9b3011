package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Credential manager: client secrets go in and never come back; consent is always missing. */
final class AuthorizationProviderBehaviour extends Behaviour {
  private static final Set<String> SECRETS = Set.of("clientSecret", "clientsecret");

  AuthorizationProviderBehaviour() {
    super("AuthorizationProvider");
  }

  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    JsonNode oauth2 = properties.path("oauth2");
    for (JsonNode grant : oauth2.path("grantTypes")) {
      if (grant instanceof ObjectNode map) {
        map.remove(SECRETS);
        if (Json.text(properties, "identityProvider").equalsIgnoreCase("aad")) {
          Json.defaultTo(map, "loginUri", "https://login.windows.net");
          Json.defaultTo(map, "tenantId", "common");
        }
      }
    }
    if (oauth2 instanceof ObjectNode settings) {
      Json.defaultTo(
          settings,
          "redirectUrl",
          "https://authorization-manager.consent.azure-apim.net/redirect/apim/"
              + place.service().name());
    }
  }

  /** One authorization of a provider. */
  static final class Authorization extends Behaviour {
    Authorization() {
      super("Authorization");
    }

    @Override
    void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
      if (properties.path("parameters") instanceof ObjectNode parameters) {
        parameters.remove(SECRETS);
      }
      properties.put("status", "Error");
      properties
          .putObject("error")
          .put("code", "Unauthenticated")
          .put("message", "This connection is not authenticated.");
    }
  }
}
