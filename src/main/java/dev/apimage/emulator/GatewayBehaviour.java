package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Self-hosted gateways. */
final class GatewayBehaviour extends Behaviour {
  /** What an action calls a key, and the hidden property that holds it. */
  static final Map<String, String> KEYS =
      Map.of("primary", "primaryKey", "secondary", "secondaryKey");

  GatewayBehaviour() {
    super("Gateway");
  }

  @Override
  void check(Change change) {
    if (change.place().name().equalsIgnoreCase("managed")) {
      throw Refusal.field("gatewayId", "'managed' is the name of the built-in gateway.");
    }
    for (String key : KEYS.values()) {
      change.keepHidden(key);
      Json.defaultTo(change.properties(), key, Keys.hex32());
    }
  }

  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    properties.remove(KEYS.values());
  }

  /** Host names of a gateway, with a certificate of the service. */
  static final class HostnameConfiguration extends Behaviour {
    HostnameConfiguration() {
      super("GatewayHostnameConfiguration");
    }

    @Override
    List<Reference> references() {
      return List.of(
          new Reference("certificateId", "certificates", "Certificate with id '%s' not found."));
    }
  }

  /** Trusted authorities of a gateway, named after a certificate. */
  static final class CertificateAuthority extends Behaviour {
    CertificateAuthority() {
      super("GatewayCertificateAuthority");
    }

    @Override
    void check(Change change) {
      if (!change.store().has("certificates/" + change.place().name())) {
        throw Refusal.missing("Certificate");
      }
    }
  }
}
