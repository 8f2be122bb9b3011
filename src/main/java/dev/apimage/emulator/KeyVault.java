package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One Key Vault for all vault names, at {@code /keyvault/{vault}/secrets/{name}}: PUT sets a
 * secret, GET reads it (Key Vault REST reference, Set Secret and Get Secret).
 */
final class KeyVault implements Handler {
  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final Handler next;
  private final boolean strict;

  KeyVault(boolean strict, Handler next) {
    this.strict = strict;
    this.next = next;
  }

  @Override
  public Answer answer(Call call) {
    List<String> segments = call.segments();
    if (segments.size() >= 4
        && segments.get(0).equals("keyvault")
        && segments.get(2).equals("secrets")) {
      return secret(call, segments.get(1), segments.get(3));
    }
    if (strict && call.method().matches("PUT|PATCH")) {
      Optional<Answer> refused = check(call);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    return next.answer(call);
  }

  private Answer secret(Call call, String vault, String name) {
    String key = Store.lower(vault + "/" + name);
    if (call.method().equals("PUT")) {
      secrets.put(key, Json.text(call.json(), "value"));
    }
    String value = secrets.get(key);
    if (value == null) {
      return Answer.of(
          new Refusal(
              404,
              "SecretNotFound",
              "A secret with (name/id) " + name + " was not found in this key vault."));
    }
    ObjectNode body = Json.object().put("value", value);
    body.put("id", "https://" + vault + ".vault.azure.net/secrets/" + name);
    body.putObject("attributes").put("enabled", true);
    return Answer.json(200, body);
  }

  /** A reference to a secret that is not there fails as the service says it. */
  private Optional<Answer> check(Call call) {
    String address;
    try {
      address = call.json().path("properties").path("keyVault").path("secretIdentifier").asText("");
    } catch (Refusal unreadable) {
      return Optional.of(Answer.of(unreadable));
    }
    if (address.isEmpty() || known(address)) {
      return Optional.empty();
    }
    return Optional.of(
        Answer.of(
            Refusal.field(
                "keyVault",
                "Failed to access KeyVault Secret "
                    + address
                    + " using Managed Service Identity of Api Management service.")));
  }

  private boolean known(String address) {
    try {
      URI uri = new URI(address);
      String[] path = uri.getPath().split("/", -1);
      String vault = uri.getHost() == null ? "" : uri.getHost().replaceFirst("\\..*", "");
      return path.length > 2 && secrets.containsKey(Store.lower(vault + "/" + path[2]));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
