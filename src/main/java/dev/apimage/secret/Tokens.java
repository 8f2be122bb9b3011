package dev.apimage.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The placeholders that stand for secrets: {@code ${secret}} for a whole position, {@code
 * ${secret:0a1b2c3d}} for a literal inside a text. Only whole tokens mean something; a real text
 * that holds such a token is written with one more dollar sign.
 */
public final class Tokens {
  /** A whole position that is withheld. */
  public static final String WHOLE = "${secret}";

  private static final String BODY = "\\{secret(?::([0-9a-f]{8}(?:-[0-9]+)?))?\\}";
  private static final Pattern ANY = Pattern.compile("(\\$+)" + BODY);

  private Tokens() {}

  /** The placeholder of a literal inside a text. */
  public static String of(String id) {
    return "${secret:" + id + "}";
  }

  /** A real text as it is written in a tree or file. */
  public static String escape(String real) {
    return real.contains("{secret") ? ANY.matcher(real).replaceAll("\\$$0") : real;
  }

  /** The ids of the placeholders in a written text, in order; {@code ""} for a whole position. */
  public static List<String> ids(String written) {
    List<String> ids = new ArrayList<>();
    if (written.contains("${secret")) {
      Matcher token = ANY.matcher(written);
      while (token.find()) {
        if (token.group(1).length() == 1) {
          ids.add(token.group(2) == null ? "" : token.group(2));
        }
      }
    }
    return ids;
  }

  /** True if a written text holds a placeholder. */
  public static boolean isIn(String written) {
    return !ids(written).isEmpty();
  }

  /** A written text in which all placeholders are the same, so that it says what, not whose. */
  public static String alike(String written) {
    return fill(written, id -> WHOLE);
  }

  /** A tree in whose texts all placeholders are the same; the given one stays as it is. */
  public static ObjectNode alike(ObjectNode written) {
    return (ObjectNode) mapped(written, Tokens::alike);
  }

  /** A written text whose placeholders have other ids; all else stays. */
  public static String renamed(String written, UnaryOperator<String> newId) {
    if (!written.contains("{secret:")) {
      return written;
    }
    return ANY.matcher(written)
        .replaceAll(
            token -> {
              boolean real = token.group(1).length() == 1 && token.group(2) != null;
              return Matcher.quoteReplacement(
                  real ? of(newId.apply(token.group(2))) : token.group());
            });
  }

  /** A tree whose placeholders have other ids; the given one stays as it is. */
  public static ObjectNode renamed(ObjectNode written, UnaryOperator<String> newId) {
    return (ObjectNode) mapped(written, text -> renamed(text, newId));
  }

  static JsonNode mapped(JsonNode node, UnaryOperator<String> change) {
    if (node.isTextual()) {
      return TextNode.valueOf(change.apply(node.asText()));
    }
    if (node instanceof ArrayNode list) {
      ArrayNode to = list.arrayNode();
      list.forEach(item -> to.add(mapped(item, change)));
      return to;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode to = object.objectNode();
      object.properties().forEach(e -> to.set(e.getKey(), mapped(e.getValue(), change)));
      return to;
    }
    return node;
  }

  /**
   * The real text of a written one.
   *
   * @param value gives the real text for a placeholder's id ({@code ""} for a whole position)
   */
  public static String fill(String written, Function<String, String> value) {
    if (!written.contains("{secret")) {
      return written;
    }
    Matcher token = ANY.matcher(written);
    StringBuilder real = new StringBuilder();
    while (token.find()) {
      String with =
          token.group(1).length() == 1
              ? value.apply(token.group(2) == null ? "" : token.group(2))
              : token.group().substring(1);
      token.appendReplacement(real, Matcher.quoteReplacement(with));
    }
    return token.appendTail(real).toString();
  }
}
