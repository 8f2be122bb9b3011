package dev.apimage.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Link;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Spot;
import dev.apimage.text.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compares a resource's YAML with the typed model: another type is an error, an unknown property a
 * warning, since a newer api-version may know it. Values are not looked at, but for apimage's own
 * keys.
 */
final class TypeCheck {
  private static final String NEWER =
      "A service drops what its api-version does not know, and then it differs in every plan: say"
          + " a newer --api-version, or take it out.";

  private final Kind kind;
  private final Placing atKey;
  private final Placing atValue;
  private final List<Problem> problems = new ArrayList<>();

  private TypeCheck(Kind kind, Placing atKey, Placing atValue) {
    this.kind = kind;
    this.atKey = atKey;
    this.atValue = atValue;
  }

  /** Gives a problem its place. */
  private interface Placing {
    Problem place(Problem problem, Position position);
  }

  static List<Problem> of(Kind kind, JsonNode schema, Parsed parsed) {
    TypeCheck check = new TypeCheck(kind, parsed::atKey, parsed::atValue);
    check.node(parsed.tree(), schema, Position.ROOT);
    return check.problems;
  }

  /**
   * What is wrong with values that an environment sets.
   *
   * @param body the resource with these values
   * @param places the environment's line that has to do with a position; empty for what the
   *     resource's own file says
   */
  static List<Problem> ofSet(Kind kind, JsonNode body, Function<Position, Optional<Spot>> places) {
    Placing place = (problem, at) -> places.apply(at).map(problem::at).orElse(problem);
    TypeCheck check = new TypeCheck(kind, place, place);
    check.node(body, schema(kind), Position.ROOT);
    return check.problems.stream().filter(p -> p.spot().isPresent()).toList();
  }

  /** The typed model's properties and ours. */
  static JsonNode schema(Kind kind) {
    ObjectNode schema = kind.properties().deepCopy();
    ObjectNode known = schema.withObject("/properties");
    kind.ownKeys().forEach(known::set);
    for (Link link : kind.links()) {
      ObjectNode list = known.putObject(link.key()).put("type", "array");
      list.putObject("items").put("type", "string");
    }
    return schema;
  }

  private void node(JsonNode value, JsonNode schema, Position here) {
    String type = type(schema);
    if (value.isNull() || kind.isFreeForm(here)) {
      return;
    }
    if (!fits(value, type)) {
      wrong(value, type, here);
    } else if (value.isObject() && type.equals("object")) {
      object((ObjectNode) value, schema, here);
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        node(value.get(i), schema.path("items"), here.item(i));
      }
    } else if (kind.ownKeys().containsKey(here.toString())) {
      choice(value, schema, here);
    }
  }

  private void object(ObjectNode value, JsonNode schema, Position here) {
    JsonNode known = schema.path("properties");
    JsonNode others = schema.path("additionalProperties");
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      Position below = here.property(entry.getKey());
      if (known.has(entry.getKey())) {
        node(entry.getValue(), known.get(entry.getKey()), below);
      } else if (others.isObject()) {
        node(entry.getValue(), others, below);
      } else if (!known.isEmpty()) {
        unknown(entry.getKey(), known, below);
        continue;
      }
      if (kind.neverCarried().contains(below.toString())) {
        String text = "\"" + below + "\" is nothing that a folder may hold; it is not sent.";
        Problem problem =
            Problem.error(Code.NEVER_CARRIED, text)
                .advise("Take it out, and out of Git's history.");
        problems.add(atKey.place(problem, below));
      } else if (kind.isServiceOwned(below)) {
        String text = "\"" + below + "\" belongs to the service and is not sent.";
        Problem problem = Problem.warning(Code.UNKNOWN_PROPERTY, text).advise("Take it out.");
        problems.add(atKey.place(problem, below));
      }
    }
  }

  private void unknown(String name, JsonNode known, Position below) {
    List<String> names = new ArrayList<>();
    known.fieldNames().forEachRemaining(names::add);
    String near = NearNames.advice(name, names);
    Problem problem =
        Problem.warning(
                Code.UNKNOWN_PROPERTY,
                "\"" + below + "\" is no property that the model of this kind knows.")
            .advise(near.isEmpty() ? NEWER : near);
    problems.add(atKey.place(problem, below));
  }

  private void wrong(JsonNode value, String type, Position here) {
    String name = here.isRoot() ? "The file" : "\"" + here + "\"";
    String advice = type.equals("string") && value.isValueNode() ? "Write it in quotes." : "";
    Problem problem = Problem.error(Code.WRONG_TYPE, name + " must be " + words(type) + ".");
    problems.add(atValue.place(problem.advise(advice), here));
  }

  private void choice(JsonNode value, JsonNode schema, Position here) {
    List<String> allowed = new ArrayList<>();
    schema.path("enum").forEach(item -> allowed.add(item.asText()));
    if (!allowed.isEmpty() && !allowed.contains(value.asText())) {
      String text = "\"" + here + "\" must be " + String.join(" or ", allowed) + ".";
      problems.add(atValue.place(Problem.error(Code.WRONG_TYPE, text), here));
    }
  }

  private static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    for (JsonNode option : schema.path("anyOf")) {
      type = option.has("type") ? option.get("type") : type;
    }
    return type.asText("");
  }

  private static boolean fits(JsonNode value, String type) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "integer", "number" -> value.isNumber();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> true;
    };
  }

  private static String words(String type) {
    return switch (type) {
      case "string" -> "a text";
      case "boolean" -> "true or false";
      case "integer", "number" -> "a number";
      case "array" -> "a list";
      default -> "a mapping (key: value)";
    };
  }
}
