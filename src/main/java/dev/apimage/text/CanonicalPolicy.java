package dev.apimage.text;

import dev.apimage.text.PolicyExpression.Piece;
import dev.apimage.text.PolicyExpression.PieceType;
import dev.apimage.text.PolicyToken.Attribute;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the one form of a policy without faults: two blanks of indentation, no white space that
 * means nothing, one spelling of entities. It is written from the flat tokens so that no depth of
 * nesting is too much.
 */
final class CanonicalPolicy {
  /** Whose text is sent as it stands, so that blanks and newlines at its edges count. */
  private static final String VERBATIM = "set-body";

  private final PolicyDocument policy;
  private final String text;
  private final StringBuilder out = new StringBuilder();
  private final Deque<Open> open = new ArrayDeque<>();

  /** An element being written: its content stands inline, it is part of a body sent as it is. */
  private record Open(boolean inline, boolean verbatim) {}

  private CanonicalPolicy(PolicyDocument policy) {
    this.policy = policy;
    this.text = policy.text();
  }

  static String of(PolicyDocument policy) {
    CanonicalPolicy writer = new CanonicalPolicy(policy);
    writer.write();
    return writer.out.toString();
  }

  private void write() {
    List<PolicyToken> kept = kept();
    Set<Integer> mixed = mixed(kept);
    for (int i = 0; i < kept.size(); i++) {
      PolicyToken token = kept.get(i);
      switch (token.type()) {
        case OPEN -> {
          boolean empty = kept.get(i + 1).type() == PolicyToken.Type.CLOSE;
          tag(token, empty ? " />" : ">");
          if (empty) {
            i++;
          } else {
            open.push(
                new Open(
                    inline() || mixed.contains(i), verbatim() || token.name().equals(VERBATIM)));
          }
        }
        case CLOSE -> {
          boolean content = open.pop().inline();
          if (!content) {
            newLine();
          }
          out.append("</").append(token.name()).append('>');
        }
        case EMPTY -> tag(token, " />");
        case TEXT -> out.append(text(token));
        case COMMENT -> comment(token.content(text).of(text));
        default -> {
          newLine();
          out.append(text, token.offset(), token.end());
        }
      }
    }
  }

  private boolean inline() {
    return !open.isEmpty() && open.peek().inline();
  }

  private boolean verbatim() {
    return !open.isEmpty() && open.peek().verbatim();
  }

  /** All but white space that means nothing. */
  private List<PolicyToken> kept() {
    List<PolicyToken> all = policy.tokens();
    List<PolicyToken> kept = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String typed = text.substring(all.get(i).offset(), all.get(i).end());
      boolean isBlank = all.get(i).type() == PolicyToken.Type.TEXT && typed.isBlank();
      boolean isAlone =
          i > 0
              && i + 1 < all.size()
              && all.get(i - 1).type() == PolicyToken.Type.OPEN
              && all.get(i + 1).type() == PolicyToken.Type.CLOSE;
      if (!isBlank || (isAlone && typed.indexOf('\n') < 0)) {
        kept.add(all.get(i));
      }
    }
    return kept;
  }

  /** The indexes of the opening tags whose element has a text among its children. */
  private static Set<Integer> mixed(List<PolicyToken> tokens) {
    Set<Integer> mixed = new HashSet<>();
    Deque<Integer> around = new ArrayDeque<>();
    for (int i = 0; i < tokens.size(); i++) {
      switch (tokens.get(i).type()) {
        case OPEN -> around.push(i);
        case CLOSE -> around.pop();
        case TEXT, CDATA -> mixed.add(around.peek());
        default -> {}
      }
    }
    return mixed;
  }

  private void newLine() {
    if (!inline() && out.length() > 0) {
      out.append('\n').append("  ".repeat(open.size()));
    }
  }

  private void tag(PolicyToken token, String end) {
    newLine();
    out.append('<').append(token.name());
    for (Attribute attribute : token.attributes()) {
      out.append(' ').append(attribute.name()).append("=\"");
      out.append(value(attribute.value(), attribute.expressions(), true)).append('"');
    }
    out.append(end);
  }

  private void comment(String content) {
    newLine();
    String lines = content.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
    out.append(PolicyScanner.COMMENT_OPEN).append(' ');
    out.append(lines).append(lines.isEmpty() ? "" : " ").append(PolicyScanner.COMMENT_CLOSE);
  }

  private String text(PolicyToken token) {
    TextSpan span = new TextSpan(token.offset(), token.end());
    String value = value(span, token.expressions(), false);
    return verbatim() && !isOneExpression(token) ? value : trimLines(value);
  }

  private boolean isOneExpression(PolicyToken token) {
    if (token.expressions().size() != 1) {
      return false;
    }
    PolicyExpression only = token.expressions().get(0);
    return text.substring(token.offset(), only.offset()).isBlank()
        && text.substring(only.end(), token.end()).isBlank();
  }

  /** Takes the white space at an edge away if it breaks a line. */
  private static String trimLines(String value) {
    String head = value.substring(0, value.length() - value.stripLeading().length());
    String tail = value.substring(value.stripTrailing().length());
    int from = head.indexOf('\n') >= 0 ? head.length() : 0;
    int to = value.length() - (tail.indexOf('\n') >= 0 ? tail.length() : 0);
    return from >= to ? value : value.substring(from, to);
  }

  private String value(TextSpan span, List<PolicyExpression> expressions, boolean attribute) {
    StringBuilder value = new StringBuilder();
    int done = span.offset();
    for (PolicyExpression expression : expressions) {
      value.append(Entities.normalise(text.substring(done, expression.offset()), attribute));
      value.append(expression(text, expression));
      done = expression.end();
    }
    return value.append(Entities.normalise(text.substring(done, span.end()), attribute)).toString();
  }

  /**
   * An expression as C#. Where a string began with an entity the author typed the expression
   * escaped; between a plain pair of quotation marks an entity is what the string says.
   */
  static String expression(String text, PolicyExpression expression) {
    List<Piece> outer = expression.outerPieces();
    boolean escaped = outer.stream().anyMatch(CanonicalPolicy::isEscaped);
    StringBuilder code = new StringBuilder();
    int done = expression.offset();
    for (Piece piece : outer) {
      code.append(Entities.decodeCode(text.substring(done, piece.offset())));
      String typed = text.substring(piece.offset(), piece.end());
      boolean decode =
          piece.type() == PieceType.STRING
              ? isEscaped(piece) && typed.indexOf('"') < 0
              : escaped || piece.type() == PieceType.CHARACTER;
      code.append(decode ? Entities.decode(typed) : typed);
      done = piece.end();
    }
    return code.append(Entities.decodeCode(text.substring(done, expression.end()))).toString();
  }

  private static boolean isEscaped(Piece piece) {
    return piece.type() == PieceType.STRING && !piece.delimiter().equals("\"");
  }
}
