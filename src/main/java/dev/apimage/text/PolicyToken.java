package dev.apimage.text;

import java.util.List;

/**
 * One piece of a policy's text. The tokens of a policy follow each other without a gap: their
 * characters put together are the policy.
 *
 * @param type what it is
 * @param offset of its first character
 * @param end behind its last character
 * @param name an element's name as typed, else empty
 * @param attributes of an opening or empty element, as typed and in order
 * @param expressions of a text or a CDATA section
 */
public record PolicyToken(
    Type type,
    int offset,
    int end,
    String name,
    List<Attribute> attributes,
    List<PolicyExpression> expressions) {
  public PolicyToken {
    attributes = List.copyOf(attributes);
    expressions = List.copyOf(expressions);
  }

  /** What a token is. */
  public enum Type {
    /** {@code <choose>}. */
    OPEN,
    /** {@code </choose>}. */
    CLOSE,
    /** {@code <base />}. */
    EMPTY,
    /** What stands between tags, white space included. */
    TEXT,
    /** {@code <!-- … -->}. */
    COMMENT,
    /** {@code <![CDATA[…]]>}. */
    CDATA,
    /** {@code <?xml … ?>} or {@code <!DOCTYPE …>}. */
    INSTRUCTION
  }

  /**
   * An attribute.
   *
   * @param name as typed; empty for characters in a tag that make no attribute
   * @param offset of the name
   * @param value the place of the value without its quotation marks; not decoded
   * @param expressions in the value; not empty only where the value begins with one, white space
   *     aside
   */
  public record Attribute(
      String name, int offset, TextSpan value, List<PolicyExpression> expressions) {
    public Attribute {
      expressions = List.copyOf(expressions);
    }

    /** True if the value is computed, so that it is no id or constant. */
    public boolean isExpression() {
      return !expressions.isEmpty();
    }
  }

  /** True if this begins an element. */
  public boolean isElement() {
    return type == Type.OPEN || type == Type.EMPTY;
  }

  /** An attribute's value in the text given, decoded; empty where there is none. */
  public String attribute(String text, String attribute) {
    for (Attribute each : attributes) {
      if (each.name().equals(attribute)) {
        return Entities.decode(each.value().of(text));
      }
    }
    return "";
  }

  /** What a comment or CDATA section says; of other types the whole. */
  TextSpan content(String text) {
    int start = offset;
    int stop = end;
    if (type == Type.COMMENT) {
      start += PolicyScanner.COMMENT_OPEN.length();
      stop -= text.startsWith(PolicyScanner.COMMENT_CLOSE, end - 3) ? 3 : 0;
    } else if (type == Type.CDATA) {
      start += PolicyScanner.CDATA_OPEN.length();
      stop -= text.startsWith(PolicyScanner.CDATA_CLOSE, end - 3) ? 3 : 0;
    }
    return new TextSpan(Math.min(start, end), Math.max(Math.min(start, end), stop));
  }
}
