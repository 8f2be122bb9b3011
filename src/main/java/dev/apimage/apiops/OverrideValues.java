package dev.apimage.apiops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.MadeByService;
import dev.apimage.kind.SecretPosition;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.secret.Tokens;
import dev.apimage.secret.Withheld;
import dev.apimage.secret.Withholding;
import dev.apimage.text.Parsed;
import dev.apimage.text.Trees;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/** Decides for each value of a configuration file where it goes in the environment, if anywhere. */
final class OverrideValues {
  private final SourceTree tree;
  private final Parsed parsed;
  private final ObjectNode secrets = JsonNodeFactory.instance.objectNode();
  private final ObjectNode set = JsonNodeFactory.instance.objectNode();

  /** What the file gives to named values that the service made for a logger, by displayName. */
  private final Map<String, String> made = new HashMap<>();

  OverrideValues(SourceTree tree, Parsed parsed) {
    this.tree = tree;
    this.parsed = parsed;
  }

  /** The secrets' sources by position, so far. */
  ObjectNode secrets() {
    return secrets;
  }

  /** The other values by position, so far. */
  ObjectNode set() {
    return set;
  }

  /** Notes the value of a named value, which a reference may lead to. */
  void namedValue(String displayName, String value) {
    made.put(displayName, value);
  }

  void notCarried(String text, Position there) {
    tree.add(parsed.atKey(Problem.warning(Code.IMPORT_NOT_CARRIED, text), there));
  }

  /**
   * Takes the value of a property in, unless the image has it already.
   *
   * @param resource as the image has it
   * @param told as the file makes it: either may say that the value is a secret
   */
  void value(
      Resource resource,
      Resource told,
      Kind kind,
      JsonNode value,
      Position position,
      Position there) {
    JsonNode now = position.in(resource.body());
    boolean isDefault = now.isMissingNode() && Trees.same(position.in(defaults(kind)), value);
    if (isDefault || Trees.same(now, value)) {
      return;
    }
    if (kind.isServiceOwned(position)) {
      notCarried("The property " + position + " cannot be set: the service owns it.", there);
      return;
    }
    String place = resource.address() + "#" + position;
    boolean isSecret =
        kind.secrets().stream()
                .anyMatch(s -> isSecret(s, resource, position) || isSecret(s, told, position))
            && !kind.isOpen(position);
    if (isSecret) {
      if (!now.asText().equals(Tokens.WHOLE)
          && !Gathered.REFERENCE.matcher(value.asText()).matches()) {
        place(resource, position);
      }
      secret(place, value.asText(), there);
    } else if (Gathered.TOKEN.matcher(value.toString()).find()) {
      notCarried(
          "The value of " + place + " is filled in by a pipeline, which only secrets can be.",
          there);
    } else {
      set.set(place, lifted(resource, value, position, there));
    }
  }

  /** A secret typed into another value is supplied by a variable of its own. */
  private JsonNode lifted(Resource resource, JsonNode value, Position position, Position there) {
    ObjectNode changed = resource.copyBody();
    try {
      position.set(changed, value.deepCopy());
    } catch (IllegalArgumentException e) {
      // The image has something else there, which the environment's reading will tell.
      changed = JsonNodeFactory.instance.objectNode();
      Position.ROOT.property("value").set(changed, value.deepCopy());
      return Withholding.inFile(resource.address(), changed).body().get("value");
    }
    Withheld withheld = Withholding.inFile(resource.address(), changed);
    for (Withheld.Lifted literal : withheld.lifted()) {
      if (literal.key().position().toString().startsWith(position.toString())) {
        secret(resource.address() + "#" + literal.key().id(), "", there);
      }
    }
    return position.in(withheld.body());
  }

  /** Makes the place for a secret that the image has none for; a list gets its places at once. */
  private void place(Resource resource, Position position) {
    if (position.steps().get(position.steps().size() - 1) instanceof String) {
      set.put(resource.address() + "#" + position, Tokens.WHOLE);
    }
  }

  /** Makes a list of secrets as long as it has to be. */
  void room(Resource resource, Position list, int size) {
    if (list.in(resource.body()).size() != size) {
      ArrayNode places = set.putArray(resource.address() + "#" + list);
      for (int i = 0; i < size; i++) {
        places.add(Tokens.WHOLE);
      }
    }
  }

  private static ObjectNode defaults(Kind kind) {
    ObjectNode defaults = JsonNodeFactory.instance.objectNode();
    kind.defaults().forEach(defaults::set);
    return defaults;
  }

  private static boolean isSecret(SecretPosition secret, Resource resource, Position position) {
    return secret.path().matches(position) && secret.when().test(resource.body());
  }

  /** Takes a source for a secret position in. */
  void secret(String place, String value, Position there) {
    Matcher reference = Gathered.REFERENCE.matcher(value);
    if (reference.matches()) {
      String name = reference.group(1).strip();
      if (!MadeByService.isNamedValue(name)) {
        set.put(place, value);
      } else if (!made.containsKey(name) || Gathered.REFERENCE.matcher(made.get(name)).find()) {
        notCarried("The value of " + place + " is one that the service made.", there);
      } else {
        secret(place, made.get(name), there);
      }
      return;
    }
    Matcher token = Gathered.TOKEN.matcher(value);
    String variable = token.matches() ? token.group(1) : place;
    String name = variable.replaceAll("[^A-Za-z0-9_]+", "_");
    secrets.put(place, "${env:" + (token.matches() ? name : name.toUpperCase(Locale.ROOT)) + "}");
    if (!token.matches()) {
      tree.add(
          parsed.atKey(
              Problem.warning(
                      Code.SECRET_IN_CLEAR, "The file holds a secret in clear: " + place + ".")
                  .advise("Supply it in the environment variable that the environment names."),
              there));
    }
  }
}
