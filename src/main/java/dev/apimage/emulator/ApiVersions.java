package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Paths, versions and version sets of APIs: what must be unique and what must not change. */
final class ApiVersions {
  /** What all revisions of an API have in common, and what the service calls it. */
  static final Map<String, String> SHARED =
      Map.of(
          "displayName", "Name",
          "description", "Description",
          "path", "Path",
          "apiVersion", "ApiVersion",
          "apiVersionDescription", "ApiVersionDescription",
          "apiVersionSetId", "ApiVersionSetId");

  private ApiVersions() {}

  /** Completes the version set: an inline {@code apiVersionSet} makes or names one. */
  static void check(Change change) {
    ObjectNode api = change.properties();
    if (api.path("apiVersionSet") instanceof ObjectNode set) {
      if (!Json.has(api, "apiVersionSetId")) {
        api.put("apiVersionSetId", Json.has(set, "id") ? Json.text(set, "id") : make(change, set));
      }
    }
    if (!change.text("apiVersion").isEmpty() && !change.has("apiVersionSetId")) {
      throw Refusal.field(
          "apiVersionSetId", "An API with an apiVersion must be part of a version set.");
    }
  }

  private static String make(Change change, ObjectNode set) {
    String path = change.place().scope() + "apiVersionSets/" + Keys.hex24();
    ObjectNode properties = set.deepCopy();
    properties.set("displayName", properties.remove("name"));
    properties.remove("id");
    Json.defaultTo(properties, "versioningScheme", "Segment");
    change.store().put(path, properties);
    return "/" + path;
  }

  /**
   * A revision that is not current has of these what the current one has. The refusal, with its
   * blank at the end, is that of public reports about Path (Azure/apiops issue 436), Description
   * (Azure/apiops issue 285), Name (Azure/azure-powershell issue 9270) and ApiVersion
   * (terraform-provider-azurerm issue 18093): who waits for the end of the write is told.
   *
   * @param current what the API's revisions share
   */
  static void unchanged(Change change, ObjectNode current) {
    for (Map.Entry<String, String> shared : SHARED.entrySet()) {
      String property = shared.getKey();
      if (!change.has(property)) {
        if (current.has(property)) {
          change.properties().set(property, current.get(property));
        }
      } else if (!same(change, change.text(property), Json.text(current, property))) {
        throw new Late(
            Refusal.invalid(
                "Can't change property " + shared.getValue() + " for non-current revision "));
      }
    }
  }

  private static boolean same(Change change, String sent, String stored) {
    return sent.equals(stored)
        || (sent.contains("/") && ("/" + change.place().relative(sent)).equalsIgnoreCase(stored));
  }

  /** Two APIs share a path only as different versions of one set. */
  static void checkPath(Change change) {
    ObjectNode api = change.properties();
    String root = Revisions.root(change.place().path());
    String set = setOf(change, api);
    for (String path :
        change.store().index().withValue(change.place().collection(), change.text("path"))) {
      if (Revisions.root(path).equalsIgnoreCase(root)) {
        continue;
      }
      ObjectNode other = change.store().get(path).orElseThrow().properties();
      boolean related =
          !set.isEmpty()
              && set.equalsIgnoreCase(Json.text(other, "apiVersionSetId"))
              && !Objects.equals(Json.text(api, "apiVersion"), Json.text(other, "apiVersion"));
      if (!related) {
        throw Refusal.field(
            "path",
            "Cannot create API '"
                + change.text("displayName")
                + "' with the same Path '"
                + change.text("path")
                + "' as API '"
                + Json.text(other, "displayName")
                + "'  unless it's a part of the same version set");
      }
    }
  }

  private static String setOf(Change change, ObjectNode api) {
    String id = Json.text(api, "apiVersionSetId");
    return id.isEmpty() ? "" : "/" + change.place().relative(id);
  }

  /** A first {@code x;rev=1} is stored under the root name. */
  static Entity rename(Change change, Entity after) {
    if (Revisions.isRevision(after.name()) && after.properties().path("isCurrent").asBoolean()) {
      String root = Revisions.root(after.path());
      ObjectNode properties = after.properties();
      for (String collection : change.store().below(after.path())) {
        change
            .store()
            .transfer(collection, root + collection.substring(after.path().length()), false);
      }
      change.store().remove(after.path());
      return change.store().put(root, properties);
    }
    return after;
  }

  /**
   * A version set goes with the last of its APIs (public reports of clients that meant to put
   * another one into it: MicrosoftDocs/azure-docs issue 81857, terraform-provider-azurerm issue
   * 21498).
   */
  static void removeUnused(Place place, String set) {
    if (!set.isEmpty() && Usage.holding(place, "apis", "apiVersionSetId", set).isEmpty()) {
      place.store().remove(set.substring(1));
    }
  }

  /** What {@code expandApiVersionSet=true} adds. */
  static void expand(Place place, ObjectNode properties) {
    String id = Json.text(properties, "apiVersionSetId");
    if (id.isEmpty()) {
      return;
    }
    place
        .store()
        .get(place.relative(id))
        .ifPresent(
            set -> {
              ObjectNode source = set.properties();
              ObjectNode shown = properties.putObject("apiVersionSet");
              shown.put("id", id);
              shown.set("name", source.get("displayName"));
              for (String name :
                  List.of(
                      "description", "versioningScheme", "versionQueryName", "versionHeaderName")) {
                if (Json.has(source, name)) {
                  shown.set(name, source.get(name));
                }
              }
            });
  }
}
