package dev.apimage.emulator;

/**
 * A policy document that API Management would not store: one entry of the error's {@code details}.
 */
final class PolicyRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The target API Management names when a document is no XML at all. */
  static final String DOCUMENT = "representation";

  private final String target;
  private final boolean syntax;

  PolicyRefused(String target, String message) {
    this(target, message, false);
  }

  private PolicyRefused(String target, String message, boolean syntax) {
    super(message);
    this.target = target;
    this.syntax = syntax;
  }

  /**
   * A fault of XML syntax, worded as .NET's XmlReader words it; {@code message} ends with a full
   * stop.
   */
  static PolicyRefused syntax(String text, int offset, String message) {
    TextSpot spot = TextSpot.of(text, offset);
    return new PolicyRefused(
        DOCUMENT, message + " Line " + spot.line() + ", position " + spot.column() + ".", true);
  }

  /** A fault in one element; {@code offset} is that of the element's name. */
  static PolicyRefused element(String text, int offset, String element, String message) {
    TextSpot spot = TextSpot.of(text, offset);
    return new PolicyRefused(element, spot.inElement(element) + message);
  }

  /** What {@code details[].target} says: the element's name, or {@value #DOCUMENT}. */
  String target() {
    return target;
  }

  /** Whether the document is no XML at all. */
  boolean isSyntax() {
    return syntax;
  }

  /** A place in a text; both count from 1, as API Management's messages do. */
  record TextSpot(int line, int column) {
    static TextSpot of(String text, int offset) {
      int line = 1;
      int start = 0;
      for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
        line++;
        start = i + 1;
      }
      return new TextSpot(line, offset - start + 1);
    }

    String inElement(String element) {
      return "Error in element '" + element + "' on line " + line + ", column " + column + ": ";
    }
  }
}
