package dev.apimage.emulator;

import dev.apimage.emulator.PolicyToken.Kind;
import dev.apimage.emulator.PolicyToken.Range;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What API Management makes of a policy document's text: checked, indented anew, in a raw and an
 * escaped form.
 *
 * <p>The REST reference (Policy – Create Or Update, {@code format}) names the two forms: {@code
 * rawxml} is "not XML encoded" inside expressions, {@code xml} is. Indentation with tabs, CRLF
 * between elements and LF inside values is how documents come back from the service.
 */
final class PolicyStore {
  /** The limit on one policy document (API Management limits, "Policies document size"). */
  static final int LARGEST = 256 * 1024;

  /** The limit on a fragment (Microsoft Learn, "Reuse policy configurations", limitations). */
  private static final int LARGEST_FRAGMENT = 32 * 1024;

  private static final Set<String> SECTIONS = Set.of("inbound", "backend", "outbound", "on-error");
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private PolicyStore() {}

  /**
   * The text as it is stored, in raw form.
   *
   * @param raw whether {@code text} is {@code rawxml}; else its expressions are escaped
   * @throws PolicyRefused if API Management would not store it
   */
  static String stored(String text, boolean raw) {
    return stored(text, raw, PolicyRoot.POLICIES);
  }

  /**
   * The text as it is stored, in raw form.
   *
   * @param root which root element the document has
   * @throws PolicyRefused if API Management would not store it
   */
  static String stored(String text, boolean raw, PolicyRoot root) {
    String document = given(text);
    int largest = root == PolicyRoot.FRAGMENT ? LARGEST_FRAGMENT : LARGEST;
    if (document.getBytes(StandardCharsets.UTF_8).length > largest) {
      throw new PolicyRefused(
          PolicyRefused.DOCUMENT,
          "The policy document is larger than " + largest / 1024 + " KiB, the largest allowed.");
    }
    if (!raw) {
      document = PolicyEscapes.unescaped(document, PolicyLexer.tokens(document, false));
    }
    List<PolicyToken> tokens = PolicyLexer.tokens(document, true);
    checkRoot(document, tokens, root);
    if (root == PolicyRoot.FRAGMENT) {
      checkFragment(document, tokens);
    }
    return PolicyIndent.indented(document, tokens);
  }

  /** The escaped form ({@code format=xml}) of a stored text. */
  static String escaped(String raw) {
    String document = given(raw);
    return PolicyEscapes.escaped(document, PolicyLexer.tokens(document, true));
  }

  /**
   * What the document refers to, in document order, each mention once; positions are those in
   * {@code raw}.
   */
  static List<PolicyReference> references(String raw) {
    return references(raw, true);
  }

  /**
   * What a document refers to that somebody sent; the service's errors count lines and columns in
   * the text as it was sent.
   */
  static List<PolicyReference> references(String text, boolean raw) {
    String document = raw(text, raw);
    return PolicyMentions.references(document, PolicyLexer.tokens(document, true));
  }

  /** A document that somebody sent, in raw form and otherwise as it was sent. */
  static String raw(String text, boolean raw) {
    String document = given(text);
    return raw ? document : PolicyEscapes.unescaped(document, PolicyLexer.tokens(document, false));
  }

  /**
   * The text after a named value's displayName has changed: API Management rewrites {@code
   * {{oldName}}}.
   */
  static String renamed(String raw, String oldName, String newName) {
    String document = given(raw);
    StringBuilder result = new StringBuilder();
    int done = 0;
    for (Range name : PolicyMentions.namedValues(document, PolicyLexer.tokens(document, true))) {
      if (document.substring(name.start(), name.end()).equals(oldName)) {
        result.append(document, done, name.start()).append(newName);
        done = name.end();
      }
    }
    return result.append(document, done, document.length()).toString();
  }

  private static String given(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  private static void checkRoot(String text, List<PolicyToken> tokens, PolicyRoot root) {
    Set<String> sections = new HashSet<>();
    int depth = 0;
    for (PolicyToken token : tokens) {
      if (token.kind() == Kind.START) {
        if (depth == 0 && !root.allows(token.name())) {
          throw refused(text, token, "The root element must be " + root.expected() + ".");
        }
        if (depth == 1 && root == PolicyRoot.POLICIES) {
          checkSection(text, token, sections);
        }
        depth += token.empty() ? 0 : 1;
      } else if (token.kind() == Kind.END) {
        depth--;
      } else if (depth == 1 && root == PolicyRoot.POLICIES && hasText(text, token)) {
        throw PolicyRefused.syntax(
            text, token.start(), "The element 'policies' cannot contain text.");
      }
    }
  }

  private static void checkSection(String text, PolicyToken token, Set<String> seen) {
    if (!SECTIONS.contains(token.name())) {
      throw refused(text, token, "Policy section is not allowed in the specified scope");
    }
    if (!seen.add(token.name())) {
      throw refused(
          text, token, "Policy section '" + token.name() + "' is specified more than once.");
    }
  }

  /**
   * A fragment holds no section, no {@code base} and no other fragment (Microsoft Learn, "Reuse
   * policy configurations", limitations).
   */
  private static void checkFragment(String text, List<PolicyToken> tokens) {
    int depth = 0;
    for (PolicyToken token : tokens) {
      if (token.kind() == Kind.START) {
        if (depth == 1 && (token.name().equals("base") || SECTIONS.contains(token.name()))) {
          throw refused(text, token, "'" + token.name() + "' is not allowed in a fragment.");
        }
        if (token.name().equals("include-fragment")) {
          throw refused(text, token, "A policy fragment cannot include another policy fragment.");
        }
        depth += token.empty() ? 0 : 1;
      } else if (token.kind() == Kind.END) {
        depth--;
      }
    }
  }

  private static boolean hasText(String text, PolicyToken token) {
    return token.kind() == Kind.CDATA || (token.kind() == Kind.TEXT && !token.in(text).isBlank());
  }

  private static PolicyRefused refused(String text, PolicyToken token, String message) {
    return PolicyRefused.element(text, token.nameAt(), token.name(), message);
  }
}
