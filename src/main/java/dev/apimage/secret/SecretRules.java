package dev.apimage.secret;

import dev.apimage.text.PolicyLiteral;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in a policy's literal is taken for a secret: values of headers and parameters that carry
 * credentials, passwords of basic authentication, and the shapes that Azure's keys have in texts.
 */
final class SecretRules {
  private static final Set<String> HEADERS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "api-key",
          "x-api-key",
          "apikey",
          "ocp-apim-subscription-key",
          "subscription-key",
          "x-functions-key");
  private static final Set<String> PARAMETERS =
      Set.of("sig", "code", "subscription-key", "api-key", "api_key", "apikey");

  /** A scheme word may stay; what follows it is the secret. */
  private static final Pattern SCHEME =
      Pattern.compile(
          "^\\s*(?:(?:Basic|Bearer|Digest|Token|ApiKey|SharedAccessSignature|SharedKey)\\s+)?"
              + "(?<secret>\\S(?:.*\\S)?)\\s*$",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern SCHEMED_STRING =
      Pattern.compile("^\\s*(?:Basic|Bearer)\\s+(?<secret>\\S{6,})\\s*$", Pattern.CASE_INSENSITIVE);

  private static final Pattern CONNECTION =
      Pattern.compile(
          "(?:AccountKey|SharedAccessKey|SharedAccessSignature)=(?<secret>[^;\"'&\\s<{$]{4,})",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SIGNED_URL =
      Pattern.compile(
          "[?&](?:amp;)?(?:sig|code|subscription-key)=(?<secret>[^&\"'\\s<{$@;]{4,})",
          Pattern.CASE_INSENSITIVE);

  private SecretRules() {}

  /**
   * A part of a literal.
   *
   * @param start in the literal's text
   * @param end behind its last character
   * @param rule why, in words
   */
  record Hit(int start, int end, String rule) {}

  /** All secrets of a literal, in order and without overlap. */
  static List<Hit> hits(PolicyLiteral literal) {
    List<Hit> hits = new ArrayList<>();
    String carrier = carrier(literal);
    if (!carrier.isEmpty()) {
      Pattern shape = literal.where() == PolicyLiteral.Where.STRING ? SCHEMED_STRING : SCHEME;
      add(hits, literal.text(), shape, carrier);
    }
    if (hits.isEmpty()) {
      add(hits, literal.text(), CONNECTION, "a key in a connection string");
      add(hits, literal.text(), SIGNED_URL, "a signature or key in a URL");
    }
    hits.sort(Comparator.comparingInt(Hit::start));
    return hits;
  }

  private static void add(List<Hit> hits, String text, Pattern shape, String rule) {
    Matcher matcher = shape.matcher(text);
    while (matcher.find()) {
      int start = matcher.start("secret");
      int end = matcher.end("secret");
      if (!isHarmless(text.substring(start, end))
          && hits.stream().noneMatch(h -> start < h.end() && h.start() < end)) {
        hits.add(new Hit(start, end, rule));
      }
    }
  }

  /** References, computed parts and placeholders are no values; a scheme word alone is none. */
  private static boolean isHarmless(String value) {
    return value.contains("{{")
        || value.contains("@(")
        || value.contains("@{")
        || Tokens.isIn(value)
        || NamedValueReference.isNothingElse(value);
  }

  /** What makes the place of a literal one that carries credentials; empty for other places. */
  private static String carrier(PolicyLiteral literal) {
    if (literal.where() == PolicyLiteral.Where.COMMENT) {
      return "";
    }
    List<PolicyLiteral.Step> path = literal.path();
    if (literal.element().equals("authentication-basic")
        && literal.attribute().equals("password")) {
      return "the password of authentication-basic";
    }
    if (path.size() < 2 || !literal.element().equals("value")) {
      return "";
    }
    PolicyLiteral.Step owner = path.get(path.size() - 2);
    String name = owner.key().toLowerCase(Locale.ROOT);
    if (owner.element().equals("set-header") && HEADERS.contains(name)) {
      return "the value of header " + name;
    }
    if (owner.element().equals("set-query-parameter") && PARAMETERS.contains(name)) {
      return "the value of query parameter " + name;
    }
    return "";
  }
}
