package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Credentials of loggers and caches: a literal goes into a hidden named value that the service
 * makes, and only {@code {{its name}}} is ever shown.
 */
final class AutoNamedValue {
  private static final Pattern MENTION = Pattern.compile("\\{\\{([^{}]+)}}");

  private AutoNamedValue() {}

  /**
   * Puts a mention in the place of a literal; a literal that is stored already keeps its mention.
   */
  static void lift(
      Change change, ObjectNode credentials, ObjectNode stored, String property, String prefix) {
    String literal = Json.text(credentials, property);
    if (literal.isEmpty() || MENTION.matcher(literal).find()) {
      return;
    }
    String earlier = mentioned(change, Json.text(stored, property));
    if (earlier.equals(literal)) {
      credentials.set(property, stored.get(property));
      return;
    }
    Limits.check(change.place().service(), "namedValues", 1);
    String name = Keys.hex24();
    String displayName = prefix + name;
    change
        .store()
        .put(
            change.place().scope() + "namedValues/" + name,
            Json.object()
                .put("displayName", displayName)
                .put("secret", true)
                .put("value", literal));
    credentials.put(property, "{{" + displayName + "}}");
  }

  private static String mentioned(Change change, String text) {
    Matcher matcher = MENTION.matcher(text);
    return matcher.matches()
        ? NamedValueBehaviour.find(change.place(), matcher.group(1))
            .map(entity -> Json.text(entity.properties(), "value"))
            .orElse("")
        : "";
  }

  /** Every mention must be a named value's display name. */
  static void check(Change change, String text, String target) {
    refuse(missing(change, text, false), target);
  }

  /** Every mention must be a named value's display name or its resource name. */
  static void checkEither(Change change, String text, String target) {
    refuse(missing(change, text, true), target);
  }

  private static void refuse(Optional<String> missing, String target) {
    if (missing.isPresent()) {
      throw Refusal.field(target, "Property '" + missing.get() + "' not found.");
    }
  }

  /**
   * The same in a logger, whose refusal has its sentence where the field belongs and the name where
   * the sentence does.
   */
  static void checkLogger(Change change, String text) {
    Optional<String> missing = missing(change, text, true);
    if (missing.isPresent()) {
      throw Refusal.field("One or more Properties ['{0}'] specified are missing.", missing.get());
    }
  }

  private static Optional<String> missing(Change change, String text, boolean byNameToo) {
    String collection = change.place().scope() + "namedValues/";
    return MENTION
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .filter(id -> NamedValueBehaviour.find(change.place(), id).isEmpty())
        .filter(id -> !byNameToo || !change.store().has(collection + id))
        .findFirst();
  }
}
