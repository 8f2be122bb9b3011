package dev.apimage.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.kind.Kind;
import dev.apimage.model.Resource;
import dev.apimage.plan.Action;
import dev.apimage.plan.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Named values that get another display name. The service then rewrites every {@code {{old}}} in
 * policies by itself, so that these are no longer as the plan saw them.
 *
 * @param names the new display name by the old one
 */
record Renames(Map<String, String> names) {
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([A-Za-z0-9._-]+)\\s*\\}\\}");

  /** Those of a plan. */
  static Renames of(List<Change> changes) {
    Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Change change : changes) {
      if (change.kind() == Kind.NAMED_VALUE && change.action() == Action.UPDATE) {
        String before = displayName(change.actual());
        String after = displayName(change.desired());
        if (!before.equals(after)) {
          names.put(before, after);
        }
      }
    }
    return new Renames(names);
  }

  private static String displayName(Optional<Resource> namedValue) {
    return namedValue.map(r -> r.body().path("displayName").asText()).orElse("");
  }

  /** A tree as the service has left it: a policy's text with the new names. */
  ObjectNode in(ObjectNode body) {
    if (names.isEmpty() || !body.path("value").isTextual()) {
      return body;
    }
    ObjectNode renamed = body.deepCopy();
    String text =
        REFERENCE
            .matcher(body.path("value").asText())
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        names.containsKey(found.group(1))
                            ? "{{" + names.get(found.group(1)) + "}}"
                            : found.group()));
    renamed.set("value", TextNode.valueOf(text));
    return renamed;
  }
}
