package dev.apimage.emulator;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Who uses an entity; what is used is not deleted. */
final class Usage {
  private Usage() {}

  /**
   * The policies and fragments of a scope that mention an entity, as paths with a leading slash.
   */
  static List<String> policies(Place place, PolicyReference.Type type, String id) {
    List<String> users = new ArrayList<>();
    for (Entity entity : place.store().all()) {
      if (inScope(place, entity)
          && entity.mentions().stream()
              .anyMatch(m -> m.type() == type && m.id().equalsIgnoreCase(id))) {
        users.add("/" + entity.path());
      }
    }
    return users;
  }

  /** Entities of some collections whose stored text holds a string. */
  static List<String> texts(Place place, String text, String... collections) {
    List<String> users = new ArrayList<>();
    for (String collection : collections) {
      for (Entity entity : place.store().list(place.scope() + collection)) {
        if (Store.lower(entity.properties().toString()).contains(Store.lower(text))) {
          users.add("/" + entity.path());
        }
      }
    }
    return users;
  }

  /** Entities anywhere in the scope, of one type, whose property is this value. */
  static List<String> holding(Place place, String lastSegment, String property, String value) {
    List<String> users = new ArrayList<>();
    for (Entity entity : place.store().all()) {
      String collection = Store.parent(entity.path());
      if (inScope(place, entity)
          && Store.lower(collection.substring(collection.lastIndexOf('/') + 1)).equals(lastSegment)
          && Json.text(entity.properties(), property).equalsIgnoreCase(value)) {
        users.add("/" + entity.path());
      }
    }
    return users;
  }

  private static boolean inScope(Place place, Entity entity) {
    return place.scope().isEmpty()
        ? !entity.path().startsWith("workspaces/")
        : entity.path().startsWith(place.scope());
  }

  /**
   * Refuses a delete.
   *
   * @throws Refusal 400 ValidationError with the list of users, if there are any
   */
  static void refuse(List<String> users, String what) {
    if (!users.isEmpty()) {
      throw Refusal.invalid(
          what
              + " is used by the following entities:\r\n"
              + String.join("\r\n", new LinkedHashSet<>(users))
              + "\r\n");
    }
  }
}
