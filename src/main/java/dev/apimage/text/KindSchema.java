package dev.apimage.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.kind.Companion;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Layout;
import dev.apimage.kind.Link;
import dev.apimage.kind.SecretPosition;
import dev.apimage.model.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The JSON Schema (2020-12) of a kind's YAML file, for editors: the typed model's properties
 * without those that the service owns or that lie in a file of their own, plus apimage's own keys
 * and the lists of links. Unknown properties are allowed, since a newer service may know them.
 */
public final class KindSchema {
  /** Where the schemas of format 1 are published, with a final slash. */
  public static final String BASE =
      "https://raw.githubusercontent.com/apimage/apimage/main/schemas/v1/";

  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final String DESCRIPTION = "description";
  private static final String PROPERTIES = "properties";
  private static final String REQUIRED = "required";
  private static final String ITEMS = "items";
  private static final String OTHERS = "additionalProperties";

  private final Kind kind;

  private KindSchema(Kind kind) {
    this.kind = kind;
  }

  /** The kinds that have a YAML file, in publish order. */
  public static List<Kind> kinds() {
    return Arrays.stream(Kind.values()).filter(k -> k.layout() != Layout.TEXT).toList();
  }

  /** The name of a kind's schema file: {@code named-value.schema.json}. */
  public static String fileName(Kind kind) {
    return fileName(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** The name of the schema file of one of apimage's own: {@code environment.schema.json}. */
  public static String fileName(String schema) {
    return schema + ".schema.json";
  }

  /**
   * The schema.
   *
   * @throws IllegalArgumentException if the kind has no YAML file
   */
  public static ObjectNode of(Kind kind) {
    if (kind.layout() == Layout.TEXT) {
      throw new IllegalArgumentException("no YAML file: " + kind);
    }
    return new KindSchema(kind).whole();
  }

  private ObjectNode whole() {
    String folder = kind.collection() + "/<name>";
    String file = kind.layout() == Layout.FILE ? folder : folder + "/" + kind.stem();
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", DIALECT);
    schema.put("$id", BASE + fileName(kind));
    schema.put("title", file + ".yaml");
    schema.put(DESCRIPTION, kind.says());
    ObjectNode cleaned = object(kind.properties(), Position.ROOT);
    schema.setAll(cleaned);
    schema.set(PROPERTIES, inOrder(schema.withObject("/" + PROPERTIES)));
    addDefaults(schema.withObject("/" + PROPERTIES));
    if (kind == Kind.OPERATION) {
      allowRestOfDocument(schema);
    }
    return schema;
  }

  /** The kind's own order first, then the typed model's. */
  private ObjectNode inOrder(ObjectNode typed) {
    ObjectNode all = typed.deepCopy();
    kind.ownKeys().forEach((key, own) -> all.set(key, own.deepCopy()));
    for (Link link : kind.links()) {
      all.set(link.key(), names(link));
    }
    Set<String> keys = new LinkedHashSet<>(kind.keyOrder());
    keys.retainAll(fieldNames(all));
    keys.addAll(fieldNames(all));
    ObjectNode ordered = all.objectNode();
    keys.forEach(key -> ordered.set(key, all.get(key)));
    return ordered;
  }

  private static List<String> fieldNames(ObjectNode tree) {
    List<String> names = new ArrayList<>();
    tree.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static ObjectNode names(Link link) {
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("type", "array");
    list.put(
        DESCRIPTION, "Names from " + link.target().collection() + "/, sorted. The list is exact.");
    list.putObject(ITEMS).put("type", "string").put("minLength", 1);
    return list.put("uniqueItems", true);
  }

  private void addDefaults(ObjectNode properties) {
    kind.defaults()
        .forEach(
            (key, value) -> {
              if (properties.get(key) instanceof ObjectNode property) {
                property.set("default", value.deepCopy());
              }
            });
  }

  /** Where a document is the truth of an API, an operation's file says what the document cannot. */
  private void allowRestOfDocument(ObjectNode schema) {
    JsonNode required = schema.remove(REQUIRED);
    ArrayNode either = schema.putArray("anyOf");
    either.addObject().set(REQUIRED, required);
    ArrayNode names = either.addObject().putObject("propertyNames").putArray("enum");
    names.add("method").add("urlTemplate");
    kind.links().forEach(link -> names.add(link.key()));
  }

  private ObjectNode node(JsonNode model, Position here) {
    ObjectNode schema =
        model.path("type").asText().equals("object") ? object(model, here) : copy(model);
    if (model.has(ITEMS)) {
      schema.set(ITEMS, node(model.get(ITEMS), here.item(0)));
    }
    if (model.path(OTHERS).isObject()) {
      schema.set(OTHERS, node(model.get(OTHERS), here.property("*")));
    }
    describeSecret(schema, here);
    return schema;
  }

  /** Without the flags: what is left may be read and written in a file. */
  private static ObjectNode copy(JsonNode model) {
    ObjectNode schema = model.deepCopy();
    schema.remove(List.of("readOnly", "writeOnly"));
    return schema;
  }

  private ObjectNode object(JsonNode model, Position here) {
    ObjectNode schema = copy(model);
    if (!model.has(PROPERTIES)) {
      return schema;
    }
    ObjectNode properties = schema.objectNode();
    for (Map.Entry<String, JsonNode> entry : model.path(PROPERTIES).properties()) {
      Position position = here.property(entry.getKey());
      if (!isElsewhere(position)) {
        properties.set(entry.getKey(), node(entry.getValue(), position));
      }
    }
    schema.remove(PROPERTIES);
    if (!properties.isEmpty()) {
      schema.set(PROPERTIES, properties);
    }
    ArrayNode required = schema.arrayNode();
    for (JsonNode name : model.path(REQUIRED)) {
      if (properties.has(name.asText()) && !isFilledIn(here.property(name.asText()))) {
        required.add(name);
      }
    }
    schema.remove(REQUIRED);
    if (!required.isEmpty()) {
      schema.set(REQUIRED, required);
    }
    return schema;
  }

  /** True for what no YAML holds: the service owns it, or it has a file of its own. */
  private boolean isElsewhere(Position position) {
    return kind.isServiceOwned(position)
        || kind.companions().stream().map(Companion::position).anyMatch(position::equals);
  }

  private boolean isFilledIn(Position position) {
    return position.equals(Position.ROOT.property(kind.nameFallback()));
  }

  private void describeSecret(ObjectNode schema, Position here) {
    for (SecretPosition secret : kind.secrets()) {
      if (secret.path().matches(here)) {
        boolean always = secret.when().test(schema.objectNode());
        String what = always ? "Withheld: `${secret}`." : "Withheld if it is secret: `${secret}`.";
        String says = schema.path(DESCRIPTION).asText("");
        schema.set(DESCRIPTION, TextNode.valueOf(says.isEmpty() ? what : says + " " + what));
      }
    }
  }
}
