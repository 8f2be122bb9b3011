package dev.apimage.secret;

import dev.apimage.text.PolicyLiteral;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
          "x-auth-token",
          "x-access-token",
          "apikey",
          "ocp-apim-subscription-key",
          "subscription-key",
          "x-functions-key");
  private static final Set<String> PARAMETERS =
      Set.of("sig", "code", "subscription-key", "api-key", "api_key", "apikey");

  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "authentication-basic@password", "the password of authentication-basic",
          "authentication-certificate@body", "the body of authentication-certificate",
          "authentication-certificate@password", "the password of authentication-certificate");
  private static final Set<String> KEY_LISTS = Set.of("issuer-signing-keys", "decryption-keys");

  /** A scheme word may stay; what follows it is the secret. */
  private static final Pattern SCHEME =
      Pattern.compile(
          "^\\s*(?:(?:Basic|Bearer|Digest|Token|ApiKey|SharedAccessSignature|SharedKey)\\s+)?"
              + "(?<secret>\\S(?:.*\\S)?)\\s*$",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern SCHEMED_STRING =
      Pattern.compile("^\\s*(?:Basic|Bearer)\\s+(?<secret>\\S{6,})\\s*$", Pattern.CASE_INSENSITIVE);

  private static final Pattern ONLY_A_STRING = Pattern.compile("(?:return )?\"\"");

  /** An interpolated string's parts look like the whole, so a key must look like one. */
  private static final Pattern KEY_STRING =
      Pattern.compile("^\\s*(?<secret>(?=\\S*\\d)[\\w+/=.-]{16,})\\s*$");

  /** A hole that some other tool or a commented-out string fills. */
  private static final Pattern TEMPLATE = Pattern.compile("\\{[\\w.]+\\}");

  /** What a value can consist of; references, computed parts and placeholders end it. */
  private static final String VALUE =
      "(?<secret>(?:[^&;\"'\\s<{@$]|@(?![({])|\\$(?!\\{)|\\{(?!\\{|secret)){4,})";

  private static final String QUOTE = "(?:\\\\?[\"']|&quot;)";

  /** Shapes that are secrets wherever they stand. */
  private static final Map<Pattern, String> SHAPES =
      shapes(
          "(?:AccountKey|SharedAccessKey|SharedAccessSignature)=" + VALUE,
          "a key in a connection string",
          "[?&](?:amp;)?(?:sig|code|subscription-key)=" + VALUE,
          "a signature or key in a URL",
          // Between semicolons a password may hold blanks.
          ";\\s*(?:password|pwd)\\s*=\\s*(?<secret>[^;\"'<{$@&\\n]{3,}[^;\"'<{$@&\\s])",
          "a password in a connection string",
          "(?:^|[?&;\\s])(?:amp;)?(?:client_secret|client_assertion|password|pwd)\\s*=" + VALUE,
          "a password or client secret",
          QUOTE
              + "(?:client_?secret|client_?assertion|password|api_?key|(?:access|refresh)_?token)"
              + (QUOTE + "\\s*:\\s*" + QUOTE)
              + ("(?<secret>[^\"'\\\\{$&\\n]{4,})(?=" + QUOTE + ")"),
          "a password or client secret in JSON",
          "://[^/\\s:@\"'<>{}]*:(?<secret>[^/\\s:@\"'<{$&]{3,})@(?=[\\w\\[])",
          "a password in a URL",
          "(?<secret>eyJ[\\w-]{5,}\\.eyJ[\\w-]{5,}\\.[\\w-]{10,})",
          "a signed token",
          "-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----\\s*(?<secret>.+?)\\s*(?:-----END|\\z)",
          "a private key");

  private SecretRules() {}

  private static Map<Pattern, String> shapes(String... patternsAndRules) {
    Map<Pattern, String> shapes = new LinkedHashMap<>();
    for (int i = 0; i < patternsAndRules.length; i += 2) {
      Pattern pattern =
          Pattern.compile(patternsAndRules[i], Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
      shapes.put(pattern, patternsAndRules[i + 1]);
    }
    return shapes;
  }

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
      carried(hits, literal, carrier);
    }
    if (hits.isEmpty()) {
      SHAPES.forEach((shape, rule) -> add(hits, literal.text(), shape, rule));
    }
    hits.sort(Comparator.comparingInt(Hit::start));
    return hits;
  }

  /** A string in an expression may be anything, such as a variable's name. */
  private static void carried(List<Hit> hits, PolicyLiteral literal, String carrier) {
    if (literal.where() != PolicyLiteral.Where.STRING) {
      add(hits, literal.text(), SCHEME, carrier);
      return;
    }
    add(hits, literal.text(), SCHEMED_STRING, carrier);
    if (ONLY_A_STRING.matcher(literal.statement()).matches()) {
      add(hits, literal.text(), KEY_STRING, carrier);
    }
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
        || TEMPLATE.matcher(value).matches()
        || NamedValueReference.isNothingElse(value);
  }

  /** What makes the place of a literal one that carries credentials; empty for other places. */
  private static String carrier(PolicyLiteral literal) {
    if (literal.where() == PolicyLiteral.Where.COMMENT) {
      return "";
    }
    List<PolicyLiteral.Step> path = literal.path();
    String attribute = literal.element() + "@" + literal.attribute();
    if (ATTRIBUTES.containsKey(attribute)) {
      return ATTRIBUTES.get(attribute);
    }
    if (path.size() < 2 || !literal.attribute().isEmpty()) {
      return "";
    }
    PolicyLiteral.Step owner = path.get(path.size() - 2);
    if (literal.element().equals("key") && KEY_LISTS.contains(owner.element())) {
      return "a key of validate-jwt";
    }
    if (!literal.element().equals("value")) {
      return "";
    }
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
