package dev.apimage.text;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The five entities of XML, in the spellings that policies use for them. */
final class Entities {
  private static final Pattern ENTITY =
      Pattern.compile(
          "&(?:(quot|apos|amp|lt|gt)|#(?:0*(34|39|38|60|62)|[xX]0*(22|27|26|3[cCeE])));");

  /** What follows the {@code &} of any reference. */
  private static final Pattern REST =
      Pattern.compile("(?:[A-Za-z_][\\w.-]*|#\\d+|#[xX][0-9a-fA-F]+);");

  private static final Map<String, String> MEANING =
      Map.ofEntries(
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("34", "\""),
          Map.entry("39", "'"),
          Map.entry("38", "&"),
          Map.entry("60", "<"),
          Map.entry("62", ">"),
          Map.entry("22", "\""),
          Map.entry("27", "'"),
          Map.entry("26", "&"),
          Map.entry("3c", "<"),
          Map.entry("3e", ">"));

  private Entities() {}

  /** Replaces each of the five entities by its character, once; everything else stays. */
  static String decode(String text) {
    return text.indexOf('&') < 0 ? text : decode(text, false);
  }

  /**
   * As {@link #decode}, but keeps an escaped ampersand that would become part of another entity.
   */
  static String decodeCode(String text) {
    return text.indexOf('&') < 0 ? text : decode(text, true);
  }

  private static String decode(String text, boolean once) {
    Matcher matcher = ENTITY.matcher(text);
    Matcher rest = REST.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String meaning = meaning(matcher);
      boolean keep =
          once && meaning.equals("&") && rest.region(matcher.end(), text.length()).lookingAt();
      matcher.appendReplacement(out, Matcher.quoteReplacement(keep ? matcher.group() : meaning));
    }
    return matcher.appendTail(out).toString();
  }

  private static String meaning(Matcher matcher) {
    for (int group = 1; group <= 3; group++) {
      if (matcher.group(group) != null) {
        return MEANING.get(matcher.group(group).toLowerCase(Locale.ROOT));
      }
    }
    throw new IllegalStateException("no group of " + matcher);
  }

  /**
   * The one spelling of a text: the five are entities only where they must be, a bare {@code &}
   * becomes one, and references to other characters stay.
   */
  static String normalise(String text, boolean attribute) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    Matcher five = ENTITY.matcher(text);
    Matcher rest = REST.matcher(text);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '&' && five.region(i, text.length()).lookingAt()) {
        append(out, meaning(five).charAt(0), attribute);
        i = five.end() - 1;
      } else if (c == '&' && rest.region(i + 1, text.length()).lookingAt()) {
        out.append(c);
      } else {
        append(out, c, attribute);
      }
    }
    return out.toString();
  }

  private static void append(StringBuilder out, char c, boolean attribute) {
    if (c == '&') {
      out.append("&amp;");
    } else if (c == '<') {
      out.append("&lt;");
    } else if (c == '"' && attribute) {
      out.append("&quot;");
    } else {
      out.append(c);
    }
  }

  /** How many characters spell this character at an offset, plainly or as an entity; 0: none. */
  static int lengthOf(char meaning, String text, int at) {
    if (at >= text.length()) {
      return 0;
    }
    char c = text.charAt(at);
    if (c == meaning) {
      return 1;
    }
    if (c != '&') {
      return 0;
    }
    Matcher matcher = ENTITY.matcher(text).region(at, Math.min(text.length(), at + 12));
    return matcher.lookingAt() && meaning(matcher).charAt(0) == meaning ? matcher.end() - at : 0;
  }
}
