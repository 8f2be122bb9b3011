package dev.apimage.emulator;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Finds where a policy expression ends: {@code @(…)} or {@code @{…}}, whose C# may hold quotes,
 * angle brackets and ampersands that are no XML.
 *
 * <p>Knows C# 7 strings (regular, verbatim, interpolated with nested holes), characters and
 * comments (C# language reference, "Lexical structure"), and strings whose delimiter is written an
 * XML entity.
 */
final class PolicyExpression {
  private static final String ENTITY_QUOTE = "&quot;";

  /** Interpolated strings nested deeper than this are no policy that a person wrote. */
  private static final int DEEPEST = 64;

  private final String text;
  private int at;

  private PolicyExpression(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /**
   * Whether an expression may start here. {@code @{{name}}} is an at sign before a named value, as
   * in an address.
   */
  static boolean startsAt(String text, int at) {
    if (at + 1 >= text.length() || text.charAt(at) != '@') {
      return false;
    }
    char open = text.charAt(at + 1);
    return open == '(' || (open == '{' && !PolicyReference.namedValueAt(text, at + 1));
  }

  /** The index behind the bracket that closes the expression starting here, or -1 if none does. */
  static int end(String text, int at) {
    PolicyExpression expression = new PolicyExpression(text, at + 2);
    char close = text.charAt(at + 1) == '(' ? ')' : '}';
    return expression.code(close, 0) ? expression.at : -1;
  }

  private boolean code(char close, int depth) {
    Deque<Character> open = new ArrayDeque<>();
    open.push(close);
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '(' -> open.push(')');
        case '[' -> open.push(']');
        case '{' -> open.push('}');
        case ')', ']', '}' -> {
          if (open.pop() != c) {
            return false;
          }
          if (open.isEmpty()) {
            at++;
            return true;
          }
        }
        case '"', '&', '$', '@' -> {
          if (!string(depth)) {
            return false;
          }
          continue;
        }
        case '\'' -> {
          character();
          continue;
        }
        case '/' -> {
          if (!comment()) {
            return false;
          }
          continue;
        }
        default -> {
          // any other character stands for itself
        }
      }
      at++;
    }
    return false;
  }

  /** Reads a string with its prefix, or the one character that turned out to start none. */
  private boolean string(int depth) {
    int quote = at;
    boolean verbatim = false;
    boolean interpolated = false;
    for (; quote < text.length() && quote < at + 2; quote++) {
      char c = text.charAt(quote);
      if (c == '@') {
        verbatim = true;
      } else if (c == '$') {
        interpolated = true;
      } else {
        break;
      }
    }
    String delimiter = text.startsWith("\"", quote) ? "\"" : ENTITY_QUOTE;
    if (!text.startsWith(delimiter, quote)) {
      at++;
      return true;
    }
    at = quote + delimiter.length();
    return depth < DEEPEST && stringBody(delimiter, verbatim, interpolated, depth);
  }

  private boolean stringBody(String delimiter, boolean verbatim, boolean interpolated, int depth) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (text.startsWith(delimiter, at)) {
        at += delimiter.length();
        if (!verbatim || !text.startsWith(delimiter, at)) {
          return true;
        }
        at += delimiter.length();
      } else if (c == '\\' && !verbatim) {
        at++;
        at += text.startsWith(delimiter, at) ? delimiter.length() : 1;
      } else if (c == '\n' && !verbatim) {
        return false;
      } else if (c == '{' && interpolated) {
        at++;
        if (at < text.length() && text.charAt(at) == '{') {
          at++;
        } else if (!code('}', depth + 1)) {
          return false;
        }
      } else {
        at++;
      }
    }
    return false;
  }

  /**
   * Reads a character literal; a lone apostrophe (in a comment's or format's text) stands for
   * itself.
   */
  private void character() {
    int inside = at + 1;
    int end;
    if (text.startsWith("\\", inside)) {
      end = text.indexOf('\'', inside + 2);
    } else if (text.startsWith("&", inside) && text.indexOf(';', inside) > 0) {
      end = text.indexOf(';', inside) + 1;
    } else {
      end = inside + 1;
    }
    boolean literal =
        end > inside && end - inside <= 10 && end < text.length() && text.charAt(end) == '\'';
    at = literal ? end + 1 : inside;
  }

  private boolean comment() {
    if (text.startsWith("//", at)) {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
      return end >= 0;
    }
    if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      at = end + 2;
      return end >= 0;
    }
    at++;
    return true;
  }
}
