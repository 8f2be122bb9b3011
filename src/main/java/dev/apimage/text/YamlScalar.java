package dev.apimage.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How one scalar is written: plain when no reader could take it for anything but text, a literal
 * block when it has several lines that survive one, else quoted. Every choice is one that readers
 * of YAML 1.1 (PyYAML, SnakeYAML) and 1.2 (js-yaml, yaml) agree on.
 */
final class YamlScalar {
  private static final Pattern PLAIN_ASCII =
      Pattern.compile("[A-Za-z0-9/_$(\\x{a1}-\\x{10ffff}][^\\x00-\\x1f\\x7f]*", Pattern.DOTALL);

  /** Numbers in any base, sexagesimals, dates, versions; and e1, which npm yaml takes for one. */
  private static final Pattern LIKE_NUMBER =
      Pattern.compile("[0-9][0-9a-fA-FxXoO_.,:+\\-TtZz ]*|[eE][0-9]+");

  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private static final int LONGEST_PLAIN_NUMBER = 40;

  private YamlScalar() {}

  /**
   * The text behind {@code key: } or {@code - }; only a literal block has several lines.
   *
   * @param indent blanks before each line of a literal block
   */
  static String of(JsonNode node, int indent) {
    if (node.isTextual()) {
      String text = node.textValue();
      return isLiteral(text) ? literal(text, indent) : line(text);
    }
    if (node.isNull() || node.isBoolean()) {
      return node.asText();
    }
    if (node.isIntegralNumber()) {
      return node.bigIntegerValue().toString();
    }
    if (node.isNumber() && Double.isFinite(node.isBigDecimal() ? 0 : node.doubleValue())) {
      return decimal(Trees.decimal(node));
    }
    throw new IllegalArgumentException("not a JSON value: " + node.getNodeType());
  }

  /** YAML 1.1 wants a point before an exponent. */
  private static String decimal(BigDecimal value) {
    String text = value.toString();
    int exponent = text.indexOf('E');
    if (exponent < 0) {
      return text;
    }
    if (Math.abs((long) value.scale()) + value.precision() <= LONGEST_PLAIN_NUMBER) {
      return value.toPlainString();
    }
    boolean point = text.indexOf('.') >= 0;
    return point ? text : text.substring(0, exponent) + ".0" + text.substring(exponent);
  }

  /** A text on one line; also the form of keys. */
  static String line(String text) {
    if (Characters.loneSurrogate(text).isPresent()) {
      throw new ProblemException(
          Problem.error(
              Code.SYNTAX,
              "A text holds half a surrogate pair, which cannot be stored in a file."));
    }
    if (isPlain(text)) {
      return text;
    }
    boolean visible = text.codePoints().allMatch(Characters::isVisible);
    boolean escapes = text.indexOf('"') >= 0 || text.indexOf('\\') >= 0;
    return visible && escapes && text.indexOf('\'') < 0 ? "'" + text + "'" : quoted(text);
  }

  private static boolean isPlain(String text) {
    return PLAIN_ASCII.matcher(text).matches()
        && text.codePoints().allMatch(Characters::isVisible)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.endsWith(":")
        && !text.endsWith(" ")
        && !LIKE_NUMBER.matcher(text).matches()
        && !WORDS.contains(text.toLowerCase(Locale.ROOT));
  }

  /** No line may end in a blank, which editors take away, nor the first begin with one. */
  private static boolean isLiteral(String text) {
    return text.indexOf('\n') > 0
        && text.charAt(0) != ' '
        && text.charAt(0) != '\t'
        && !text.contains(" \n")
        && !text.contains("\t\n")
        && !text.endsWith(" ")
        && !text.endsWith("\t")
        && text.indexOf('\r') < 0
        && text.codePoints().allMatch(Characters::isYaml);
  }

  private static String literal(String text, int indent) {
    String body = text;
    String chomp = "-";
    if (text.endsWith("\n")) {
      body = text.substring(0, text.length() - 1);
      chomp = body.endsWith("\n") ? "+" : "";
    }
    StringBuilder out = new StringBuilder("|").append(chomp);
    for (String line : body.split("\n", -1)) {
      out.append('\n');
      if (!line.isEmpty()) {
        out.append(" ".repeat(indent)).append(line);
      }
    }
    return out.toString();
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> escape(c, out));
    return out.append('"').toString();
  }

  private static void escape(int c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (Characters.isVisible(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(String.format(Locale.ROOT, c > 0xffff ? "\\U%08X" : "\\u%04X", c));
        }
      }
    }
  }
}
