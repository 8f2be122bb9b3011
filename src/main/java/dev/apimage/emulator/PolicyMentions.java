package dev.apimage.emulator;

import dev.apimage.emulator.PolicyRefused.TextSpot;
import dev.apimage.emulator.PolicyToken.Attribute;
import dev.apimage.emulator.PolicyToken.Kind;
import dev.apimage.emulator.PolicyToken.Range;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Finds what a policy document mentions.
 *
 * <p>Named values are put into the text before an expression is compiled, so {@code {{name}}}
 * counts inside C# strings too, where it would be an escaped brace otherwise. It counts neither in
 * comments nor in Liquid templates, whose own syntax it is.
 */
final class PolicyMentions {
  private static final Map<String, Map<String, PolicyReference.Type>> BY_ELEMENT =
      Map.of(
          "set-backend-service", Map.of("backend-id", PolicyReference.Type.BACKEND),
          "llm-content-safety", Map.of("backend-id", PolicyReference.Type.BACKEND),
          "llm-semantic-cache-lookup",
              Map.of("embeddings-backend-id", PolicyReference.Type.BACKEND),
          "azure-openai-semantic-cache-lookup",
              Map.of("embeddings-backend-id", PolicyReference.Type.BACKEND),
          "include-fragment", Map.of("fragment-id", PolicyReference.Type.FRAGMENT),
          "authentication-certificate",
              Map.of(
                  "certificate-id", PolicyReference.Type.CERTIFICATE,
                  "thumbprint", PolicyReference.Type.THUMBPRINT),
          "key", Map.of("certificate-id", PolicyReference.Type.CERTIFICATE),
          "log-to-eventhub", Map.of("logger-id", PolicyReference.Type.LOGGER),
          "content", Map.of("schema-id", PolicyReference.Type.SCHEMA));

  private final String text;
  private final Deque<PolicyToken> open = new ArrayDeque<>();
  private final Set<PolicyReference> references = new LinkedHashSet<>();
  private final List<Range> names = new ArrayList<>();

  private PolicyMentions(String text) {
    this.text = text;
  }

  static List<PolicyReference> references(String text, List<PolicyToken> tokens) {
    return List.copyOf(of(text, tokens).references);
  }

  /** Where the named values' names stand, without their braces, in document order. */
  static List<Range> namedValues(String text, List<PolicyToken> tokens) {
    return of(text, tokens).names;
  }

  private static PolicyMentions of(String text, List<PolicyToken> tokens) {
    PolicyMentions mentions = new PolicyMentions(text);
    for (PolicyToken token : tokens) {
      mentions.visit(token);
    }
    return mentions;
  }

  private void visit(PolicyToken token) {
    switch (token.kind()) {
      case START -> {
        for (Attribute attribute : token.attributes()) {
          attribute(token, attribute);
        }
        if (!token.empty()) {
          open.push(token);
        }
      }
      case END -> open.pop();
      case TEXT, CDATA -> {
        if (!open.isEmpty() && open.stream().noneMatch(this::liquid)) {
          named(open.element(), token.start(), token.end());
        }
      }
      case COMMENT, INSTRUCTION -> {
        // never compiled, so that nothing in them is looked up
      }
    }
  }

  private boolean liquid(PolicyToken element) {
    return element.attributes().stream()
        .anyMatch(a -> a.name().equals("template") && a.value(text).equalsIgnoreCase("liquid"));
  }

  private void attribute(PolicyToken element, Attribute attribute) {
    named(element, attribute.start(), attribute.end());
    PolicyReference.Type type =
        BY_ELEMENT.getOrDefault(element.name(), Map.of()).get(attribute.name());
    String id = attribute.value(text).strip();
    boolean computed =
        id.contains("{{")
            || id.isEmpty()
            || (!attribute.expressions().isEmpty() && type != PolicyReference.Type.FRAGMENT);
    if (type == null || computed || (type == PolicyReference.Type.SCHEMA && !validatesContent())) {
      return;
    }
    add(type, id, element);
  }

  private boolean validatesContent() {
    PolicyToken parent = open.peek();
    return parent != null
        && parent.kind() == Kind.START
        && parent.name().equals("validate-content");
  }

  private void named(PolicyToken element, int start, int end) {
    Matcher matcher = PolicyReference.NAMED_VALUE.matcher(text).region(start, end);
    while (matcher.find()) {
      if (!tripleBraces(matcher, start, end)) {
        names.add(new Range(matcher.start(1), matcher.end(1)));
        add(PolicyReference.Type.NAMED_VALUE, matcher.group(1), element);
      }
    }
  }

  /** {@code {{{x}}}}: an interpolated string's escaped braces around a hole. */
  private boolean tripleBraces(Matcher matcher, int start, int end) {
    return matcher.start() > start
        && text.charAt(matcher.start() - 1) == '{'
        && matcher.end() < end
        && text.charAt(matcher.end()) == '}';
  }

  private void add(PolicyReference.Type type, String id, PolicyToken element) {
    TextSpot spot = TextSpot.of(text, element.nameAt());
    references.add(new PolicyReference(type, id, element.name(), spot.line(), spot.column()));
  }
}
