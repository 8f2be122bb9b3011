package dev.apimage.text;

import dev.apimage.text.PolicyExpression.Piece;
import dev.apimage.text.PolicyExpression.PieceType;
import dev.apimage.text.PolicyToken.Attribute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a policy refers to. */
final class PolicyReferences {
  /**
   * The characters that a named value's displayName may have (REST reference, Named Value - Create
   * Or Update). What has others in its braces is Liquid or C#.
   */
  private static final Pattern NAMED_VALUE = Pattern.compile("\\{\\{([A-Za-z0-9-._]{1,256})}}");

  private static final Pattern LIQUID_NAME =
      Pattern.compile(
          "\\{%-?\\s*(?:assign|capture|increment|decrement|for|tablerow)\\s+([A-Za-z_][\\w-]*)");
  private static final Set<String> LIQUID_BUILT_IN =
      Set.of("context", "body", "forloop", "tablerowloop", "true", "false", "nil", "null", "empty");
  private static final Map<String, PolicyReference.Type> ATTRIBUTES =
      Map.of(
          "backend-id", PolicyReference.Type.BACKEND,
          "embeddings-backend-id", PolicyReference.Type.BACKEND,
          "fragment-id", PolicyReference.Type.FRAGMENT,
          "certificate-id", PolicyReference.Type.CERTIFICATE,
          "issuer-certificate-id", PolicyReference.Type.CERTIFICATE,
          "logger-id", PolicyReference.Type.LOGGER,
          "schema-id", PolicyReference.Type.SCHEMA,
          "provider-id", PolicyReference.Type.AUTHORIZATION_PROVIDER);

  private final String text;
  private final LineIndex lines;
  private final List<PolicyReference> found = new ArrayList<>();

  private PolicyReferences(String text) {
    this.text = text;
    this.lines = new LineIndex(text);
  }

  static List<PolicyReference> in(String text) {
    PolicyReferences references = new PolicyReferences(text);
    references.walk(PolicyDocument.of(text).tokens());
    return List.copyOf(references.found);
  }

  private void walk(List<PolicyToken> tokens) {
    int body = -1; // index of the set-body that is open
    Set<String> liquid = Set.of();
    for (int i = 0; i < tokens.size(); i++) {
      PolicyToken token = tokens.get(i);
      boolean isBody = token.name().equals("set-body");
      if (isBody && token.type() == PolicyToken.Type.CLOSE) {
        body = -1;
        liquid = Set.of();
      }
      if (token.isElement() && body < 0) {
        element(token);
      } else {
        namedValues(token.offset(), token.end(), token, liquid);
      }
      if (isBody && token.type() == PolicyToken.Type.OPEN && body < 0) {
        body = i;
        liquid =
            token.attribute(text, "template").equals("liquid") ? liquidNames(tokens, i) : Set.of();
      }
    }
  }

  /** What Liquid itself knows inside one body: its own objects and the variables made there. */
  private Set<String> liquidNames(List<PolicyToken> tokens, int open) {
    int end = open + 1;
    while (end < tokens.size()
        && !(tokens.get(end).type() == PolicyToken.Type.CLOSE
            && tokens.get(end).name().equals("set-body"))) {
      end++;
    }
    Set<String> names = new HashSet<>(LIQUID_BUILT_IN);
    Matcher matcher =
        LIQUID_NAME.matcher(text.substring(tokens.get(open).end(), tokens.get(end - 1).end()));
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private void namedValues(int from, int to, PolicyToken token, Set<String> liquid) {
    Matcher matcher = NAMED_VALUE.matcher(text).region(from, to);
    while (matcher.find()) {
      String name = matcher.group(1);
      int dot = name.indexOf('.');
      boolean isLiquid = liquid.contains(dot < 0 ? name : name.substring(0, dot));
      // $"{{{x}}}" is C# for a brace, the value of x and a brace
      boolean isHole = around(matcher.start() - 1, '{') && around(matcher.end(), '}');
      if (!isLiquid && !isHole) {
        add(
            PolicyReference.Type.NAMED_VALUE,
            name,
            matcher.start(1),
            name.length(),
            isComment(token, matcher.start()));
      }
    }
  }

  private boolean around(int at, char c) {
    return at >= 0 && at < text.length() && text.charAt(at) == c;
  }

  private static boolean isComment(PolicyToken token, int at) {
    if (token.type() == PolicyToken.Type.COMMENT) {
      return true;
    }
    List<PolicyExpression> expressions = new ArrayList<>(token.expressions());
    token.attributes().forEach(a -> expressions.addAll(a.expressions()));
    for (PolicyExpression expression : expressions) {
      for (Piece piece : expression.pieces()) {
        if (piece.type() == PieceType.COMMENT && piece.offset() <= at && at < piece.end()) {
          return true;
        }
      }
    }
    return false;
  }

  private void element(PolicyToken token) {
    int done = token.offset();
    for (Attribute attribute : token.attributes()) {
      TextSpan value = attribute.value();
      namedValues(done, value.end(), token, Set.of());
      done = value.end();
      String id = value.of(text).strip();
      if (!attribute.isExpression() && !id.isEmpty() && !id.contains("{{")) {
        int offset = text.indexOf(id, value.offset());
        id(token, attribute.name(), Entities.decode(id), offset, id.length());
      }
    }
  }

  private void id(PolicyToken token, String attribute, String id, int offset, int length) {
    PolicyReference.Type type = ATTRIBUTES.get(attribute);
    if (attribute.equals("authorization-id")) {
      String provider = token.attribute(text, "provider-id");
      boolean isPlain =
          !provider.isBlank()
              && !provider.contains("{{")
              && !ExpressionScanner.begins(provider.strip(), 0);
      if (isPlain) {
        add(PolicyReference.Type.AUTHORIZATION, provider.strip() + "/" + id, offset, length, false);
      }
    } else if (attribute.equals("thumbprint")) {
      if (token.name().equals("authentication-certificate")) {
        add(PolicyReference.Type.THUMBPRINT, id, offset, length, false);
      }
    } else if (type != null) {
      add(type, id, offset, length, false);
    }
  }

  private void add(
      PolicyReference.Type type, String id, int offset, int length, boolean inComment) {
    found.add(
        new PolicyReference(
            type, id, offset, lines.line(offset), lines.column(offset), length, inComment));
  }
}
