package dev.apimage.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.kind.Kind;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.secret.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds texts that are longer or shorter than the typed model says, or have other characters. */
final class WrongValues {
  private final Resource resource;
  private final List<Problem> problems = new ArrayList<>();

  private WrongValues(Resource resource) {
    this.resource = resource;
  }

  static List<Problem> in(Snapshot folder) {
    List<Problem> problems = new ArrayList<>();
    for (Resource resource : folder.resources().values()) {
      WrongValues values = new WrongValues(resource);
      Kind kind = Kind.require(resource.address());
      values.node(resource.body(), kind.properties(), Position.ROOT);
      problems.addAll(values.problems);
    }
    return problems;
  }

  private void node(JsonNode value, JsonNode schema, Position here) {
    if (value.isTextual()) {
      text(value.asText(), schema, here);
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        node(value.get(i), schema.path("items"), here.item(i));
      }
    } else {
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        JsonNode known = schema.path("properties").path(entry.getKey());
        JsonNode below = known.isMissingNode() ? schema.path("additionalProperties") : known;
        node(entry.getValue(), below, here.property(entry.getKey()));
      }
    }
  }

  private void text(String text, JsonNode schema, Position here) {
    if (Tokens.isIn(text)) {
      return;
    }
    int length = text.codePointCount(0, text.length());
    int longest = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    String pattern = schema.path("pattern").asText();
    if (length > longest) {
      wrong(here, "is " + length + " characters long, of " + longest + " allowed");
    } else if (length < schema.path("minLength").asInt()) {
      wrong(here, "must not be empty");
    } else if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(text).find()) {
      wrong(here, "has other characters than " + pattern + " allows");
    }
  }

  private void wrong(Position here, String why) {
    String text = resource.address() + "#" + here + " " + why + ".";
    Problem problem = Problem.error(Code.VALUE_RULE, text);
    problems.add(resource.origin().spot(here).map(problem::at).orElse(problem));
  }
}
