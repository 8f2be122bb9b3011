package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Releases: putting one makes its revision the current one. */
final class ReleaseBehaviour extends Behaviour {
  ReleaseBehaviour() {
    super("ApiRelease");
  }

  @Override
  List<Reference> references() {
    return List.of();
  }

  @Override
  void check(Change change) {
    ObjectNode release = change.properties();
    String named = change.patches() ? "" : change.text("apiId");
    String api = Store.parent(change.place().collection());
    if (!change.patches()) {
      if (named.isEmpty()) {
        throw Refusal.field("apiId", "'apiId' must not be empty.");
      }
      String target = change.place().relative(named);
      if (!change.store().has(target)
          || !Revisions.root(target).equalsIgnoreCase(Revisions.root(api))) {
        throw Refusal.field("apiId", "Api not found.");
      }
    }
    release.put("apiId", "/" + Revisions.root(api));
    change.keepHidden("createdDateTime");
    Json.defaultTo(release, "createdDateTime", Keys.EPOCH);
    Json.defaultTo(release, "updatedDateTime", Keys.EPOCH);
  }

  @Override
  void stored(Change change, Entity after) {
    if (!change.sent().hasNonNull("apiId")) {
      return;
    }
    String target = change.place().relative(Json.text(change.sent(), "apiId"));
    if (Revisions.isRevision(target)) {
      Revisions.makeCurrent(change.store(), Revisions.root(target), target);
    }
  }

  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    if (show == Show.LIST) {
      properties.remove("apiId");
    } else {
      properties.put("apiId", place.root() + Json.text(properties, "apiId"));
    }
  }
}
