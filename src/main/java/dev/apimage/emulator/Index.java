package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds entities by a value that the service keeps unique or compares, and links by what they point
 * at, so that no check reads a whole collection.
 */
final class Index {
  private static final Map<String, String> VALUES =
      Map.of(
          "namedvalues", "displayName",
          "tags", "displayName",
          "products", "displayName",
          "users", "email",
          "apis", "path",
          "apiversionsets", "displayName");

  /** Last segment of a link collection → the property that holds the target. */
  static final Map<String, String> LINKS =
      Map.of(
          "apilinks", "apiId",
          "grouplinks", "groupId",
          "operationlinks", "operationId",
          "productlinks", "productId");

  private static final Pattern MEMBER =
      Pattern.compile("(workspaces/[^/]+/)?groups/[^/]+/users/.*|.*/recipientusers/.*");

  private static final Pattern GATEWAY_API = Pattern.compile("gateways/[^/]+/apis/.*");

  private final TreeMap<String, String> values = new TreeMap<>();
  private final TreeMap<String, String> links = new TreeMap<>();

  private static String last(String collection) {
    return Store.lower(collection.substring(collection.lastIndexOf('/') + 1));
  }

  void add(Entity entity, ObjectNode properties) {
    String collection = Store.parent(entity.path());
    value(collection, properties)
        .ifPresent(value -> values.put(valueKey(collection, value, entity.name()), entity.path()));
    target(entity, properties)
        .ifPresent(target -> links.put(linkKey(target, collection), entity.path()));
  }

  void remove(Entity entity) {
    ObjectNode properties = entity.properties();
    String collection = Store.parent(entity.path());
    value(collection, properties)
        .ifPresent(value -> values.remove(valueKey(collection, value, entity.name())));
    target(entity, properties).ifPresent(target -> links.remove(linkKey(target, collection)));
  }

  private static Optional<String> value(String collection, ObjectNode properties) {
    String last = last(collection);
    if (last.equals("operations")) {
      return Optional.of(operation(properties));
    }
    String property = VALUES.get(last);
    return property == null ? Optional.empty() : Optional.of(Json.text(properties, property));
  }

  /** What may not occur twice among an API's operations. */
  static String operation(ObjectNode properties) {
    return Json.text(properties, "method") + " " + Json.text(properties, "urlTemplate");
  }

  private static Optional<String> target(Entity entity, ObjectNode properties) {
    String collection = Store.parent(entity.path());
    String property = LINKS.get(last(collection));
    if (property != null) {
      return Optional.of(Json.text(properties, property).substring(1));
    }
    String path = Store.lower(entity.path());
    if (MEMBER.matcher(path).matches()) {
      return Optional.of("users/" + entity.name());
    }
    return GATEWAY_API.matcher(path).matches()
        ? Optional.of("apis/" + entity.name())
        : Optional.empty();
  }

  private static String valueKey(String collection, String value, String name) {
    return Store.lower(collection + "\n" + value + "\n" + name);
  }

  private static String linkKey(String target, String collection) {
    return Store.lower(target + "\n" + collection);
  }

  /** The property of a link that holds what it points at. */
  static String property(String link) {
    return LINKS.get(last(Store.parent(link)));
  }

  /** The paths of a collection's members with this value, without regard to case. */
  List<String> withValue(String collection, String value) {
    String prefix = Store.lower(collection + "\n" + value + "\n");
    return List.copyOf(values.subMap(prefix, true, prefix + Character.MAX_VALUE, false).values());
  }

  /** The link in this collection that points at the target. */
  Optional<String> link(String collection, String target) {
    return Optional.ofNullable(links.get(linkKey(target, collection)));
  }

  /** The paths of every link that points at the target itself. */
  List<String> linksTo(String target) {
    String prefix = Store.lower(target + "\n");
    return new ArrayList<>(
        links.subMap(prefix, true, prefix + Character.MAX_VALUE, false).values());
  }
}
