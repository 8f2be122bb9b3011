package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** POSTs that give or renew secrets. A key-free tool never sends one. */
final class SecretActions {
  private SecretActions() {}

  static Map<String, Special> operations() {
    Map<String, Special> operations = new HashMap<>();
    List<String> keys = List.of("primaryKey", "secondaryKey");
    operations.put("Subscription_ListSecrets", tell(keys));
    operations.put("Subscription_RegeneratePrimaryKey", renew("primaryKey"));
    operations.put("Subscription_RegenerateSecondaryKey", renew("secondaryKey"));
    operations.put("NamedValue_ListValue", SecretActions::value);
    operations.put(
        "AuthorizationServer_ListSecrets",
        tell(List.of("clientSecret", "resourceOwnerUsername", "resourceOwnerPassword")));
    operations.put("IdentityProvider_ListSecrets", tell(List.of("clientSecret")));
    operations.put("OpenIdConnectProvider_ListSecrets", tell(List.of("clientSecret")));
    operations.put("DelegationSettings_ListSecrets", tell(List.of("validationKey")));
    operations.put("TenantAccess_ListSecrets", SecretActions::tenantAccess);
    operations.put("TenantAccess_RegeneratePrimaryKey", renew("primaryKey"));
    operations.put("TenantAccess_RegenerateSecondaryKey", renew("secondaryKey"));
    operations.put("TenantAccessGit_RegeneratePrimaryKey", renew("primaryKey"));
    operations.put("TenantAccessGit_RegenerateSecondaryKey", renew("secondaryKey"));
    operations.put("Gateway_ListKeys", SecretActions::gatewayKeys);
    operations.put("Gateway_RegenerateKey", SecretActions::renewGatewayKey);
    return operations;
  }

  /** The entity that an action's path is about. */
  static Entity subject(Place place) {
    String path = place.path();
    for (String at = Store.parent(path); !at.isEmpty(); at = Store.parent(at)) {
      Entity entity = place.store().get(at).orElse(null);
      if (entity != null) {
        return entity;
      }
    }
    String collection = place.type().split("/", -1)[0];
    throw Refusal.missing(Behaviours.of(collection).internalName());
  }

  private static Special tell(List<String> names) {
    return (place, call, template, verb) -> {
      ObjectNode stored = subject(place).properties();
      ObjectNode body = Json.object();
      for (String name : names) {
        if (stored.has(name)) {
          body.set(name, stored.get(name));
        }
      }
      return Answer.json(200, body);
    };
  }

  private static Special renew(String name) {
    return (place, call, template, verb) -> {
      Entity entity = subject(place);
      place.store().put(entity.path(), entity.properties().put(name, Keys.hex32()));
      return Answer.empty(204);
    };
  }

  private static Answer value(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    ObjectNode stored = subject(place).properties();
    if (!stored.has("value")) {
      throw Refusal.leftOut("values that lie in a Key Vault");
    }
    ObjectNode body = Json.object();
    body.set("value", stored.get("value"));
    return Answer.json(200, body);
  }

  private static Answer gatewayKeys(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    ObjectNode stored = subject(place).properties();
    ObjectNode body = Json.object();
    GatewayBehaviour.KEYS.forEach((name, kept) -> body.set(name, stored.get(kept)));
    return Answer.json(200, body);
  }

  private static Answer renewGatewayKey(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    String type = Json.text(call.json(), "keyType");
    String kept = GatewayBehaviour.KEYS.get(type);
    if (kept == null) {
      throw Refusal.field("keyType", "'keyType' must be primary or secondary.");
    }
    Entity gateway = subject(place);
    place.store().put(gateway.path(), gateway.properties().put(kept, Keys.hex32()));
    return Answer.empty(204);
  }

  private static Answer tenantAccess(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    Entity access = subject(place);
    ObjectNode body = access.properties();
    body.put("id", place.id(access.path()));
    return Answer.json(200, body);
  }
}
