package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.emulator.Refusal.Detail;
import java.util.ArrayList;
import java.util.List;

/** Backends, single and pooled (REST reference, Backend – Create Or Update). */
final class BackendBehaviour extends Behaviour {
  private static final int LARGEST_POOL = 30;

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
      pool(change);
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

  /**
   * A pool has no address of its own (Azure/bicep issue 14097) and consists of single backends, at
   * most 30 (Microsoft Learn, "Backends in API Management", load-balanced pool).
   */
  private static void pool(Change change) {
    List<Detail> wrong = new ArrayList<>();
    for (String property : List.of("Url", "Protocol")) {
      String name = Store.lower(property);
      if (change.has(name)) {
        wrong.add(new Detail(name, property + " is not supported for backend pool."));
      }
    }
    JsonNode members = change.properties().path("pool").path("services");
    if (!change.has("pool")) {
      wrong.add(new Detail("pool", "'pool' must not be empty."));
    } else if (members.size() > LARGEST_POOL) {
      wrong.add(new Detail("pool", "A backend pool has at most " + LARGEST_POOL + " backends."));
    }
    for (JsonNode member : members) {
      String path = change.place().relative(Json.text(member, "id"));
      boolean pool =
          change.place().path().equalsIgnoreCase(path)
              || change.store().get(path).filter(BackendBehaviour::isPool).isPresent();
      if (pool) {
        wrong.add(new Detail("pool", "A backend pool cannot hold another backend pool."));
      }
    }
    if (!wrong.isEmpty()) {
      throw Refusal.fields(wrong);
    }
  }

  private static boolean isPool(Entity backend) {
    return Json.text(backend.properties(), "type").equalsIgnoreCase("Pool");
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
