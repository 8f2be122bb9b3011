package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Backends, single and pooled (REST reference, Backend – Create Or Update). */
final class BackendBehaviour extends Behaviour {
  BackendBehaviour() {
    super("Backend");
  }

  @Override
  List<Reference> references() {
    String certificate = "Certificate with id '%s' not found.";
    return List.of(
        new Reference("credentials.certificateIds[*]", "certificates", certificate),
        new Reference(
            "properties.serviceFabricCluster.clientCertificateId", "certificates", certificate),
        new Reference(
            "pool.services[*].id", "backends", "Backend with id '%s' could not be found."));
  }

  @Override
  void check(Change change) {
    ObjectNode backend = change.properties();
    Json.defaultTo(backend, "type", "Single");
    if (change.text("type").equalsIgnoreCase("Pool")) {
      if (change.has("url") || change.has("protocol")) {
        throw Refusal.field("url", "A backend of type Pool has no url and no protocol.");
      }
      if (!change.has("pool")) {
        throw Refusal.field("pool", "'pool' must not be empty.");
      }
    } else {
      if (!change.has("url")) {
        throw Refusal.field("url", "'url' must not be empty.");
      }
      if (!change.has("protocol")) {
        throw Refusal.field("protocol", "'protocol' must not be empty.");
      }
    }
    for (JsonNode part : List.of(backend.path("credentials"), backend.path("proxy"))) {
      AutoNamedValue.check(change, part.toString(), "credentials");
    }
    AutoNamedValue.check(change, change.text("url"), "url");
  }

  @Override
  void deleting(Place place, Entity entity, Call call) {
    List<String> users =
        new ArrayList<>(Usage.policies(place, PolicyReference.Type.BACKEND, entity.name()));
    for (Entity other : place.store().list(place.collection())) {
      for (JsonNode member : other.properties().path("pool").path("services")) {
        if (Json.text(member, "id").equalsIgnoreCase("/" + entity.path())) {
          users.add("/" + other.path());
        }
      }
    }
    Usage.refuse(users, "The Backend '" + entity.name() + "'");
  }
}
