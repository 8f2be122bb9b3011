package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Certificates. The data never comes back; what does is made up from its digest, because the
 * emulator opens no container.
 */
final class CertificateBehaviour extends Behaviour {
  private static final List<String> NEVER_SHOWN = List.of("data", "password");

  CertificateBehaviour() {
    super("Certificate");
  }

  @Override
  void check(Change change) {
    ObjectNode certificate = change.properties();
    boolean inVault = change.has("keyVault");
    if (!inVault && !change.has("data")) {
      throw Refusal.field("data", "'data' must not be empty.");
    }
    String material = change.text("data");
    if (inVault) {
      ObjectNode vault = (ObjectNode) certificate.get("keyVault");
      material = Json.text(vault, "secretIdentifier");
      if (!material.matches("https://[^/]+/secrets/[^/]+(/[^/]*)?")) {
        throw Refusal.field("keyVault", "'secretIdentifier' is not the address of a secret.");
      }
      vault.putObject("lastStatus").put("code", "Success").put("timeStampUtc", Keys.EPOCH);
      certificate.remove(NEVER_SHOWN);
    } else {
      decode(material);
    }
    certificate.put("subject", "CN=" + change.place().name());
    certificate.put("thumbprint", thumbprint(material));
    certificate.put("expirationDate", "2036-01-01T00:00:00Z");
  }

  private static void decode(String data) {
    try {
      Base64.getMimeDecoder().decode(data);
    } catch (IllegalArgumentException e) {
      throw Refusal.field("data", "Certificate data is not a valid base64 string.");
    }
  }

  private static String thumbprint(String material) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(material.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    properties.remove(NEVER_SHOWN);
  }

  /** True if a certificate of the place's scope has this thumbprint. */
  static boolean isThere(Place place, String thumbprint) {
    return place.store().list(place.scope() + "certificates").stream()
        .anyMatch(c -> Json.text(c.properties(), "thumbprint").equalsIgnoreCase(thumbprint));
  }

  @Override
  void deleting(Place place, Entity entity, Call call) {
    String thumbprint = Json.text(entity.properties(), "thumbprint");
    List<String> users =
        new ArrayList<>(Usage.policies(place, PolicyReference.Type.CERTIFICATE, entity.name()));
    users.addAll(Usage.policies(place, PolicyReference.Type.THUMBPRINT, thumbprint));
    users.addAll(Usage.texts(place, "\"/" + entity.path() + "\"", "backends"));
    users.addAll(Usage.texts(place, "\"" + thumbprint + "\"", "backends"));
    users.addAll(
        Usage.holding(place, "hostnameconfigurations", "certificateId", "/" + entity.path()));
    Usage.refuse(users, "The Certificate '" + entity.name() + "'");
  }
}
