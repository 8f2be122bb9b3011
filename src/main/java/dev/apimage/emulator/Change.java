package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A PUT or PATCH on its way into the store.
 *
 * @param before what is stored now
 * @param sent the cleaned {@code properties} of the body
 * @param properties what will be stored; behaviours change it
 */
record Change(
    Place place, Call call, Optional<Entity> before, ObjectNode sent, ObjectNode properties) {

  Store store() {
    return place.store();
  }

  boolean creates() {
    return before.isEmpty();
  }

  boolean patches() {
    return call.method().equals("PATCH");
  }

  String text(String property) {
    return Json.text(properties, property);
  }

  boolean has(String property) {
    return Json.has(properties, property);
  }

  /** What is stored now; empty for a new entity. */
  ObjectNode stored() {
    return before.map(Entity::properties).orElseGet(Json::object);
  }

  /** Keeps a property that the client cannot read and therefore left out. */
  void keepHidden(String property) {
    ObjectNode stored = stored();
    if (!has(property) && stored.hasNonNull(property)) {
      properties.set(property, stored.get(property));
    }
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "Change[" + call + "]";
  }
}
