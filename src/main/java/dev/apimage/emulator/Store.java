package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The resources of one service by collection. Names are compared without regard to case. Not
 * thread-safe: the service's lock guards it.
 */
final class Store {
  /** The first ETag of a service; a number of the size that real services show. */
  private static final long FIRST_VERSION = 0x22CE00;

  private final TreeMap<String, TreeMap<String, Entity>> collections = new TreeMap<>();
  private final Index index = new Index();
  private final Map<String, Integer> counts = new HashMap<>();
  private long version = FIRST_VERSION;

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static String key(String path) {
    return lower(path.substring(path.lastIndexOf('/') + 1));
  }

  Index index() {
    return index;
  }

  /** How many entities of a type there are, in workspaces too: {@code apis/operations}. */
  int count(String type) {
    return counts.getOrDefault(lower(type), 0);
  }

  private void count(String path, int more) {
    String[] segments = lower(path).split("/", -1);
    StringBuilder type = new StringBuilder();
    int first = segments.length > 2 && segments[0].equals("workspaces") ? 2 : 0;
    for (int i = first; i < segments.length; i += 2) {
      type.append(i == first ? "" : "/").append(segments[i]);
    }
    counts.merge(type.toString(), more, Integer::sum);
  }

  long version() {
    return version;
  }

  Optional<Entity> get(String path) {
    TreeMap<String, Entity> collection = collections.get(lower(parent(path)));
    return collection == null ? Optional.empty() : Optional.ofNullable(collection.get(key(path)));
  }

  boolean has(String path) {
    return get(path).isPresent();
  }

  /** The members of a collection, sorted by name. */
  Collection<Entity> list(String collection) {
    TreeMap<String, Entity> members = collections.get(lower(collection));
    return members == null ? List.of() : members.values();
  }

  /** Every entity of every collection, in the order of their paths. */
  List<Entity> all() {
    List<Entity> all = new ArrayList<>();
    collections.values().forEach(collection -> all.addAll(collection.values()));
    return all;
  }

  Entity put(String path, ObjectNode properties) {
    return put(path, properties, List.of());
  }

  /** Stores an entity. What is stored already keeps its ETag. */
  Entity put(String path, ObjectNode properties, List<PolicyReference> mentions) {
    String json = Json.write(properties);
    Entity before = get(path).orElse(null);
    if (before != null && before.json().equals(json)) {
      return before;
    }
    String kept = before == null ? path : before.path();
    Entity after = new Entity(kept, json, ++version, List.copyOf(mentions));
    if (before != null) {
      index.remove(before);
    } else {
      count(path, 1);
    }
    collections.computeIfAbsent(lower(parent(path)), key -> new TreeMap<>()).put(key(path), after);
    index.add(after, properties);
    return after;
  }

  /** Puts back an entity that was stored before, with the version it had. */
  void restore(String path, ObjectNode properties, long kept, List<PolicyReference> mentions) {
    Entity entity = new Entity(path, Json.write(properties), kept, List.copyOf(mentions));
    count(path, 1);
    collections.computeIfAbsent(lower(parent(path)), key -> new TreeMap<>()).put(key(path), entity);
    index.add(entity, properties);
    version = Math.max(version, kept);
  }

  /** What is stored from now on is younger than this, as what was removed before was. */
  void continueAt(long kept) {
    version = Math.max(version, kept);
  }

  /** Gives an entity a new ETag without a change of its own. */
  void touch(String path) {
    get(path)
        .ifPresent(
            entity ->
                collections
                    .get(lower(parent(path)))
                    .put(
                        key(path),
                        new Entity(entity.path(), entity.json(), ++version, entity.mentions())));
  }

  /** Removes an entity, everything below it, and every link that points at one of these. */
  void remove(String path) {
    for (String collection : below(path)) {
      for (Entity child : List.copyOf(list(collection))) {
        drop(child);
      }
    }
    get(path).ifPresent(this::drop);
  }

  private void drop(Entity entity) {
    index.remove(entity);
    count(entity.path(), -1);
    String collection = lower(parent(entity.path()));
    TreeMap<String, Entity> members = collections.get(collection);
    members.remove(key(entity.path()));
    if (members.isEmpty()) {
      collections.remove(collection);
    }
    for (String link : index.linksTo(entity.path())) {
      get(link).ifPresent(this::drop);
    }
    version++;
  }

  /** The collections below an entity, at any depth. */
  List<String> below(String path) {
    String prefix = lower(path) + "/";
    return List.copyOf(
        collections.subMap(prefix, true, prefix + Character.MAX_VALUE, false).keySet());
  }

  /**
   * Copies or moves a collection and all below it. A link that points at a moved entity follows it;
   * a copy gets no links.
   */
  void transfer(String from, String to, boolean keep) {
    List<Entity> affected = new ArrayList<>();
    below(from).forEach(collection -> affected.addAll(list(collection)));
    affected.addAll(list(from));
    for (Entity entity : affected) {
      String moved = to + entity.path().substring(from.length());
      List<String> links = keep ? List.of() : index.linksTo(entity.path());
      if (!keep) {
        drop(entity);
      }
      put(moved, entity.properties(), entity.mentions());
      for (String link : links) {
        put(link, Json.object().put(Index.property(link), "/" + moved));
      }
    }
  }
}
