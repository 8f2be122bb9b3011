package dev.apimage.emulator;

import dev.apimage.emulator.PolicyToken.Attribute;
import dev.apimage.emulator.PolicyToken.Kind;
import dev.apimage.emulator.PolicyToken.Range;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Splits a policy document into tokens and refuses what is no XML outside its expressions, in the
 * words of .NET's XmlReader, which API Management passes on.
 *
 * <p>In the raw form an expression is skipped as C#; in the escaped form ({@code format=xml}) the
 * document is plain XML, and expressions are found in the values afterwards.
 */
final class PolicyLexer extends PolicyCursor {
  private final boolean raw;
  private final List<PolicyToken> tokens = new ArrayList<>();
  private final Deque<PolicyToken> open = new ArrayDeque<>();
  private boolean rootSeen;

  private PolicyLexer(String text, boolean raw) {
    super(text);
    this.raw = raw;
  }

  static List<PolicyToken> tokens(String text, boolean raw) {
    return new PolicyLexer(text, raw).run();
  }

  private List<PolicyToken> run() {
    while (at < text.length()) {
      if (text.charAt(at) != '<') {
        text();
      } else if (text.startsWith("<!--", at)) {
        until("-->", Kind.COMMENT);
      } else if (text.startsWith("<![CDATA[", at) && !open.isEmpty()) {
        until("]]>", Kind.CDATA);
      } else if (text.startsWith("<?", at)) {
        until("?>", Kind.INSTRUCTION);
      } else if (text.startsWith("<!DOCTYPE", at)) {
        throw fault(at + 1, "For security reasons DTD is prohibited in this XML document.");
      } else if (text.startsWith("</", at)) {
        endTag();
      } else {
        startTag();
      }
    }
    if (!open.isEmpty()) {
      throw unclosed();
    }
    if (!rootSeen) {
      throw fault(at, "Root element is missing.");
    }
    return tokens;
  }

  private void until(String end, Kind kind) {
    int stop = text.indexOf(end, at);
    if (stop < 0) {
      throw open.isEmpty()
          ? fault(text.length(), "Unexpected end of file has occurred.")
          : unclosed();
    }
    stop += end.length();
    tokens.add(PolicyToken.plain(kind, at, stop));
    at = stop;
  }

  private void text() {
    int start = at;
    List<Range> expressions = new ArrayList<>();
    PolicyToken holder = open.peek();
    if (holder != null) {
      values("<", expressions, holder.name(), holder.nameAt(), "The expression is not closed.");
    } else if (!blanks() || (at < text.length() && text.charAt(at) != '<')) {
      throw fault(at, "Data at the root level is invalid.");
    }
    tokens.add(new PolicyToken(Kind.TEXT, start, at, "", start, false, List.of(), expressions));
  }

  /**
   * Reads text or an attribute's value up to {@code stop}. At its start an expression must close;
   * further on {@code @(} may be plain text, so that it counts only if it closes.
   */
  private void values(
      String stop, List<Range> expressions, String element, int elementAt, String unclosed) {
    boolean blank = true;
    while (at < text.length() && !text.startsWith(stop, at)) {
      if (raw && PolicyExpression.startsAt(text, at)) {
        int end = PolicyExpression.end(text, at);
        if (end >= 0) {
          expressions.add(new Range(at, end));
          at = end;
          blank = false;
          continue;
        }
        if (blank) {
          throw PolicyRefused.element(text, elementAt, element, unclosed);
        }
      }
      blank &= Character.isWhitespace(text.charAt(at));
      if (text.charAt(at) == '<') {
        throw fault(at, "'<', hexadecimal value 0x3C, is an invalid attribute character.");
      }
      reference();
      at++;
    }
  }

  private void startTag() {
    int start = at++;
    int nameAt = at;
    String name = name();
    if (open.isEmpty() && rootSeen) {
      throw fault(nameAt, "There are multiple root elements.");
    }
    rootSeen = true;
    List<Attribute> attributes = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    boolean spaced = blanks();
    while (!text.startsWith(">", at) && !text.startsWith("/>", at)) {
      if (at >= text.length()) {
        throw fault(at, "Unexpected end of file has occurred.");
      }
      int attributeAt = at;
      if (!spaced) {
        throw unexpected("'>'");
      }
      Attribute attribute = attribute(name, nameAt);
      if (!seen.add(attribute.name())) {
        throw fault(attributeAt, "'" + attribute.name() + "' is a duplicate attribute name.");
      }
      attributes.add(attribute);
      spaced = blanks();
    }
    boolean empty = text.charAt(at) == '/';
    at += empty ? 2 : 1;
    PolicyToken tag =
        new PolicyToken(Kind.START, start, at, name, nameAt, empty, attributes, List.of());
    tokens.add(tag);
    if (!empty) {
      open.push(tag);
    }
  }

  private Attribute attribute(String element, int elementAt) {
    String name = name();
    blanks();
    expect("=");
    blanks();
    char quote = at < text.length() ? text.charAt(at) : ' ';
    if (quote != '"' && quote != '\'') {
      throw unexpected("'\"' or '''");
    }
    int start = ++at;
    List<Range> expressions = new ArrayList<>();
    values(
        String.valueOf(quote),
        expressions,
        element,
        elementAt,
        "The expression in attribute '" + name + "' is not closed.");
    int end = at;
    expect(String.valueOf(quote));
    return new Attribute(name, start, end, quote, expressions);
  }

  private void endTag() {
    at += 2;
    int nameAt = at;
    String name = name();
    blanks();
    expect(">");
    if (open.isEmpty()) {
      throw fault(nameAt, "Unexpected end tag.");
    }
    PolicyToken start = open.pop();
    if (!start.name().equals(name)) {
      PolicyRefused.TextSpot spot = PolicyRefused.TextSpot.of(text, start.nameAt());
      throw fault(
          nameAt,
          String.format(
              Locale.ROOT,
              "The '%s' start tag on line %d position %d does not match the end tag of '%s'.",
              start.name(),
              spot.line(),
              spot.column(),
              name));
    }
    tokens.add(
        new PolicyToken(Kind.END, nameAt - 2, at, name, nameAt, false, List.of(), List.of()));
  }

  private PolicyRefused unclosed() {
    StringBuilder names = new StringBuilder();
    for (PolicyToken token : open) {
      names.append(names.isEmpty() ? "" : ", ").append(token.name());
    }
    return fault(
        text.length(),
        "Unexpected end of file has occurred. The following elements are not closed: "
            + names
            + ".");
  }
}
