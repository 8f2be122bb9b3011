package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Members that are linked under their own names: users of groups, APIs of gateways, recipients of
 * notifications.
 */
final class Memberships {
  private Memberships() {}

  static Map<String, Special> operations() {
    Map<String, Special> operations = new HashMap<>();
    add(operations, "GroupUser", "List", "CheckEntityExists", "users");
    operations.put("GroupUser_Create", operations.get("GroupUser_CreateOrUpdate"));
    add(operations, "GatewayApi", "ListByService", "GetEntityTag", "apis");
    add(
        operations,
        "NotificationRecipientUser",
        "ListByNotification",
        "CheckEntityExists",
        "users");
    add(operations, "NotificationRecipientEmail", "ListByNotification", "CheckEntityExists", "");
    return operations;
  }

  private static void add(
      Map<String, Special> operations, String group, String list, String head, String targets) {
    operations.put(
        group + "_" + list,
        (place, call, template, verb) -> {
          Entities.requireOwner(place);
          return Page.of(
              List.copyOf(place.store().list(place.path())),
              call,
              template,
              member -> show(place, member, targets, Behaviour.Show.LIST, call));
        });
    operations.put(
        group + "_" + head,
        (place, call, template, verb) -> {
          Entities.requireOwner(place);
          Entity member = Entities.find(place, Behaviours.of(kind(place)));
          int status = verb.statuses().contains(204) ? 204 : 200;
          return Answer.empty(status).with("ETag", member.etag());
        });
    operations.put(
        group + "_CreateOrUpdate", (place, call, template, verb) -> put(place, call, targets));
    operations.put(
        group + "_Delete",
        (place, call, template, verb) -> {
          Entities.requireOwner(place);
          boolean there = place.entity().isPresent();
          keepSystemGroups(place);
          place.store().remove(place.path());
          return Answer.empty(there ? 200 : 204);
        });
  }

  private static String kind(Place place) {
    return place.type().substring(place.type().lastIndexOf('/') + 1);
  }

  private static Answer put(Place place, Call call, String targets) {
    Entities.requireOwner(place);
    if (!targets.isEmpty() && !place.store().has(targets + "/" + place.name())) {
      throw Refusal.missing(Behaviours.of(targets).internalName());
    }
    keepSystemGroups(place);
    boolean creates = place.entity().isEmpty();
    Entity member = place.store().put(place.path(), Json.object());
    Behaviour.Show show = creates ? Behaviour.Show.CREATED : Behaviour.Show.UPDATED;
    return Answer.json(creates ? 201 : 200, show(place, member, targets, show, call));
  }

  /** Who belongs to a built-in group, the service says itself. */
  private static void keepSystemGroups(Place place) {
    boolean system =
        place
            .store()
            .get(place.owner())
            .filter(owner -> owner.properties().path("builtIn").asBoolean())
            .isPresent();
    if (system) {
      throw Refusal.invalid("System group membership cannot be changed");
    }
  }

  private static ObjectNode show(
      Place place, Entity member, String targets, Behaviour.Show show, Call call) {
    ObjectNode body = Json.object();
    body.put("id", place.id(member.path()));
    body.put("type", place.armType());
    body.put("name", member.name());
    Entity target = place.store().get(targets + "/" + member.name()).orElse(null);
    if (target != null) {
      body.set(
          "properties",
          Entities.show(place, target, Behaviours.of(targets), show, call).get("properties"));
    } else {
      body.putObject("properties").put("email", member.name());
    }
    if (kind(place).startsWith("recipient") && target != null) {
      body.putObject("properties").put("userId", place.id(target.path()));
    }
    return body;
  }

  /** The groups that a user belongs to. */
  static List<Entity> groupsOf(Store store, Entity user) {
    List<Entity> groups = new ArrayList<>();
    for (String membership : store.index().linksTo(user.path())) {
      if (membership.startsWith("groups/")) {
        groups.add(store.get(Store.parent(Store.parent(membership))).orElseThrow());
      }
    }
    return groups;
  }

  /** Puts a user's groups into what is shown of it. */
  static void expand(Place place, Entity user, ObjectNode shown) {
    ArrayNode groups = shown.putArray("groups");
    for (Entity group : groupsOf(place.store(), user)) {
      groups.add(group.properties().put("id", place.id(group.path())));
    }
  }
}
