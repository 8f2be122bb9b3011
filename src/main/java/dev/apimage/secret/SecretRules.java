package dev.apimage.secret;

import dev.apimage.text.PolicyLiteral;
import dev.apimage.text.PolicyLiteral.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What in a policy's literal is taken for a secret: values of headers and parameters that carry
 * credentials, passwords of basic authentication, values given to variables with a secret's name,
 * and the {@link SecretShapes}.
 */
final class SecretRules {
  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "authentication-basic@password", "the password of authentication-basic",
          "authentication-certificate@body", "the body of authentication-certificate",
          "authentication-certificate@password", "the password of authentication-certificate",
          "proxy@password", "the password of proxy");

  /** What gives a header its value, and what asks for one. */
  private static final Set<String> HEADERS = Set.of("set-header", "check-header");

  private static final Set<String> KEY_LISTS = Set.of("issuer-signing-keys", "decryption-keys");

  /** A scheme word may stay; what follows it is the secret. */
  private static final Pattern SCHEME =
      Pattern.compile(
          "^\\s*(?:(?:Basic|Bearer|Digest|Token|ApiKey|SharedAccessSignature|SharedKey)\\s+)?"
              + "(?<secret>\\S(?:.*\\S)?)\\s*$",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** A reference does not excuse what is typed before or behind it; a scheme word may stand. */
  private static final Pattern BESIDE_REFERENCE =
      Pattern.compile(
          "(?:^\\s*(?:[A-Za-z][\\w-]*\\s+)?|\\}\\})[\\s:,;=\"'_.-]*+"
              + "(?<secret>[^\\s{}:,;=\"'][^\\s{}]{0,500}[^\\s{}:,;=\"'_.-]=*)[\\s:,;=\"'_.-]*(?=\\{\\{|$)");

  private static final Pattern SCHEMED_STRING =
      Pattern.compile("^\\s*(?:Basic|Bearer)\\s+(?<secret>\\S{6,})\\s*$", Pattern.CASE_INSENSITIVE);

  private static final Pattern ALL = Pattern.compile("^(?<secret>.+)$", Pattern.DOTALL);

  private static final Pattern ONLY_STRINGS =
      Pattern.compile("(?:return )?(?:.* \\+ )?\"\"(?: \\+ .*)?", Pattern.DOTALL);
  private static final Pattern ONLY_ONE_STRING = Pattern.compile("(?:return )?\"\"");

  /** An interpolated string's parts look like the whole, so a key must look like one. */
  private static final Pattern KEY_STRING =
      Pattern.compile("^\\s*(?<secret>(?=\\S*\\d)[\\w+/=.-]{16,})\\s*$");

  private static final Pattern ASSIGNED =
      Pattern.compile("(?:^|.*[^\\w])(\\w+)\\s*(?:=|\\?\\?)\\s*\"\"", Pattern.DOTALL);

  /** {@code Add("name", "value")}, {@code ["name"] = "value"}, {@code {"name", "value"}}. */
  private static final Pattern PAIR = Pattern.compile("\"\"\\s*(?:,|\\]\\s*=|:)\\s*\\$?@?\"\"");

  private SecretRules() {}

  /**
   * All secrets of a literal, in order and without overlap.
   *
   * @param before the literal before it, if there is one
   */
  static List<Hit> hits(PolicyLiteral literal, Optional<PolicyLiteral> before) {
    List<Hit> hits = new ArrayList<>();
    if (literal.where() != Where.COMMENT) {
      String carrier = carrier(literal);
      if (!carrier.isEmpty()) {
        carried(hits, literal, carrier);
      } else {
        named(hits, literal, before);
      }
    }
    if (hits.isEmpty()) {
      SecretShapes.add(hits, literal.text());
    }
    return hits;
  }

  /** A string in an expression may be anything, such as a variable's name. */
  private static void carried(List<Hit> hits, PolicyLiteral literal, String carrier) {
    String text = literal.text();
    if (literal.where() != Where.STRING) {
      SecretShapes.add(hits, text, SCHEME, carrier, value -> true);
      if (hits.isEmpty() && text.contains("{{")) {
        SecretShapes.add(hits, text, BESIDE_REFERENCE, carrier, SecretRules::isPassword);
      }
      return;
    }
    SecretShapes.add(hits, text, SCHEMED_STRING, carrier, value -> true);
    if (ONLY_ONE_STRING.matcher(literal.statement()).matches()) {
      SecretShapes.add(hits, text, KEY_STRING, carrier, value -> true);
    } else if (ONLY_STRINGS.matcher(literal.statement()).matches()) {
      SecretShapes.add(hits, text, KEY_STRING, carrier, SecretValues::isKey);
    }
  }

  /** What only may be a secret by its name has to look like one. */
  private static void named(List<Hit> hits, PolicyLiteral literal, Optional<PolicyLiteral> before) {
    String name = name(literal, before);
    boolean password = SecretNames.isPassword(name);
    if (name.isEmpty() || !(password || SecretNames.isKey(name))) {
      return;
    }
    Predicate<String> test = password ? SecretRules::isPassword : SecretValues::isKey;
    String rule = "the value of \"" + name + "\"";
    SecretShapes.add(hits, literal.text(), SCHEME, rule, test);
  }

  static boolean isPassword(String value) {
    return SecretValues.isPassword(value) || SecretValues.isKey(value);
  }

  /** What the literal's value is called by what stands around it; or empty. */
  private static String name(PolicyLiteral literal, Optional<PolicyLiteral> before) {
    List<PolicyLiteral.Step> path = literal.path();
    if (literal.where() == Where.STRING) {
      return before
          .filter(b -> b.where() == Where.STRING && b.statement().equals(literal.statement()))
          .filter(b -> PAIR.matcher(literal.statement()).find())
          .map(PolicyLiteral::text)
          .filter(b -> b.length() < 60)
          .or(() -> assigned(literal.statement()))
          .orElse("");
    }
    if (path.isEmpty()) {
      return "";
    }
    PolicyLiteral.Step own = path.get(path.size() - 1);
    if (literal.where() == Where.ATTRIBUTE) {
      boolean valued = literal.attribute().equals("value");
      boolean variable = own.element().equals("set-variable") || own.element().equals("add");
      return valued && variable
          ? own.key()
          : SecretNames.isPassword(literal.attribute()) ? literal.attribute() : "";
    }
    boolean holder = own.element().equals("value") && path.size() > 1;
    String element = holder ? path.get(path.size() - 2).element() : "";
    if (HEADERS.contains(element) || element.equals("set-query-parameter")) {
      return path.get(path.size() - 2).key();
    }
    String local = own.element().substring(own.element().indexOf(':') + 1);
    return SecretNames.isPassword(local) ? local : "";
  }

  private static Optional<String> assigned(String statement) {
    Matcher matcher = ASSIGNED.matcher(statement);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** What makes the place of a literal one that carries credentials; empty for other places. */
  private static String carrier(PolicyLiteral literal) {
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
    if (HEADERS.contains(owner.element()) && SecretNames.isHeader(name)) {
      return "the value of header " + name;
    }
    if (owner.element().equals("set-query-parameter") && SecretNames.isParameter(name)) {
      return "the value of query parameter " + name;
    }
    return "";
  }

  /**
   * The secrets of a value that is no policy, in order and without overlap.
   *
   * @param name of the property, parameter or header whose value it is; or empty
   */
  static List<Hit> hits(String text, String name) {
    List<Hit> hits = new ArrayList<>();
    SecretShapes.add(hits, text);
    boolean password = SecretNames.isPassword(name);
    // A code may be an error's, but not a long one.
    boolean code = SecretNames.isParameter(name) && text.length() >= 20;
    if (hits.isEmpty() && (password || code || SecretNames.isKey(name))) {
      Predicate<String> test = password ? SecretRules::isPassword : SecretValues::isKey;
      Pattern pattern = SecretNames.isHeader(name) ? SCHEME : ALL;
      SecretShapes.add(hits, text, pattern, "the value of \"" + name + "\"", test);
    }
    return hits;
  }
}
