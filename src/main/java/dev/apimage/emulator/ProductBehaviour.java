package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Products (REST reference, Product – Create Or Update). A new product gets the administrators
 * group and, where it requires subscriptions, one for the Administrator user.
 */
final class ProductBehaviour extends Behaviour {
  /**
   * What only a product that requires subscriptions has. Terraform's provider quotes the service:
   * "Cannot provide values for …" (terraform-provider-azurerm, api_management_product_resource.go).
   */
  private static final List<String> OF_SUBSCRIPTIONS =
      List.of("approvalRequired", "subscriptionsLimit");

  ProductBehaviour() {
    super("Product");
  }

  @Override
  void check(Change change) {
    ObjectNode product = change.properties();
    Json.defaultTo(product, "state", "notPublished");
    Json.defaultTo(product, "subscriptionRequired", true);
    requireOwnName(change);
    if (subscribes(change)) {
      Limits.check(change.place().service(), "subscriptions", 1);
    }
    if (!isOpen(product)) {
      Json.defaultTo(product, "approvalRequired", false);
      return;
    }
    if (OF_SUBSCRIPTIONS.stream().anyMatch(property -> Json.has(change.sent(), property))) {
      throw Refusal.invalid(
          "Cannot provide values for approvalRequired and subscriptionsLimit when"
              + " subscriptionRequired is set to false in the request payload");
    }
    product.remove(OF_SUBSCRIPTIONS);
  }

  private static boolean isOpen(ObjectNode product) {
    return !product.path("subscriptionRequired").asBoolean(true);
  }

  /** Two products do not share a display name (Azure/apiops issue 606). */
  private static void requireOwnName(Change change) {
    String collection = change.place().collection();
    for (String path : change.store().index().withValue(collection, change.text("displayName"))) {
      if (!path.equalsIgnoreCase(change.place().path())) {
        throw Refusal.field("name", "Product with the same name already exists");
      }
    }
  }

  /**
   * An API belongs to one product at most that requires no subscription (Azure/apiops issue 413).
   */
  static void requireOneOpen(Store store, String product, String api) {
    if (!isOpen(store.get(product).orElseThrow().properties())) {
      return;
    }
    for (String link : store.index().linksTo(api)) {
      String other = Store.parent(Store.parent(link));
      if (Store.lower(link).matches("(workspaces/[^/]+/)?products/.*")
          && !other.equalsIgnoreCase(product)
          && isOpen(store.get(other).orElseThrow().properties())) {
        throw Refusal.field("aid", "API cannot be added to more than one open products.");
      }
    }
  }

  @Override
  void stored(Change change, Entity after) {
    Store store = change.store();
    boolean inService = change.place().scope().isEmpty();
    if (!change.creates() || !inService || !store.has("groups/administrators")) {
      return;
    }
    store.put(
        after.path() + "/groupLinks/" + Keys.hex24(),
        Json.object().put("groupId", "/groups/administrators"));
    if (subscribes(change)) {
      SubscriptionBehaviour.generate(store, after.path());
    }
  }

  /** Whether the product gets a subscription with it. */
  private static boolean subscribes(Change change) {
    return change.creates()
        && change.place().scope().isEmpty()
        && change.store().has("groups/administrators")
        && change.store().has("users/1")
        && change.properties().path("subscriptionRequired").asBoolean();
  }

  @Override
  void deleting(Place place, Entity entity, Call call) {
    if (!call.flag("deleteSubscriptions")
        && !SubscriptionBehaviour.scoped(place, entity.path()).isEmpty()) {
      throw Refusal.invalid(
          "Product cannot be deleted since it has existing subscriptions. Delete subscriptions"
              + " before deleting the product or pass in deleteSubscriptions=true as query param");
    }
  }

  @Override
  void delete(Place place, Entity entity, Call call) {
    SubscriptionBehaviour.removeScoped(place, entity.path());
    super.delete(place, entity, call);
  }

  /** The answer of a PUT carries the groups; a list does where it is asked to. */
  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    boolean written = show == Show.CREATED || show == Show.UPDATED;
    boolean expanded = show == Show.LIST && call.flag("expandGroups");
    if (!written && !expanded) {
      return;
    }
    ArrayNode groups = properties.putArray("groups");
    for (Entity link : place.store().list(entity.path() + "/groupLinks")) {
      String target = Json.text(link.properties(), "groupId").substring(1);
      Entity group = place.store().get(target).orElseThrow();
      ObjectNode shown = group.properties();
      shown.put("id", place.id(group.path()));
      shown.put("name", group.name());
      groups.add(shown);
    }
  }
}
