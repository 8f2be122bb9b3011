package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Links of products and tags (apiLinks, groupLinks, operationLinks, productLinks): the same facts
 * as {@code products/p/apis}, {@code apis/a/tags} and so on.
 */
final class LinkBehaviour extends Behaviour {
  private final String property;

  LinkBehaviour(String internalName, String property) {
    super(internalName);
    this.property = property;
  }

  @Override
  void check(Change change) {
    ObjectNode link = change.properties();
    String target = change.place().relative(change.text(property));
    Entity found =
        change
            .store()
            .get(target)
            .filter(this::fits)
            .orElseThrow(() -> Refusal.field(property, "Link target does not exist."));
    change
        .store()
        .index()
        .link(change.place().collection(), found.path())
        .filter(other -> !other.equalsIgnoreCase(change.place().path()))
        .ifPresent(other -> exists(change, found));
    if (change.place().type().equals("products/apiLinks")) {
      ProductBehaviour.requireOneOpen(change.store(), change.place().owner(), found.path());
    }
    link.put(property, "/" + found.path());
  }

  /** Whether an entity is of the type that the links are meant for: {@code apiId}, of apis. */
  private boolean fits(Entity target) {
    String collection = Store.parent(target.path());
    String type = property.substring(0, property.length() - "Id".length()) + "s";
    return collection.substring(collection.lastIndexOf('/') + 1).equalsIgnoreCase(type);
  }

  private static void exists(Change change, Entity target) {
    throw new Refusal(
        409,
        "Conflict",
        "Link already exists between specified "
            + Behaviours.nameOf(Store.parent(change.place().collection()))
            + " and "
            + Behaviours.nameOf(target.path())
            + ".");
  }

  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    properties.put(property, place.root() + Json.text(properties, property));
  }
}
