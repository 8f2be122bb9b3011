package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/**
 * The secrets of Key Vaults of any name, at {@code /keyvault/{vault}} (Key Vault REST reference,
 * Secrets): set, get, update, list, versions, delete, and what becomes of the deleted. Vaults need
 * not be made. An expired secret is answered, as Azure does ("About Azure Key Vault secrets",
 * date-time controlled operations); a disabled one is not.
 */
final class KeyVault {
  private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z-]{1,127}");
  private static final Pattern VERSIONS =
      Pattern.compile("7\\.[0-6](-preview\\.\\d)?|2016-10-01|2025-0[67]-\\d\\d(-preview)?");
  private static final int LARGEST_VALUE = 25_600;
  private static final int MOST_TAGS = 15;
  private static final int PAGE = 25;

  private final Map<String, VaultSecret> secrets = new ConcurrentSkipListMap<>();
  private final String readonlyToken;

  /**
   * Vaults with what was kept of them.
   *
   * @param readonlyToken a token of a role on the service, which says nothing about vaults; empty
   *     for none
   * @param kept what {@link #saved} told
   */
  KeyVault(String readonlyToken, List<ObjectNode> kept) {
    this.readonlyToken = readonlyToken;
    for (ObjectNode saved : kept) {
      VaultSecret secret = VaultSecret.restored(saved);
      secrets.put(key(secret.vault(), secret.name()), secret);
    }
  }

  /** Every secret with all of its versions, values included. */
  synchronized List<ObjectNode> saved() {
    return secrets.values().stream().map(VaultSecret::saved).toList();
  }

  /** Answers what is a vault's; the rest goes on. They have limits and sign-ins of their own. */
  Handler before(Handler next) {
    return call ->
        call.segments().size() > 2 && call.segments().get(0).equals("keyvault")
            ? answer(call)
            : next.answer(call);
  }

  /** True if a vault has a secret that can be read. */
  boolean holds(String vault, String name) {
    VaultSecret secret = secrets.get(key(vault, name));
    return secret != null && !secret.isDeleted() && secret.isEnabled("");
  }

  private static String key(String vault, String name) {
    return Store.lower(vault + "/" + name);
  }

  private Answer answer(Call call) {
    if (call.bearer().isEmpty()) {
      return VaultRefusal.unauthorized("https://vault.azure.net");
    }
    if (!readonlyToken.isEmpty() && call.bearer().get().equals(readonlyToken)) {
      return VaultRefusal.forbidden("Microsoft.KeyVault/vaults/secrets/getSecret/action");
    }
    if (!VERSIONS.matcher(call.apiVersion()).matches()) {
      return VaultRefusal.bad(
          call.apiVersion().isEmpty()
              ? "api-version must be specified"
              : "The specified version ("
                  + call.apiVersion()
                  + ") is not recognized. Consider using the latest supported version (7.4).");
    }
    synchronized (this) {
      return route(call, call.segments());
    }
  }

  private Answer route(Call call, List<String> segments) {
    String vault = segments.get(1);
    String collection = segments.get(2).toLowerCase(Locale.ROOT);
    String name = segments.size() > 3 ? segments.get(3) : "";
    String last = segments.size() > 4 ? segments.get(4) : "";
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      return VaultRefusal.bad("The request URI contains an invalid name: " + name);
    }
    return switch (collection) {
      case "secrets" -> name.isEmpty() ? list(call, vault) : secret(call, vault, name, last);
      case "deletedsecrets" ->
          name.isEmpty() ? listDeleted(call, vault) : deleted(call, vault, name, last);
      default -> VaultRefusal.bad("The request URI contains an invalid type: " + collection);
    };
  }

  private Answer secret(Call call, String vault, String name, String version) {
    VaultSecret secret = secrets.get(key(vault, name));
    if (call.method().equals("PUT") && version.isEmpty()) {
      return set(call, vault, name);
    }
    if (secret == null || secret.isDeleted()) {
      return VaultRefusal.missing(name);
    }
    if (call.method().equals("GET") && version.equals("versions")) {
      return page(call, secret.items());
    }
    if (!secret.has(version)) {
      return VaultRefusal.missing(name + "/" + version);
    }
    switch (call.method()) {
      case "GET" -> {
        return secret.isEnabled(version)
            ? Answer.json(200, secret.bundle(version))
            : VaultRefusal.disabled("get");
      }
      case "PATCH" -> {
        secret.update(version, call.json());
        ObjectNode bundle = secret.bundle(version);
        bundle.remove("value");
        return Answer.json(200, bundle);
      }
      case "DELETE" -> {
        secret.delete();
        return Answer.json(200, secret.deletedItem(true));
      }
      default -> {
        return VaultRefusal.notAllowed(call.method());
      }
    }
  }

  private Answer set(Call call, String vault, String name) {
    JsonNode sent = call.json();
    if (!sent.path("value").isTextual()) {
      return VaultRefusal.bad("The secret value is required.");
    }
    if (sent.path("value").asText().length() > LARGEST_VALUE) {
      return VaultRefusal.bad("The secret value is too large.");
    }
    if (sent.path("tags").size() > MOST_TAGS) {
      return VaultRefusal.bad("Too many tags.");
    }
    VaultSecret secret =
        secrets.computeIfAbsent(key(vault, name), k -> new VaultSecret(vault, name));
    if (secret.isDeleted()) {
      return VaultRefusal.deleted(name);
    }
    secret.add((ObjectNode) sent);
    return Answer.json(200, secret.bundle(""));
  }

  private Answer deleted(Call call, String vault, String name, String action) {
    VaultSecret secret = secrets.get(key(vault, name));
    if (secret == null || !secret.isDeleted()) {
      return VaultRefusal.notDeleted(name);
    }
    if (call.method().equals("POST") && action.equals("recover")) {
      secret.recover();
      ObjectNode bundle = secret.bundle("");
      bundle.remove("value");
      return Answer.json(200, bundle);
    }
    if (call.method().equals("DELETE")) {
      secrets.remove(key(vault, name));
      return Answer.empty(204);
    }
    return call.method().equals("GET")
        ? Answer.json(200, secret.deletedItem(true))
        : VaultRefusal.notAllowed(call.method());
  }

  private List<VaultSecret> in(String vault, boolean deleted) {
    return secrets.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(key(vault, "")))
        .map(Map.Entry::getValue)
        .filter(secret -> secret.isDeleted() == deleted)
        .toList();
  }

  private Answer list(Call call, String vault) {
    return page(call, in(vault, false).stream().map(VaultSecret::item).toList());
  }

  private Answer listDeleted(Call call, String vault) {
    return page(call, in(vault, true).stream().map(s -> s.deletedItem(false)).toList());
  }

  private static Answer page(Call call, List<ObjectNode> items) {
    if (!call.method().equals("GET")) {
      return VaultRefusal.notAllowed(call.method());
    }
    int size = number(call, "maxresults", PAGE);
    int skip = number(call, "$skiptoken", 0);
    if (size < 1 || size > PAGE || skip < 0) {
      return VaultRefusal.bad("maxresults must be between 1 and " + PAGE + ".");
    }
    ObjectNode body = Json.object();
    ArrayNode value = body.putArray("value");
    items.stream().skip(skip).limit(size).forEach(value::add);
    if ((long) skip + size < items.size()) {
      body.put(
          "nextLink",
          call.base()
              + call.rawPath()
              + "?api-version="
              + call.apiVersion()
              + "&maxresults="
              + size
              + "&$skiptoken="
              + (skip + size));
    } else {
      body.putNull("nextLink");
    }
    return Answer.json(200, body);
  }

  private static int number(Call call, String parameter, int otherwise) {
    try {
      return call.parameter(parameter).map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
