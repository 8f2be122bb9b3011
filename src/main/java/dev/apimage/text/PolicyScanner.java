package dev.apimage.text;

import dev.apimage.text.PolicyDocument.Fault;
import dev.apimage.text.PolicyToken.Attribute;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a policy's text into tokens. It reads XML as people type it into API Management: an
 * expression may hold {@code <}, {@code &&} and the quotation mark of its attribute. What makes no
 * sense becomes a fault and stays in the tokens.
 */
final class PolicyScanner {
  static final String COMMENT_OPEN = "<!--";
  static final String COMMENT_CLOSE = "-->";
  static final String CDATA_OPEN = "<![CDATA[";
  static final String CDATA_CLOSE = "]]>";

  private final String text;
  private final int end;
  private final List<PolicyToken> tokens = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Deque<PolicyToken> open = new ArrayDeque<>();
  private int at;

  private PolicyScanner(String text, TextSpan part) {
    this.text = text;
    this.at = part.offset();
    this.end = part.end();
  }

  static PolicyDocument scan(String text, TextSpan part) {
    PolicyScanner scanner = new PolicyScanner(text, part);
    while (scanner.at < scanner.end) {
      scanner.next();
    }
    for (PolicyToken unclosed : scanner.open) {
      scanner.fault(unclosed.offset(), "<" + unclosed.name() + "> is not closed");
    }
    return new PolicyDocument(text, scanner.tokens, scanner.faults);
  }

  private void next() {
    if (!isMarkup(at)) {
      text();
    } else if (text.startsWith(COMMENT_OPEN, at)) {
      until(PolicyToken.Type.COMMENT, COMMENT_OPEN, COMMENT_CLOSE);
    } else if (text.startsWith(CDATA_OPEN, at)) {
      until(PolicyToken.Type.CDATA, CDATA_OPEN, CDATA_CLOSE);
    } else if (text.startsWith("<?", at)) {
      until(PolicyToken.Type.INSTRUCTION, "<?", "?>");
    } else if (text.startsWith("<!", at)) {
      until(PolicyToken.Type.INSTRUCTION, "<!", ">");
    } else if (text.startsWith("</", at)) {
      close();
    } else {
      element();
    }
  }

  private boolean isMarkup(int i) {
    if (text.charAt(i) != '<' || i + 1 >= end) {
      return false;
    }
    char c = text.charAt(i + 1);
    return c == '?'
        || isNameStart(c)
        || (c == '/' && i + 2 < end && isNameStart(text.charAt(i + 2)))
        || text.startsWith(COMMENT_OPEN, i)
        || text.startsWith(CDATA_OPEN, i)
        || text.startsWith("<!DOCTYPE", i);
  }

  private static boolean isNameStart(char c) {
    return Character.isLetter(c) || c == '_' || c == ':';
  }

  private void fault(int offset, String what) {
    faults.add(new Fault(offset, what));
  }

  private void add(
      PolicyToken.Type type,
      int start,
      String name,
      List<Attribute> attributes,
      List<PolicyExpression> code) {
    tokens.add(new PolicyToken(type, start, at, name, attributes, code));
  }

  private void text() {
    int start = at;
    List<PolicyExpression> expressions = new ArrayList<>();
    while (at < end && !isMarkup(at)) {
      if (ExpressionScanner.begins(text, at)) {
        expression().ifPresent(expressions::add);
      } else {
        at++;
      }
    }
    add(PolicyToken.Type.TEXT, start, "", List.of(), expressions);
    if (open.isEmpty() && !text.substring(start, at).replace("\uFEFF", "").isBlank()) {
      fault(start, "text outside of any element");
    }
  }

  /** The expression here, going behind it; none and one character further if it has no end. */
  private Optional<PolicyExpression> expression() {
    Optional<PolicyExpression> found = ExpressionScanner.scan(text, at, end);
    if (found.isEmpty()) {
      fault(at, "an expression that is not closed");
      at++;
    } else {
      at = found.get().end();
    }
    return found;
  }

