package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Descriptions of an API's tags, named after the tag. */
final class TagDescriptionBehaviour extends Behaviour {
  TagDescriptionBehaviour() {
    super("TagDescription");
  }

  @Override
  void check(Change change) {
    if (!change.store().has("tags/" + change.place().name())) {
      throw Refusal.missing("Tag");
    }
  }

  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    place
        .store()
        .get("tags/" + entity.name())
        .ifPresent(
            tag -> {
              properties.put("tagId", place.id(tag.path()));
              properties.set("displayName", tag.properties().get("displayName"));
            });
    if (!properties.has("description")) {
      properties.putNull("description");
    }
  }
}
