package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

  /** Every mention must be a named value's display name or, here, its resource name. */
  static void check(Change change, String text, String target, boolean byNameToo) {
    Matcher matcher = MENTION.matcher(text);
    while (matcher.find()) {
      String id = matcher.group(1);
      boolean there =
          NamedValueBehaviour.find(change.place(), id).isPresent()
              || (byNameToo && change.store().has(change.place().scope() + "namedValues/" + id));
      if (!there) {
        throw Refusal.field(target, "Property '" + id + "' not found.");
      }
    }
  }
}
