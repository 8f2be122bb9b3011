package dev.apimage.emulator;

import dev.apimage.emulator.PolicyToken.Attribute;
import dev.apimage.emulator.PolicyToken.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Writes a policy document as .NET's XmlWriter does with tabs and CRLF: nodes on lines of their own
 * until an element's first text, nothing between the nodes after it, {@code <x></x>} kept apart
 * from {@code <x />}.
 */
final class PolicyIndent {
  private final String text;
  private final StringBuilder out = new StringBuilder();

  /** For each open element whether its parent's content was mixed when it began. */
  private final Deque<Boolean> outer = new ArrayDeque<>();

  private boolean mixed;
  private boolean justOpened;

  private PolicyIndent(String text) {
    this.text = text;
  }

  static String indented(String text, List<PolicyToken> tokens) {
    PolicyIndent writer = new PolicyIndent(text);
    for (PolicyToken token : tokens) {
      writer.write(token);
    }
    return writer.out.toString();
  }

  private void write(PolicyToken token) {
    switch (token.kind()) {
      case TEXT -> {
        if (token.in(text).isBlank()) {
          return;
        }
        mixed = true;
        out.append(lineFeeds(token.in(text)));
      }
      case CDATA -> {
        mixed = true;
        out.append(lineFeeds(token.in(text)));
      }
      case COMMENT -> onItsLine(lineFeeds(token.in(text)));
      case INSTRUCTION -> {
        if (token.in(text).startsWith("<?xml ")) {
          return;
        }
        onItsLine(lineFeeds(token.in(text)));
      }
      case START -> {
        onItsLine(startTag(token));
        if (!token.empty()) {
          outer.push(mixed);
        }
      }
      case END -> endTag(token);
    }
    justOpened = token.kind() == Kind.START && !token.empty();
  }

  private void endTag(PolicyToken token) {
    boolean before = outer.pop();
    if (!mixed && !justOpened) {
      newLine();
    }
    out.append("</").append(token.name()).append('>');
    mixed = before;
  }

  private void onItsLine(String node) {
    if (!mixed) {
      newLine();
    }
    out.append(node);
  }

  private void newLine() {
    if (!out.isEmpty()) {
      out.append("\r\n").append("\t".repeat(outer.size()));
    }
  }

  private String startTag(PolicyToken token) {
    StringBuilder tag = new StringBuilder("<").append(token.name());
    for (Attribute attribute : token.attributes()) {
      String value = lineFeeds(attribute.value(text));
      char quote = plainQuotes(attribute) ? '\'' : '"';
      tag.append(' ')
          .append(attribute.name())
          .append('=')
          .append(quote)
          .append(value)
          .append(quote);
    }
    return tag.append(token.empty() ? " />" : ">").toString();
  }

  /** Single quotes stay only where the value has a double quote outside expressions. */
  private boolean plainQuotes(Attribute attribute) {
    int done = attribute.start();
    for (PolicyToken.Range expression : attribute.expressions()) {
      if (text.substring(done, expression.start()).indexOf('"') >= 0) {
        return true;
      }
      done = expression.end();
    }
    return text.substring(done, attribute.end()).indexOf('"') >= 0;
  }

  private static String lineFeeds(String value) {
    return value.indexOf('\r') < 0 ? value : value.replace("\r\n", "\n").replace('\r', '\n');
  }
}
