package dev.apimage.emulator;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.BiPredicate;

/** Refuses references to secrets that a vault does not hold, as the service says it. */
final class VaultReferences implements Handler {
  private final BiPredicate<String, String> held;
  private final Handler next;

  /**
   * Before the router.
   *
   * @param held true if a vault, named first, holds a secret
   */
  VaultReferences(BiPredicate<String, String> held, Handler next) {
    this.held = held;
    this.next = next;
  }

  @Override
  public Answer answer(Call call) {
    if (!call.method().matches("PUT|PATCH")) {
      return next.answer(call);
    }
    String address;
    try {
      address = call.json().path("properties").path("keyVault").path("secretIdentifier").asText("");
    } catch (Refusal unreadable) {
      return Answer.of(unreadable);
    }
    if (address.isEmpty() || isHeld(address)) {
      return next.answer(call);
    }
    return Answer.of(
        Refusal.field(
            "keyVault",
            "Failed to access KeyVault Secret "
                + address
                + " using Managed Service Identity of Api Management service."));
  }

  private boolean isHeld(String address) {
    try {
      URI uri = new URI(address);
      String[] path = uri.getPath().split("/", -1);
      String vault = uri.getHost() == null ? "" : uri.getHost().replaceFirst("\\..*", "");
      return path.length > 2 && held.test(vault, path[2]);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
