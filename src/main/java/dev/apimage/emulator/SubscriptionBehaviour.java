package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Subscriptions (REST reference, Subscription – Create Or Update). The keys are in the answer of
 * the PUT that creates one and of listSecrets, nowhere else.
 */
final class SubscriptionBehaviour extends Behaviour {
  private static final List<String> KEYS = List.of("primaryKey", "secondaryKey");
  static final String MASTER = "master";

  /** What the service says to a scope of another form. */
  private static final String SCOPES =
      "Subscription scope should be one of '/apis', '/apis/{apiId}', '/products/{productId}'";

  SubscriptionBehaviour() {
    super("Subscription");
  }

  @Override
  List<Reference> references() {
    return List.of(new Reference("ownerId", "users", "User not found."));
  }

  @Override
  void check(Change change) {
    if (change.place().name().equalsIgnoreCase(MASTER)) {
      throw Refusal.invalid("The built-in all-access subscription cannot be changed.");
    }
    ObjectNode subscription = change.properties();
    subscription.put("scope", scope(change));
    Json.defaultTo(subscription, "state", "active");
    Json.defaultTo(subscription, "allowTracing", false);
    KEYS.forEach(change::keepHidden);
    KEYS.forEach(key -> Json.defaultTo(subscription, key, Keys.hex32()));
    for (String owned : List.of("createdDate", "startDate")) {
      change.keepHidden(owned);
    }
    if (!change.patches()) {
      change.keepHidden("expirationDate");
      change.keepHidden("stateComment");
    }
    Json.defaultTo(subscription, "createdDate", Keys.EPOCH);
    if (subscription.path("state").asText().equals("active")) {
      Json.defaultTo(subscription, "startDate", Keys.EPOCH);
    }
    if (change.has("expirationDate")) {
      subscription.set("notificationDate", subscription.get("expirationDate"));
    }
    limits(change);
  }

  private static String scope(Change change) {
    String sent = change.text("scope");
    String relative = change.place().relative(sent);
    String all = change.place().scope() + "apis";
    if (List.of("apis", "apis/", all, all + "/").contains(relative.toLowerCase(Locale.ROOT))) {
      return "/" + all;
    }
    if (!Store.lower(Store.parent(relative)).matches("(workspaces/[^/]+/)?(apis|products)")) {
      throw Refusal.field("scope", SCOPES);
    }
    Entity target =
        change
            .store()
            .get(relative)
            .orElseThrow(
                () -> Refusal.field("scope", "Subscription scope '" + sent + "' does not exist."));
    return "/" + target.path();
  }

  private static void limits(Change change) {
    Entity product = change.store().get(change.text("scope").substring(1)).orElse(null);
    if (product == null || !change.creates()) {
      return;
    }
    JsonNode properties = product.properties();
    if (properties.has("subscriptionRequired")
        && product.path().contains("products/")
        && !properties.path("subscriptionRequired").asBoolean()) {
      throw Refusal.field("scope", "Product does not require a subscription.");
    }
    String owner = change.place().relative(change.text("ownerId"));
    if (owner.isEmpty() || !Json.has(properties, "subscriptionsLimit")) {
      return;
    }
    long count =
        scoped(change.place(), product.path()).stream()
            .filter(one -> Json.text(one.properties(), "ownerId").equalsIgnoreCase("/" + owner))
            .count();
    if (count >= properties.path("subscriptionsLimit").asInt()) {
      throw Refusal.invalid("Subscriptions limit reached for same user");
    }
  }

  /** The subscriptions to a product or an API. */
  static List<Entity> scoped(Place place, String path) {
    List<Entity> scoped = new ArrayList<>();
    for (Entity one : place.store().list(place.scope() + "subscriptions")) {
      if (Json.text(one.properties(), "scope").equalsIgnoreCase("/" + path)) {
        scoped.add(one);
      }
    }
    return scoped;
  }

  static void removeScoped(Place place, String path) {
    scoped(place, path).forEach(one -> place.store().remove(one.path()));
  }

  /** What the service makes for a new product: no display name, owned by the Administrator. */
  static void generate(Store store, String product) {
    store.put(
        "subscriptions/" + Keys.hex24(),
        Json.object()
            .put("ownerId", "/users/1")
            .put("scope", "/" + product)
            .putNull("displayName")
            .put("state", "active")
            .put("allowTracing", true)
            .put("createdDate", Keys.EPOCH)
            .put("primaryKey", Keys.hex32())
            .put("secondaryKey", Keys.hex32()));
  }

  @Override
  void deleting(Place place, Entity entity, Call call) {
    if (entity.name().equalsIgnoreCase(MASTER)) {
      throw Refusal.invalid("The built-in all-access subscription cannot be deleted.");
    }
  }

  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    if (show != Show.CREATED) {
      properties.remove(KEYS);
    }
    properties.put("scope", place.root() + Json.text(properties, "scope"));
    for (String name :
        List.of(
            "displayName",
            "startDate",
            "expirationDate",
            "endDate",
            "notificationDate",
            "stateComment")) {
      if (!properties.has(name)) {
        properties.putNull(name);
      }
    }
  }
}
