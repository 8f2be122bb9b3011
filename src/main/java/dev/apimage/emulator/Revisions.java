package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Revisions of an API. The current one is stored under the root name, every other one as {@code
 * name;rev=n}; a release swaps them.
 */
final class Revisions {
  private static final String MARK = ";rev=";

  /** What belongs to a revision; releases and issues belong to the API. */
  private static final List<String> OWNED =
      List.of(
          "operations",
          "policies",
          "schemas",
          "resolvers",
          "diagnostics",
          "tagDescriptions",
          "wikis");

  /** What a revision made with sourceApiId takes over. */
  private static final List<String> COPIED =
      List.of("operations", "policies", "schemas", "resolvers");

  private Revisions() {}

  static boolean isRevision(String name) {
    return Store.lower(name).contains(MARK);
  }

  static String root(String name) {
    int at = Store.lower(name).indexOf(MARK);
    return at < 0 ? name : name.substring(0, at);
  }

  /** The revision a name asks for; empty for the root. */
  static String number(String name) {
    int at = Store.lower(name).indexOf(MARK);
    return at < 0 ? "" : name.substring(at + MARK.length());
  }

  /** A path in which {@code x;rev=n} of the current revision reads {@code x}. */
  static String canonical(Store store, String scope, String path) {
    if (!isRevision(path) || !path.startsWith(scope + "apis/")) {
      return path;
    }
    String rest = path.substring(scope.length() + "apis/".length());
    int slash = rest.indexOf('/');
    String name = slash < 0 ? rest : rest.substring(0, slash);
    String tail = slash < 0 ? "" : rest.substring(slash);
    String root = scope + "apis/" + root(name);
    if (tail.startsWith("/releases")) {
      return root + tail;
    }
    boolean current =
        store
            .get(root)
            .map(Entity::properties)
            .filter(
                api ->
                    number(name).equalsIgnoreCase("current")
                        || number(name).equals(Json.text(api, "apiRevision")))
            .isPresent();
    return current ? root + tail : path;
  }

  /** The current revision of the API of which a place is another revision. */
  static Optional<Entity> current(Place place) {
    return isRevision(place.name()) ? place.store().get(root(place.path())) : Optional.empty();
  }

  /** The current revision and all others of one API. */
  static List<Entity> of(Store store, String root) {
    List<Entity> revisions = new ArrayList<>();
    for (Entity api : store.list(Store.parent(root))) {
      if (root(api.path()).equalsIgnoreCase(root)) {
        revisions.add(api);
      }
    }
    return revisions;
  }

  /** Copies operations with their policies, and the API's policies, schemas and resolvers. */
  static void copyContent(Store store, String from, String to) {
    for (String owned : COPIED) {
      store.transfer(from + "/" + owned, to + "/" + owned, true);
    }
  }

  /** Makes another revision the current one. */
  static void makeCurrent(Store store, String root, String revision) {
    Entity old = store.get(root).orElseThrow();
    Entity next = store.get(revision).orElseThrow();
    ObjectNode oldApi = old.properties();
    ObjectNode nextApi = next.properties();
    String oldPath = root + MARK + Json.text(oldApi, "apiRevision");
    String aside = root + MARK + "aside";
    for (String owned : OWNED) {
      store.transfer(root + "/" + owned, aside + "/" + owned, false);
      store.transfer(revision + "/" + owned, root + "/" + owned, false);
      store.transfer(aside + "/" + owned, oldPath + "/" + owned, false);
    }
    store.remove(revision);
    oldApi.remove("isCurrent");
    nextApi.put("isCurrent", true);
    store.put(oldPath, oldApi);
    store.put(root, nextApi);
  }
}
