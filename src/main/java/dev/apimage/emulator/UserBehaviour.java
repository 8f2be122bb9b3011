package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Users (REST reference, User – Create Or Update); user 1 is the Administrator. */
final class UserBehaviour extends Behaviour {
  private static final List<String> WRITE_ONLY = List.of("password", "appType", "confirmation");
  private static final String ADMINISTRATOR = "1";

  UserBehaviour() {
    super("User");
  }

  @Override
  void check(Change change) {
    ObjectNode user = change.properties();
    user.remove(WRITE_ONLY);
    Json.defaultTo(user, "state", "active");
    change.keepHidden("registrationDate");
    change.keepHidden("identities");
    Json.defaultTo(user, "registrationDate", Keys.EPOCH);
    if (!change.has("identities")) {
      user.putArray("identities")
          .addObject()
          .put("provider", "Basic")
          .put("id", change.text("email"));
    }
    for (String path : change.store().index().withValue("users", change.text("email"))) {
      if (!path.equalsIgnoreCase(change.place().path())) {
        throw Refusal.field("email", "User with the same email already exists.");
      }
    }
  }

  @Override
  void stored(Change change, Entity after) {
    if (change.creates() && change.store().has("groups/developers")) {
      change.store().put("groups/developers/users/" + after.name(), Json.object());
    }
  }

  /** The answer of a PUT carries the groups. */
  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    if (show == Show.CREATED || show == Show.UPDATED) {
      Memberships.expand(place, entity, properties);
    }
  }

  @Override
  void deleting(Place place, Entity entity, Call call) {
    if (entity.name().equals(ADMINISTRATOR)) {
      throw Refusal.invalid("The Administrator user cannot be deleted.");
    }
    if (!call.flag("deleteSubscriptions") && !owned(place, entity).isEmpty()) {
      throw Refusal.invalid(
          "User cannot be deleted since it has existing subscriptions. Delete subscriptions before"
              + " deleting the user or pass in deleteSubscriptions=true as query param");
    }
  }

  @Override
  void delete(Place place, Entity entity, Call call) {
    owned(place, entity).forEach(one -> place.store().remove(one.path()));
    super.delete(place, entity, call);
  }

  /** The subscriptions that a user owns. */
  static List<Entity> owned(Place place, Entity user) {
    return place.store().list("subscriptions").stream()
        .filter(one -> Json.text(one.properties(), "ownerId").equalsIgnoreCase("/" + user.path()))
        .toList();
  }
}
