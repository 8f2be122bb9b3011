package dev.apimage.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.secret.Tokens;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes names and values so that every character is seen: nothing moves a terminal's cursor or
 * turns the reading direction, and two values that differ never look alike.
 */
final class Visible {
  static final String NOT_SET = "(not set)";
  static final String SECRET = "(secret)";

  /** Stands for a value that is not told; a text of the same letters is another node. */
  static final JsonNode NOT_SHOWN = new TextNode("(not shown)");

  /** What would be read as something else than a text if it stood without quotation marks. */
  private static final Pattern MISTAKABLE =
      Pattern.compile(
          "|[\"(\\[{].*|\\s.*|.*\\s|true|false|null|[-+.]?\\d[\\d.eE+-]*", Pattern.DOTALL);

  private Visible() {}

  /** A name, an address or a sentence; what cannot be seen stands as {@code <U+001B>}. */
  static String name(String text) {
    StringBuilder out = new StringBuilder();
    boolean composed = isComposed(text);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isInvisible(c, composed) || text.startsWith("<U+", i)) {
        out.append(String.format(Locale.ROOT, "<U+%04X>", c));
      } else {
        out.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  /** A line of a text, its blanks at the end included; placeholders stand as secrets. */
  static String line(String text) {
    String seen = name(secrets(text));
    return seen.endsWith(" ") ? seen.substring(0, seen.length() - 1) + "<U+0020>" : seen;
  }

  /** Lines of a text, each visible; the newline form does not count. */
  static List<String> lines(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\r\n|\r|\n", -1)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines.stream().map(Visible::line).toList();
  }

  /** A whole value on one line: texts bare where they cannot be mistaken, trees compact. */
  static String value(JsonNode value) {
    if (isNotShown(value)) {
      return value.asText();
    }
    if (!value.isTextual()) {
      return tree(value);
    }
    String text = value.asText();
    boolean composed = isComposed(text);
    boolean plain =
        !MISTAKABLE.matcher(text).matches()
            && !text.contains(SECRET.substring(0, SECRET.length() - 1))
            && !text.contains("->")
            && !text.contains("<-")
            && text.codePoints().noneMatch(c -> isInvisible(c, composed));
    return text.equals(Tokens.WHOLE) ? SECRET : plain ? secrets(text) : quoted(text);
  }

  /** A JSON text in which what cannot be seen, which only strings can hold, is escaped. */
  static String json(String json) {
    StringBuilder out = new StringBuilder(json.length());
    json.codePoints()
        .forEach(
            c -> {
              if (c != '\n' && isInvisible(c, true)) {
                for (char unit : Character.toChars(c)) {
                  out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  private static String secrets(String written) {
    return Tokens.isIn(written)
        ? Tokens.fill(written, id -> id.isEmpty() ? SECRET : "(secret:" + id + ")")
        : written;
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean isNotShown(JsonNode value) {
    return value == NOT_SHOWN;
  }

  private static String tree(JsonNode node) {
    if (isNotShown(node)) {
      return node.asText();
    }
    if (node.isTextual()) {
      return node.asText().equals(Tokens.WHOLE) ? SECRET : quoted(node.asText());
    }
    List<String> parts = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(item -> parts.add(tree(item)));
      return "[" + String.join(", ", parts) + "]";
    }
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        parts.add(quoted(entry.getKey()) + ": " + tree(entry.getValue()));
      }
      return "{" + String.join(", ", parts) + "}";
    }
    return node.asText();
  }

  private static String quoted(String text) {
    boolean composed = isComposed(text);
    StringBuilder out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\' -> out.append("\\\\");
                case '"' -> out.append("\\\"");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                  if (isInvisible(c, composed)) {
                    out.append(String.format(Locale.ROOT, "\\u{%x}", c));
                  } else {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    return out.append('"').toString();
  }

  private static boolean isComposed(String text) {
    return Normalizer.isNormalized(text, Normalizer.Form.NFC);
  }

  /** A letter typed as two characters looks like the one that is one, so the second is told. */
  private static boolean isInvisible(int c, boolean composed) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.SPACE_SEPARATOR -> c != ' ';
      case Character.NON_SPACING_MARK -> !composed || isVariation(c);
      default -> false;
    };
  }

  private static boolean isVariation(int c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
  }
}
