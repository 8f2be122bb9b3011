package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** API version sets (REST reference, Api Version Set – Create Or Update). */
final class VersionSetBehaviour extends Behaviour {
  VersionSetBehaviour() {
    super("ApiVersionSet");
  }

  @Override
  void check(Change change) {
    ObjectNode set = change.properties();
    String scheme = Store.lower(change.text("versioningScheme"));
    require(change, scheme.equals("header"), "versionHeaderName");
    require(change, scheme.equals("query"), "versionQueryName");
    if (!scheme.equals("header")) {
      set.remove("versionHeaderName");
    }
    if (!scheme.equals("query")) {
      set.remove("versionQueryName");
    }
  }

  private static void require(Change change, boolean needed, String property) {
    if (needed && !change.has(property)) {
      throw Refusal.field(property, "'" + property + "' must not be empty.");
    }
  }

  @Override
  void deleting(Place place, Entity entity, Call call) {
    Usage.refuse(
        Usage.holding(place, "apis", "apiVersionSetId", "/" + entity.path()),
        "The Api Version Set '" + entity.name() + "'");
  }
}
