package dev.apimage.emulator;

import dev.apimage.emulator.PolicyToken.Attribute;
import dev.apimage.emulator.PolicyToken.Kind;
import dev.apimage.emulator.PolicyToken.Range;
import java.util.List;

/**
 * Turns the expressions of a policy document from the raw form into the escaped one and back; the
 * rest stays.
 */
final class PolicyEscapes {
  private PolicyEscapes() {}

  static String escaped(String raw, List<PolicyToken> tokens) {
    StringBuilder out = new StringBuilder();
    int done = 0;
    for (PolicyToken token : tokens) {
      for (Range range : token.expressions()) {
        out.append(raw, done, range.start()).append(escape(raw, range, '<'));
        done = range.end();
      }
      for (Attribute attribute : token.attributes()) {
        for (Range range : attribute.expressions()) {
          out.append(raw, done, range.start()).append(escape(raw, range, attribute.quote()));
          done = range.end();
        }
      }
    }
    return out.append(raw, done, raw.length()).toString();
  }

  private static String escape(String raw, Range range, char quote) {
    String text =
        raw.substring(range.start(), range.end())
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;");
    return switch (quote) {
      case '"' -> text.replace("\"", "&quot;");
      case '\'' -> text.replace("'", "&apos;");
      default -> text;
    };
  }

  /** The raw form of a document in escaped form, whose tokens are those of plain XML. */
  static String unescaped(String escaped, List<PolicyToken> tokens) {
    StringBuilder out = new StringBuilder();
    int done = 0;
    for (PolicyToken token : tokens) {
      if (token.kind() == Kind.TEXT) {
        out.append(escaped, done, token.start());
        unescape(escaped, token.start(), token.end(), out);
        done = token.end();
      }
      for (Attribute attribute : token.attributes()) {
        out.append(escaped, done, attribute.start());
        unescape(escaped, attribute.start(), attribute.end(), out);
        done = attribute.end();
      }
    }
    return out.append(escaped, done, escaped.length()).toString();
  }

  private static void unescape(String escaped, int start, int end, StringBuilder out) {
    String value = escaped.substring(start, end);
    int done = 0;
    for (int at = value.indexOf('@'); at >= 0; at = value.indexOf('@', Math.max(at + 1, done))) {
      if (PolicyExpression.startsAt(value, at)) {
        Decoded decoded = new Decoded(value, at);
        int stop = PolicyExpression.end(decoded.text.toString(), 0);
        boolean unclosed = stop < 0 && value.substring(0, at).isBlank();
        if (stop >= 0 || unclosed) {
          // an unclosed one is decoded too, so that the raw form is refused by its element
          stop = stop < 0 ? decoded.text.length() : stop;
          out.append(value, done, at).append(decoded.text, 0, stop);
          done = at + decoded.source[stop];
        }
      }
    }
    out.append(value, done, value.length());
  }

  /**
   * A text with its five entities replaced, and for each of its characters where it stood before.
   */
  private static final class Decoded {
    private static final String[][] ENTITIES = {
      {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}
    };

    private final StringBuilder text = new StringBuilder();
    private final int[] source;

    Decoded(String value, int from) {
      source = new int[value.length() - from + 1];
      int at = from;
      while (at < value.length()) {
        source[text.length()] = at - from;
        int length = 1;
        char character = value.charAt(at);
        for (String[] entity : character == '&' ? ENTITIES : new String[0][]) {
          if (value.startsWith(entity[0], at)) {
            length = entity[0].length();
            character = entity[1].charAt(0);
          }
        }
        text.append(character);
        at += length;
      }
      source[text.length()] = at - from;
    }
  }
}
