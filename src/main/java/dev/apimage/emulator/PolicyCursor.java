package dev.apimage.emulator;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in an XML text that moves over names, blanks and references, with faults as .NET words
 * them.
 */
class PolicyCursor {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_:][\\p{L}\\p{N}_:.\\-\\u00B7]*");
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#[0-9]{1,7};|#x[0-9A-Fa-f]{1,6};|(" + NAME.pattern() + ");)");
  private static final Set<String> ENTITIES = Set.of("lt", "gt", "amp", "quot", "apos");

  final String text;
  int at;

  PolicyCursor(String text) {
    this.text = text;
  }

  void reference() {
    if (text.charAt(at) != '&') {
      return;
    }
    Matcher matcher = REFERENCE.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      at++;
      if (NAME.matcher(text).region(at, text.length()).lookingAt()) {
        name();
        throw unexpected("';'");
      }
      throw fault(at, "An error occurred while parsing EntityName.");
    }
    String entity = matcher.group(1);
    if (entity != null && !ENTITIES.contains(entity)) {
      throw fault(at + 1, "Reference to undeclared entity '" + entity + "'.");
    }
  }

  String name() {
    Matcher matcher = NAME.matcher(text).region(at, text.length());
    if (matcher.lookingAt()) {
      at = matcher.end();
      return matcher.group();
    }
    if (at >= text.length()) {
      throw fault(at, "Unexpected end of file has occurred.");
    }
    char c = text.charAt(at);
    throw fault(
        at,
        String.format(
            Locale.ROOT,
            "Name cannot begin with the '%c' character, hexadecimal value 0x%02X.",
            c,
            (int) c));
  }

  boolean blanks() {
    int start = at;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at > start;
  }

  void expect(String token) {
    if (!text.startsWith(token, at)) {
      throw unexpected("'" + token + "'");
    }
    at += token.length();
  }

  PolicyRefused unexpected(String expected) {
    if (at >= text.length()) {
      return fault(at, "Unexpected end of file has occurred.");
    }
    return fault(
        at,
        "'"
            + text.charAt(at)
            + "' is an unexpected token. The expected token is "
            + expected
            + ".");
  }

  PolicyRefused fault(int offset, String message) {
    return PolicyRefused.syntax(text, offset, message);
  }
}
