package dev.apimage.text;

import dev.apimage.text.PolicyExpression.Piece;
import dev.apimage.text.PolicyExpression.PieceType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds where a policy expression ends: by balancing the bracket that opened it, with C#'s rules
 * for strings (plain, verbatim, interpolated, raw), characters and comments, so that a bracket or a
 * quotation mark inside one of them counts for nothing. Quotation marks may be typed as entities: a
 * string ends with the spelling that began it.
 */
final class ExpressionScanner {
  private final String text;
  private final int limit;
  private final List<Piece> pieces = new ArrayList<>();
  private int at;

  private ExpressionScanner(String text, int limit, int at) {
    this.text = text;
    this.limit = limit;
    this.at = at;
  }

  /** True if an expression may begin here. */
  static boolean begins(String text, int at) {
    return text.startsWith("@(", at) || text.startsWith("@{", at);
  }

  /** The expression that begins here and ends before the limit; empty if it has no end. */
  static Optional<PolicyExpression> scan(String text, int offset, int limit) {
    ExpressionScanner scanner = new ExpressionScanner(text, limit, offset + 2);
    char open = text.charAt(offset + 1);
    if (!scanner.code(open, open == '(' ? ')' : '}')) {
      return Optional.empty();
    }
    scanner.pieces.sort(Comparator.comparingInt(Piece::offset));
    return Optional.of(new PolicyExpression(offset, scanner.at, scanner.pieces));
  }

  /** Goes behind the bracket that closes this code; false at the end of the text. */
  private boolean code(char open, char close) {
    int depth = 1;
    while (at < limit) {
      char c = text.charAt(at);
      if (c == open) {
        depth++;
        at++;
      } else if (c == close) {
        depth--;
        at++;
        if (depth == 0) {
          return true;
        }
      } else if (c == '/' && text.startsWith("//", at)) {
        lineComment();
      } else if (c == '/' && text.startsWith("/*", at)) {
        if (!blockComment()) {
          return false;
        }
      } else if (!string() && !character()) {
        at++;
      } else if (at > limit) {
        return false;
      }
    }
    return false;
  }

  private void lineComment() {
    int start = at;
    while (at < limit && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    add(PieceType.COMMENT, start, "//", List.of(new TextSpan(start + 2, at)));
  }

  private boolean blockComment() {
    int close = text.indexOf("*/", at + 2);
    if (close < 0 || close + 2 > limit) {
      return false;
    }
    int start = at;
    at = close + 2;
    add(PieceType.COMMENT, start, "/*", List.of(new TextSpan(start + 2, close)));
    return true;
  }

  private void add(PieceType type, int start, String delimiter, List<TextSpan> spans) {
    pieces.add(new Piece(type, start, Math.min(at, limit), delimiter, spans));
  }

  /** Goes behind a character such as {@code '"'}, if there is one here. */
  private boolean character() {
    int quote = Entities.lengthOf('\'', text, at);
    if (quote == 0) {
      return false;
    }
    int i = at + quote;
    if (i < limit && text.charAt(i) == '\\') {
      i += 1 + one(i + 1);
      for (int digits = 0; digits < 8 && i < limit && isHex(text.charAt(i)); digits++) {
        i++;
      }
    } else {
      i += one(i);
    }
    int close = Entities.lengthOf('\'', text, i);
    if (close == 0 || i + close > limit) {
      return false;
    }
    int start = at;
    at = i + close;
    add(PieceType.CHARACTER, start, "'", List.of(new TextSpan(start + quote, i)));
    return true;
  }

  private static boolean isHex(char c) {
    return Character.digit(c, 16) >= 0;
  }

  /** The length of the character here, which may be typed as an entity. */
  private int one(int i) {
    for (char c : new char[] {'"', '\'', '&', '<', '>'}) {
      int length = Entities.lengthOf(c, text, i);
      if (length > 0) {
        return length;
      }
    }
    return 1;
  }

  /**
   * Goes behind a string, if there is one here. One without an end leaves the scanner behind the
   * limit, except that a plain string ends with its line.
   */
  private boolean string() {
    int i = at;
    boolean verbatim = false;
    boolean interpolated = false;
    while (i < limit && (text.charAt(i) == '$' || text.charAt(i) == '@')) {
      verbatim |= text.charAt(i) == '@';
      interpolated |= text.charAt(i) == '$';
      i++;
    }
    int length = Entities.lengthOf('"', text, i);
    if (length == 0) {
      return false;
    }
    int start = at;
    String delimiter = text.substring(i, i + length);
    at = i + length;
    if (!verbatim && raw(start, i, delimiter)) {
      return true;
    }
    List<TextSpan> spans = new ArrayList<>();
    boolean closed =
        interpolated ? holed(delimiter, verbatim, spans) : plain(delimiter, verbatim, spans);
    if (!closed) {
      at = limit + 1;
    }
    add(PieceType.STRING, start, delimiter, spans);
    return true;
  }

  /** Goes behind a raw string, three quotation marks or more at both ends. */
  private boolean raw(int start, int first, String delimiter) {
    int marks = 1;
    while (text.startsWith(delimiter, first + marks * delimiter.length())) {
      marks++;
    }
    int content = first + marks * delimiter.length();
    int close = marks < 3 ? -1 : text.indexOf(delimiter.repeat(marks), content);
    if (close < 0 || close + marks * delimiter.length() > limit) {
      return false;
    }
    at = close + marks * delimiter.length();
    add(PieceType.STRING, start, delimiter, List.of(new TextSpan(content, close)));
    return true;
  }

  private boolean plain(String delimiter, boolean verbatim, List<TextSpan> spans) {
    int from = at;
    while (at < limit) {
      int end = at;
      if (ends(delimiter, verbatim)) {
        spans.add(new TextSpan(from, end));
        return true;
      }
      within(verbatim);
    }
    return false;
  }

  private boolean holed(String delimiter, boolean verbatim, List<TextSpan> spans) {
    int from = at;
    while (at < limit) {
      int end = at;
      if (ends(delimiter, verbatim)) {
        spans.add(new TextSpan(from, end));
        return true;
      }
      if (text.startsWith("{{", at) || text.startsWith("}}", at)) {
        at += 2;
      } else if (text.charAt(at) == '{') {
        spans.add(new TextSpan(from, at));
        at++;
        if (!code('{', '}')) {
          return false;
        }
        from = at;
      } else {
        within(verbatim);
      }
    }
    return false;
  }

  /** Goes behind the end of the string, if it is here. */
  private boolean ends(String delimiter, boolean verbatim) {
    if (text.startsWith(delimiter, at)) {
      boolean doubled = verbatim && text.startsWith(delimiter, at + delimiter.length());
      at += doubled ? 0 : delimiter.length();
      return !doubled;
    }
    char c = text.charAt(at);
    return !verbatim && (c == '\n' || c == '\r');
  }

  private void within(boolean verbatim) {
    if (verbatim) {
      int quote = Entities.lengthOf('"', text, at);
      at +=
          quote > 0 && text.startsWith(text.substring(at, at + quote), at + quote) ? 2 * quote : 1;
    } else if (text.charAt(at) == '\\') {
      at += 1 + one(at + 1);
    } else {
      at++;
    }
  }
}
