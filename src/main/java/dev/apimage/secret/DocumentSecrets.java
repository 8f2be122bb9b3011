package dev.apimage.secret;

import dev.apimage.model.Position;
import dev.apimage.model.Spot;
import dev.apimage.text.JsonText;
import dev.apimage.text.Parsed;
import dev.apimage.text.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Secrets in an API's document that only their place tells: the default of a parameter named {@code
 * api-key} says in another line that it is one.
 */
final class DocumentSecrets {
  private static final Pattern DOCUMENT =
      Pattern.compile(
          "\\s*(?:#.*\\s+)*(?:\\{|---|openapi\\s*:|swagger\\s*:|info\\s*:).*", Pattern.DOTALL);
  private static final Pattern OPEN_API =
      Pattern.compile("(?m)[\"']?\\b(?:openapi|swagger)\\b[\"']?\\s*:\\s*[\"']?[23]");

  private final String text;
  private final List<Integer> lines = new ArrayList<>();
  private final List<Hit> hits = new ArrayList<>();

  private DocumentSecrets(String text) {
    this.text = text;
    lines.add(0);
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      lines.add(i + 1);
    }
  }

  /** Finds them in OpenAPI and Swagger documents, in YAML and JSON; nothing in other texts. */
  static List<Hit> in(String text) {
    if (!DOCUMENT.matcher(text).matches() || !OPEN_API.matcher(text).find()) {
      return List.of();
    }
    boolean json = text.stripLeading().startsWith("{");
    Parsed parsed = json ? JsonText.read("", text) : YamlText.read("", text);
    DocumentSecrets work = new DocumentSecrets(text);
    TreeTexts.walk(
        parsed.tree(),
        "",
        (position, value, name, structure) -> work.value(parsed, position, value, name));
    return work.hits;
  }

  private void value(Parsed parsed, Position position, String value, String name) {
    List<Hit> found = SecretRules.hits(value, name);
    Optional<Spot> spot = found.isEmpty() ? Optional.empty() : parsed.origin().spot(position);
    if (spot.isEmpty() || spot.get().line() > lines.size()) {
      return;
    }
    int from = lines.get(spot.get().line() - 1) + spot.get().column() - 1;
    for (Hit hit : found) {
      String secret = value.substring(hit.start(), hit.end());
      int at = text.indexOf(secret, from);
      // What is written with escapes stands elsewhere in other letters, if at all.
      if (at >= 0 && at - from <= 2 * value.length() + 8) {
        hits.add(new Hit(at, at + secret.length(), hit.rule()));
      }
    }
  }
}
