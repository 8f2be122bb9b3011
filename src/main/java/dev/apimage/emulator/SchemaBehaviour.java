package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Schemas of an API (REST reference, Api Schema – Create Or Update). */
final class SchemaBehaviour extends Behaviour {
  SchemaBehaviour() {
    super("Schema");
  }

  @Override
  void check(Change change) {
    JsonNode document = change.properties().path("document");
    if (!Json.has(document, "value")
        && !Json.has(document, "definitions")
        && !Json.has(document, "components")) {
      throw Refusal.field("document", "'document' must have a value, definitions or components.");
    }
  }

  @Override
  void deleting(Place place, Entity entity, Call call) {
    if (call.flag("force")) {
      return;
    }
    String api = Store.parent(place.collection());
    List<String> users = new ArrayList<>();
    for (Entity operation : place.store().list(api + "/operations")) {
      for (JsonNode id : operation.properties().findValues("schemaId")) {
        if (id.asText().equalsIgnoreCase(entity.name())) {
          users.add("/" + operation.path());
          break;
        }
      }
    }
    Usage.refuse(users, "The Schema '" + entity.name() + "'");
  }

  @Override
  void delete(Place place, Entity entity, Call call) {
    String api = Store.parent(place.collection());
    for (Entity operation : List.copyOf(place.store().list(api + "/operations"))) {
      ObjectNode properties = operation.properties();
      boolean used = false;
      for (JsonNode holder : properties.findParents("schemaId")) {
        if (Json.text(holder, "schemaId").equalsIgnoreCase(entity.name())) {
          ((ObjectNode) holder).remove(List.of("schemaId", "typeName"));
          used = true;
        }
      }
      if (used) {
        place.store().put(operation.path(), properties);
      }
    }
    super.delete(place, entity, call);
  }

  /** A list leaves the document out, except that of an XSD. */
  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    if (show == Show.LIST && !Json.text(properties, "contentType").contains("xsd+xml")) {
      properties.remove("document");
    }
    properties.put("provisioningState", "Succeeded");
  }

  @Override
  Lro lro(Change change) {
    return Lro.IN_PROGRESS;
  }
}