  private void until(PolicyToken.Type type, String opening, String closing) {
    int start = at;
    int close = text.indexOf(closing, at + opening.length());
    if (close < 0 || close + closing.length() > end) {
      fault(start, opening + " is not closed");
      at = end;
    } else {
      at = close + closing.length();
    }
    List<PolicyExpression> expressions = new ArrayList<>();
    if (type == PolicyToken.Type.CDATA) {
      if (open.isEmpty()) {
        fault(start, "text outside of any element");
      }
      int stop = at;
      at = start + opening.length();
      int first = skipBlanks(at);
      if (ExpressionScanner.begins(text, first)) {
        ExpressionScanner.scan(text, first, stop).ifPresent(expressions::add);
      }
      at = stop;
    }
    add(type, start, "", List.of(), expressions);
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < end && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private String name() {
    int start = at;
    while (at < end && " \t\r\n/>=<\"'".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private void close() {
    int start = at;
    at += 2;
    String name = name();
    at = skipBlanks(at);
    if (at < end && text.charAt(at) == '>') {
      at++;
    } else {
      fault(start, "</" + name + " has no >");
    }
    add(PolicyToken.Type.CLOSE, start, name, List.of(), List.of());
    if (open.stream().noneMatch(o -> o.name().equals(name))) {
      fault(start, "</" + name + "> closes nothing");
      return;
    }
    while (!open.peek().name().equals(name)) {
      PolicyToken skipped = open.pop();
      fault(skipped.offset(), "<" + skipped.name() + "> is not closed");
    }
    open.pop();
  }

  private void element() {
    int start = at;
    at++;
    String name = name();
    List<Attribute> attributes = new ArrayList<>();
    PolicyToken.Type type = null;
    while (type == null) {
      at = skipBlanks(at);
      if (at >= end || isMarkup(at)) {
        fault(start, "<" + name + " has no >");
        type = PolicyToken.Type.OPEN;
      } else if (text.charAt(at) == '>') {
        at++;
        type = PolicyToken.Type.OPEN;
      } else if (text.startsWith("/>", at)) {
        at += 2;
        type = PolicyToken.Type.EMPTY;
      } else {
        attribute(name, attributes);
      }
    }
    add(type, start, name, attributes, List.of());
    if (type == PolicyToken.Type.OPEN) {
      open.push(tokens.get(tokens.size() - 1));
    }
  }

  private void attribute(String element, List<Attribute> attributes) {
    int start = at;
    String name = name();
    if (name.isEmpty()) {
      at++;
      fault(start, "<" + element + "> holds something that is no attribute");
      attributes.add(new Attribute("", start, new TextSpan(start, at), List.of()));
      return;
    }
    int equals = skipBlanks(at);
    if (equals >= end || text.charAt(equals) != '=') {
      fault(start, "the attribute " + name + " has no value");
      attributes.add(new Attribute("", start, new TextSpan(start, at), List.of()));
      return;
    }
    at = skipBlanks(equals + 1);
    if (at < end && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
      attributes.add(quoted(name, start));
    } else {
      fault(start, "the value of " + name + " has no quotation marks");
      int value = at;
      while (at < end && !Character.isWhitespace(text.charAt(at)) && text.charAt(at) != '>') {
        at++;
      }
      attributes.add(new Attribute(name, start, new TextSpan(value, at), List.of()));
    }
    if (attributes.stream().filter(a -> a.name().equals(name)).count() > 1) {
      fault(start, "the attribute " + name + " stands twice");
    }
  }

  private Attribute quoted(String name, int start) {
    char quote = text.charAt(at);
    at++;
    int from = at;
    List<PolicyExpression> expressions = new ArrayList<>();
    boolean computed = ExpressionScanner.begins(text, skipBlanks(at));
    while (at < end && text.charAt(at) != quote) {
      if (computed && ExpressionScanner.begins(text, at)) {
        expression().ifPresent(expressions::add);
      } else {
        at++;
      }
    }
    TextSpan value = new TextSpan(from, Math.min(at, end));
    if (at >= end) {
      fault(start, "the value of " + name + " is not closed");
    } else {
      at++;
      if (at < end && isNameStart(text.charAt(at))) {
        fault(at, "no blank between two attributes");
      }
    }
    return new Attribute(name, start, value, expressions);
  }
}
