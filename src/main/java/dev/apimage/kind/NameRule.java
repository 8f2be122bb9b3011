package dev.apimage.kind;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which names API Management takes for a kind's resources (REST specification of API Management,
 * 2024-05-01: path parameters and names of types).
 *
 * @param longest how many characters at most
 * @param pattern what it has to look like
 * @param words the pattern in words
 */
public record NameRule(int longest, Pattern pattern, String words) {
  private static final Set<String> LONG =
      Set.of(
          "apis",
          "namedValues",
          "loggers",
          "groups",
          "products",
          "subscriptions",
          "openidConnectProviders");
  private static final Set<String> ANY =
      Set.of(
          "apis/operations",
          "apis/schemas",
          "backends",
          "gateways",
          "groups",
          "products",
          "schemas",
          "users");

  /** The rule for a kind. */
  public static NameRule of(Kind kind) {
    if (kind.isFixed()) {
      String names = String.join("|", kind.fixedNames());
      return new NameRule(
          80,
          Pattern.compile(names, Pattern.CASE_INSENSITIVE),
          "is no name of these settings: " + String.join(", ", kind.fixedNames()));
    }
    String type = kind.typedName();
    int longest = LONG.contains(type) ? 256 : 80;
    if (type.equals("identityProviders")) {
      return new NameRule(
          longest,
          Pattern.compile("(?i)facebook|google|microsoft|twitter|aad|aadB2C"),
          "must be facebook, google, microsoft, twitter, aad or aadB2C");
    }
    if (type.equals("policyFragments")) {
      return new NameRule(
          longest,
          Pattern.compile("\\w+|\\w[\\w-]+\\w"),
          "may hold letters, digits, _ and, inside, -");
    }
    return ANY.contains(type)
        ? new NameRule(longest, Pattern.compile(".+", Pattern.DOTALL), "must not be empty")
        : new NameRule(longest, Pattern.compile("[^*#&+:<>?]+"), "must not hold * # & + : < > ?");
  }

  /** What is wrong with a name; empty if nothing is. */
  public Optional<String> wrong(String name) {
    if (name.length() > longest) {
      return Optional.of("is " + name.length() + " characters long, of " + longest + " allowed");
    }
    return pattern.matcher(name).matches() ? Optional.empty() : Optional.of(words);
  }
}
