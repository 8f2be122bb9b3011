package dev.apimage.text;

import java.util.List;

/**
 * What may be asked of a policy's text. Policies are never parsed and written again: two of five
 * real ones are no well-formed XML, since C# expressions may hold {@code <}, {@code &&} and
 * quotation marks as they are. They are kept as text, and only looked at.
 */
public final class PolicyText {
  private PolicyText() {}

  /**
   * How a policy is written to a file: LF newlines, no byte order mark, one newline at the end;
   * nothing else changes. API Management answers with CRLF between elements and without a newline
   * at the end.
   */
  public static String onDisk(String text) {
    String lines = lines(text);
    return lines.isEmpty() ? "" : lines + "\n";
  }

  private static String lines(String text) {
    int from = 0;
    while (from < text.length() && text.charAt(from) == '\uFEFF') {
      from++;
    }
    String lines = text.substring(from).replace("\r\n", "\n").replace('\r', '\n');
    int to = lines.length();
    while (to > 0 && lines.charAt(to - 1) == '\n') {
      to--;
    }
    return lines.substring(0, to);
  }

  /**
   * The form in which two policies that mean the same are equal. It is a policy itself, and its own
   * canonical form.
   *
   * <p>What does not count: newline form, byte order mark, indentation and other white space
   * between tags; the kind of quotation mark and the blanks inside a tag; {@code <x/>}, {@code <x
   * />} and {@code <x></x>}; how one of XML's five special characters is typed, in an expression
   * too; white space with a newline at the edges of an element's text (in {@code set-body} only
   * around a single expression, since a literal body is sent as it stands); indentation inside
   * comments.
   *
   * <p>What counts: everything else; the order of attributes (API Management keeps it), white space
   * inside expressions, literal texts and attribute values, and entities between a plain pair of
   * quotation marks of an expression. A text with faults is only freed of its newline form.
   */
  public static String canonical(String text) {
    String lines = lines(text);
    PolicyDocument policy = PolicyDocument.of(lines);
    String canonical = policy.faults().isEmpty() ? CanonicalPolicy.of(policy) : lines;
    // A byte order mark that stood behind white space comes to the front.
    return canonical.startsWith("\uFEFF") ? canonical(canonical) : canonical;
  }

  /** True if two policies mean the same: their canonical forms are equal. */
  public static boolean equal(String one, String other) {
    return one.equals(other) || canonical(one).equals(canonical(other));
  }

  /**
   * What a policy refers to, in the order of its text. Values that are computed, or that a named
   * value completes ({@code backend-id="{{x}}"}), are no ids.
   */
  public static List<PolicyReference> references(String text) {
    return PolicyReferences.in(text);
  }

  /**
   * The opening tags around a place, outermost first, as they are typed but for white space. A tag
   * that holds the place itself is none of them.
   *
   * @param offset of a character
   */
  public static List<String> enclosing(String text, int offset) {
    return EnclosingTags.of(text, offset);
  }

  /**
   * Every text of a policy that a person could have typed a secret into, in the order of its text
   * and without overlap: attribute values, element texts, comments, and the string literals and
   * comments inside expressions. Code is not among them; a commented-out policy is looked into.
   */
  public static List<PolicyLiteral> literals(String text) {
    return PolicyLiterals.in(text);
  }
}
