package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What one resource type does differently. A behaviour holds no state; everything it changes lies
 * in the {@link Change} and the store.
 */
class Behaviour {
  /** For whom an entity is shown. */
  enum Show {
    GET,
    LIST,
    CREATED,
    UPDATED
  }

  private final String internalName;

  /**
   * A behaviour of entities that the service calls so in "… not found.".
   *
   * @param internalName the service's class name, such as {@code Property} for a named value
   */
  Behaviour(String internalName) {
    this.internalName = internalName;
  }

  String internalName() {
    return internalName;
  }

  /** Properties that hold ids of other entities of the service. */
  List<Reference> references() {
    return List.of();
  }

  /** Checks a PUT or PATCH and completes what will be stored. */
  void check(Change change) {}

  /** How a write below an entity that is not there is refused. */
  Refusal orphan(Refusal missing) {
    return missing;
  }

  /** What else happens once the entity is stored. */
  void stored(Change change, Entity after) {}

  /** What the entity's policy text refers to. */
  List<PolicyReference> mentions(Change change) {
    return List.of();
  }

  /** Checks whether an entity may be deleted. */
  void deleting(Place place, Entity entity, Call call) {}

  /** What else happens when the entity is deleted; by default all below it goes too. */
  void delete(Place place, Entity entity, Call call) {
    place.store().remove(entity.path());
  }

  /** What a client sees: a copy of the properties that may be changed. */
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {}

  /**
   * JSON members that make the stored properties what {@link #show} makes of them, if adding is all
   * that it does. Such entities are listed without reading what is stored.
   */
  Optional<String> added() {
    return Optional.empty();
  }

  /** How a PUT or PATCH is answered: at once, or by a long-running operation. */
  Lro lro(Change change) {
    return Lro.NONE;
  }

  /** The two shapes of a long-running answer. */
  enum Lro {
    NONE,
    /** 202 without a body, Location only. */
    ACCEPTED,
    /** The usual status and body with provisioningState InProgress, Location and operation URL. */
    IN_PROGRESS
  }
}
