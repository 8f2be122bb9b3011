package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Groups (REST reference, Group – Create Or Update); the built-in ones are left alone. */
final class GroupBehaviour extends Behaviour {
  GroupBehaviour() {
    super("Group");
  }

  @Override
  void check(Change change) {
    if (change.stored().path("builtIn").asBoolean()) {
      throw Refusal.invalid("System groups cannot be changed.");
    }
    ObjectNode group = change.properties();
    Json.defaultTo(group, "type", "custom");
    if (change.text("type").equalsIgnoreCase("system")) {
      throw Refusal.field("type", "System groups cannot be created.");
    }
    if (change.text("type").equalsIgnoreCase("external") && !change.has("externalId")) {
      throw Refusal.field("externalId", "'externalId' must not be empty.");
    }
    group.put("builtIn", false);
  }

  @Override
  void deleting(Place place, Entity entity, Call call) {
    if (entity.properties().path("builtIn").asBoolean()) {
      throw Refusal.invalid("System groups cannot be deleted.");
    }
  }

  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    for (String name : new String[] {"description", "externalId"}) {
      if (!properties.has(name)) {
        properties.putNull(name);
      }
    }
  }
}
