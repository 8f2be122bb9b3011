package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * APIs and their revisions (REST reference, Apis – Create Or Update). A first PUT always makes
 * revision 1; {@code type} is only read back, {@code apiType} is what a PUT obeys.
 */
final class ApiBehaviour extends Behaviour {
  private static final List<String> WRITE_ONLY =
      List.of(
          "value",
          "format",
          "wsdlSelector",
          "apiType",
          "translateRequiredQueryParameters",
          "sourceApiId",
          "apiVersionSet");

  private static final List<String> PROTOCOLS = List.of("http", "https", "ws", "wss");

  ApiBehaviour() {
    super("Api");
  }

  @Override
  List<Reference> references() {
    return List.of(
        new Reference(
            "apiVersionSetId", "apiVersionSets", "ApiVersionSet with id '%s' not found."));
  }

  @Override
  void check(Change change) {
    ObjectNode api = change.properties();
    if (change.creates()) {
      ApiSource.create(change);
    } else {
      replace(change);
    }
    ApiContent.read(change);
    Revisions.current(change.place())
        .ifPresent(current -> ApiVersions.unchanged(change, current.properties()));
    ApiVersions.check(change);
    complete(change, api);
    if (!change.has("displayName")) {
      throw Refusal.field("displayName", "'Display Name' must not be empty.");
    }
    ApiSettings.checkServers(change);
    ApiSettings.checkServiceUrl(change);
    api.remove(WRITE_ONLY);
    ApiVersions.checkPath(change);
  }

  private static void replace(Change change) {
    ObjectNode stored = change.stored();
    ObjectNode api = change.properties();
    api.set("apiRevision", stored.get("apiRevision"));
    if (stored.has("isCurrent")) {
      api.put("isCurrent", true);
    } else {
      api.remove("isCurrent");
    }
    if (!change.sent().has("apiType") && stored.has("type")) {
      api.set("type", stored.get("type"));
    }
  }

  private static void complete(Change change, ObjectNode api) {
    if (change.sent().has("apiType")) {
      api.set("type", change.sent().get("apiType"));
    } else if (change.creates() && change.sent().has("type") && !change.has("sourceApiId")) {
      api.remove("type");
    }
    if (ApiContent.type(change) != null) {
      api.put("type", ApiContent.type(change));
    }
    Json.defaultTo(api, "type", "http");
    Json.defaultTo(api, "subscriptionRequired", true);
    Json.defaultTo(api, "protocols", Json.array("https"));
    api.set("protocols", ordered(api.path("protocols")));
    ApiSettings.mirror(api);
  }

  /** The service keeps a set of protocols and gives it back in its own order. */
  private static ArrayNode ordered(JsonNode sent) {
    ArrayNode ordered = Json.array();
    for (String protocol : PROTOCOLS) {
      for (JsonNode one : sent) {
        if (one.asText().equalsIgnoreCase(protocol)) {
          ordered.add(protocol);
          break;
        }
      }
    }
    return ordered;
  }

  @Override
  void stored(Change change, Entity after) {
    if (change.creates() && change.sent().hasNonNull("sourceApiId")) {
      String source = change.place().relative(Json.text(change.sent(), "sourceApiId"));
      Revisions.copyContent(change.store(), source, after.path());
    }
    ApiContent.store(change, after);
    Entity api = ApiVersions.rename(change, after);
    if (api.properties().path("isCurrent").asBoolean()) {
      share(change, api);
    } else if (change.sent().path("isCurrent").asBoolean()) {
      Revisions.makeCurrent(change.store(), Revisions.root(api.path()), api.path());
    }
  }

  private static void share(Change change, Entity api) {
    ObjectNode current = api.properties();
    if (change.creates() || current.equals(change.stored())) {
      return;
    }
    for (Entity other : Revisions.of(change.store(), api.path())) {
      if (!other.path().equals(api.path())) {
        ObjectNode properties = other.properties();
        ApiVersions.SHARED.keySet().forEach(name -> Json.copy(current, properties, name));
        change.store().put(other.path(), properties);
        change.store().touch(other.path());
      }
    }
  }

  @Override
  void deleting(Place place, Entity entity, Call call) {
    if (!Revisions.isRevision(entity.name())
        && !call.flag("deleteRevisions")
        && Revisions.of(place.store(), entity.path()).size() > 1) {
      throw Refusal.invalid("Cannot delete the current revision of an API.");
    }
  }

  @Override
  void delete(Place place, Entity entity, Call call) {
    List<Entity> going =
        Revisions.isRevision(entity.name())
            ? List.of(entity)
            : Revisions.of(place.store(), entity.path());
    for (Entity revision : going) {
      place.store().remove(revision.path());
      SubscriptionBehaviour.removeScoped(place, revision.path());
    }
    ApiVersions.removeUnused(place, Json.text(entity.properties(), "apiVersionSetId"));
  }

  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    properties.put("isOnline", true).put("provisioningState", "Succeeded");
    if (!properties.has("description")) {
      properties.putNull("description");
    }
    if (show == Show.LIST) {
      properties.putNull("authenticationSettings").putNull("subscriptionKeyParameterNames");
      if (call.flag("expandApiVersionSet")) {
        ApiVersions.expand(place, properties);
      }
    } else {
      ApiSettings.show(properties);
      if (show != Show.GET) {
        ApiVersions.expand(place, properties);
      }
    }
  }

  @Override
  Lro lro(Change change) {
    if (Entities.modern(change.call())) {
      return Lro.IN_PROGRESS;
    }
    return change.sent().hasNonNull("value") ? Lro.ACCEPTED : Lro.NONE;
  }
}
