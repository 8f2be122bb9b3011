package dev.apimage.emulator;

import java.util.List;

/** Self-hosted gateways. */
final class GatewayBehaviour extends Behaviour {
  GatewayBehaviour() {
    super("Gateway");
  }

  @Override
  void check(Change change) {
    if (change.place().name().equalsIgnoreCase("managed")) {
      throw Refusal.field("gatewayId", "'managed' is the name of the built-in gateway.");
    }
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
