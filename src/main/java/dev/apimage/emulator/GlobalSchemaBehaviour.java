package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Schemas of the service, for validation policies. */
final class GlobalSchemaBehaviour extends Behaviour {
  GlobalSchemaBehaviour() {
    super("Schema");
  }

  @Override
  void check(Change change) {
    boolean xml = change.text("schemaType").equalsIgnoreCase("xml");
    String needed = xml ? "value" : "document";
    if (!change.has(needed)) {
      throw Refusal.field(needed, "'" + needed + "' must not be empty.");
    }
  }

  @Override
  void deleting(Place place, Entity entity, Call call) {
    Usage.refuse(
        Usage.policies(place, PolicyReference.Type.SCHEMA, entity.name()),
        "The Schema '" + entity.name() + "'");
  }

  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    properties.put("provisioningState", "Succeeded");
  }

  @Override
  Lro lro(Change change) {
    return Lro.IN_PROGRESS;
  }
}
