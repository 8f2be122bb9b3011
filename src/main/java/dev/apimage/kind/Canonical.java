package dev.apimage.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Address;
import dev.apimage.model.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The one normal form of a resource's tree, for files and for comparison alike: no nulls, no empty
 * lists and objects, nothing that the service owns, nothing that is the service's default, link
 * lists sorted, keys in the kind's order. A difference between normal forms is a real one.
 */
public final class Canonical {
  private final Kind kind;

  private Canonical(Kind kind) {
    this.kind = kind;
  }

  /** A new tree in normal form. */
  public static ObjectNode of(Kind kind, ObjectNode body) {
    Canonical canonical = new Canonical(kind);
    ObjectNode clean = canonical.object(body, Position.ROOT);
    kind.settle(clean);
    kind.namedAfterService().forEach(url -> url.strip(clean));
    for (Link link : kind.links()) {
      sortNames(clean, link.key());
    }
    for (String key : kind.unordered()) {
      sortNames(clean, key);
    }
    kind.defaults()
        .forEach(
            (key, value) -> {
              if (sameAsDefault(clean.get(key), value)) {
                clean.remove(key);
              }
            });
    return ordered(kind, clean);
  }

  /**
   * The normal form in which two resources are compared: ARM ids and names of links without regard
   * to case, and a name that the service fills in left out.
   */
  public static ObjectNode comparable(Address address, ObjectNode body) {
    Kind kind = Kind.require(address);
    ObjectNode clean = of(kind, body);
    if (clean.path(kind.nameFallback()).asText().equalsIgnoreCase(address.name())) {
      clean.remove(kind.nameFallback());
    }
    for (Reference reference : kind.references()) {
      for (Position position : reference.path().in(clean)) {
        JsonNode id = position.in(clean);
        if (id.isTextual()) {
          position.set(clean, clean.textNode(id.asText().toLowerCase(Locale.ROOT)));
        }
      }
    }
    for (Link link : kind.links()) {
      if (clean.get(link.key()) instanceof ArrayNode names) {
        TreeSet<String> lower = new TreeSet<>();
        names.forEach(n -> lower.add(n.asText().toLowerCase(Locale.ROOT)));
        lower.forEach(clean.putArray(link.key())::add);
      }
    }
    return clean;
  }

  private static boolean sameAsDefault(JsonNode value, JsonNode standard) {
    if (value == null) {
      return false;
    }
    boolean words = value.isTextual() && standard.isTextual();
    return words ? value.asText().equalsIgnoreCase(standard.asText()) : value.equals(standard);
  }

  private ObjectNode object(ObjectNode from, Position here) {
    ObjectNode to = from.objectNode();
    for (Map.Entry<String, JsonNode> entry : from.properties()) {
      Position position = here.property(entry.getKey());
      if (!kind.isServiceOwned(position)) {
        JsonNode value = value(entry.getValue(), position);
        if (!isNothing(value, position)) {
          to.set(entry.getKey(), value);
        }
      }
    }
    return to;
  }

  private JsonNode value(JsonNode from, Position here) {
    if (kind.isFreeForm(here)) {
      return from.deepCopy();
    }
    if (from instanceof ObjectNode object) {
      return object(object, here);
    }
    if (from instanceof ArrayNode list) {
      ArrayNode to = list.arrayNode();
      for (int i = 0; i < list.size(); i++) {
        to.add(value(list.get(i), here.item(i)));
      }
      return to;
    }
    return from;
  }

  private boolean isNothing(JsonNode value, Position position) {
    return value.isNull()
        || (value.isContainerNode() && value.isEmpty() && !kind.isFreeForm(position));
  }

  private static void sortNames(ObjectNode tree, String key) {
    if (tree.get(key) instanceof ArrayNode list) {
      TreeSet<String> sorted =
          new TreeSet<>(
              Comparator.<String, String>comparing(s -> s.toLowerCase(Locale.ROOT))
                  .thenComparing(Comparator.naturalOrder()));
      list.forEach(n -> sorted.add(n.asText()));
      ArrayNode names = tree.putArray(key);
      sorted.forEach(names::add);
    }
  }

  private static ObjectNode ordered(Kind kind, ObjectNode tree) {
    ObjectNode to = tree.objectNode();
    for (String key : kind.keyOrder()) {
      if (tree.has(key)) {
        to.set(key, inOrder(tree.get(key), kind.properties().path("properties").path(key)));
      }
    }
    for (Map.Entry<String, JsonNode> entry : sorted(tree).entrySet()) {
      if (!to.has(entry.getKey())) {
        JsonNode schema = kind.properties().path("properties").path(entry.getKey());
        to.set(entry.getKey(), inOrder(entry.getValue(), schema));
      }
    }
    return to;
  }

  /** Below the top, the typed model's order comes first and unknown keys follow, sorted. */
  private static JsonNode inOrder(JsonNode value, JsonNode schema) {
    if (value instanceof ArrayNode list) {
      ArrayNode to = list.arrayNode();
      list.forEach(item -> to.add(inOrder(item, schema.path("items"))));
      return to;
    }
    if (!(value instanceof ObjectNode object)) {
      return value;
    }
    ObjectNode to = object.objectNode();
    List<String> known = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(known::add);
    for (String key : known) {
      if (object.has(key)) {
        to.set(key, inOrder(object.get(key), schema.path("properties").path(key)));
      }
    }
    sorted(object)
        .forEach(
            (key, item) -> {
              if (!to.has(key)) {
                to.set(key, inOrder(item, schema.path("additionalProperties")));
              }
            });
    return to;
  }

  private static Map<String, JsonNode> sorted(ObjectNode tree) {
    TreeMap<String, JsonNode> map = new TreeMap<>();
    tree.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue()));
    return map;
  }
}
