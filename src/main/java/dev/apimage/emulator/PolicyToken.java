package dev.apimage.emulator;

import java.util.List;

/**
 * A piece of a policy document, as offsets into its text.
 *
 * @param name the element's name; empty where there is none
 * @param nameAt where the name starts
 * @param empty whether it is a tag that closes itself
 * @param attributes of a start tag, in the order written
 * @param expressions in text: the policy expressions, in order
 */
record PolicyToken(
    Kind kind,
    int start,
    int end,
    String name,
    int nameAt,
    boolean empty,
    List<Attribute> attributes,
    List<Range> expressions) {

  enum Kind {
    START,
    END,
    TEXT,
    CDATA,
    COMMENT,
    INSTRUCTION
  }

  /** From {@code start} up to and without {@code end}. */
  record Range(int start, int end) {}

  /**
   * An attribute.
   *
   * @param start where its value starts, behind the quote
   * @param end where its value ends, at the quote
   */
  record Attribute(String name, int start, int end, char quote, List<Range> expressions) {
    String value(String text) {
      return text.substring(start, end);
    }
  }

  PolicyToken {
    attributes = List.copyOf(attributes);
    expressions = List.copyOf(expressions);
  }

  static PolicyToken plain(Kind kind, int start, int end) {
    return new PolicyToken(kind, start, end, "", start, false, List.of(), List.of());
  }

  String in(String text) {
    return text.substring(start, end);
  }
}
