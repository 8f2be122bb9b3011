package dev.apimage.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a value says about itself: a placeholder, a word, or characters that a machine rolled. */
final class SecretValues {
  /** A hole that some other tool, a reader or a commented-out string fills. */
  private static final Pattern TEMPLATE =
      Pattern.compile(
          "\\{[^{}]*\\}|\\{[A-Za-z_][\\w.]*[(\\[].*|<[^<>]*>|&lt;.*&gt;|\\[[^\\[\\]]*\\]|%[\\w.-]+%|\\$\\([^()]*\\)"
              + "|\\$?\\{[^{}]*\\}|#\\{[^{}]*\\}#?|__\\w+__|\\$[A-Za-z_]\\w*|@@.*@@",
          Pattern.DOTALL);

  private static final Pattern MASK =
      Pattern.compile(
          "(?i).*(?:\\*{3}|x{4}|\\.{3}|\u2026|\u2022{3}|_{4}|-{5}|0{10}|1234567890abc).*");

  private static final Pattern GUID =
      Pattern.compile("\\{?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\}?");
  private static final Pattern RANDOM = Pattern.compile("[\\w+/~-]{20,}={0,2}");
  private static final int THUMBPRINT = 40;
  private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-f]+|[0-9A-F]+");
  private static final Pattern WORDS = Pattern.compile("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])");

  /** Only someone who writes for a reader says these. */
  private static final Set<String> HINTS =
      Set.of(
          "your",
          "insert",
          "enter",
          "replace",
          "replaceme",
          "example",
          "sample",
          "placeholder",
          "here",
          "dummy",
          "changeme",
          "todo",
          "tbd",
          "redacted",
          "masked",
          "hidden",
          "removed",
          "goes",
          "fake",
          "fill",
          "put",
          "paste",
          "yours",
          "yourkey",
          "yourtoken",
          "omitted");

  private static final Set<String> FILLERS =
      Set.of(
          "a",
          "an",
          "the",
          "my",
          "me",
          "some",
          "this",
          "that",
          "of",
          "in",
          "with",
          "from",
          "to",
          "is",
          "be",
          "for",
          "key",
          "keys",
          "api",
          "apikey",
          "token",
          "secret",
          "password",
          "value",
          "string",
          "access",
          "client",
          "subscription",
          "function",
          "functions",
          "id",
          "name",
          "auth",
          "bearer",
          "basic",
          "account",
          "shared",
          "signature",
          "code",
          "sig",
          "storage",
          "service",
          "app",
          "user",
          "username",
          "admin",
          "primary",
          "secondary",
          "connection",
          "azure",
          "apim",
          "openai",
          "test",
          "foo",
          "bar",
          "none",
          "null",
          "undefined",
          "true",
          "false",
          "required",
          "optional",
          "default",
          "empty",
          "unset",
          "jwt",
          "oauth",
          "refresh",
          "header",
          "query",
          "param",
          "parameter",
          "encoded",
          "base",
          "credentials",
          "credential",
          "new",
          "old",
          "text",
          "data",
          "type",
          "host",
          "master",
          "signing",
          "pwd",
          "pass");

  private SecretValues() {}

  /** References, computed parts and holes are no values; nor is a scheme word alone. */
  static boolean isNoValue(String value) {
    return value.isBlank()
        || value.contains("{{")
        || value.contains("@(")
        || value.contains("@{")
        || Tokens.isIn(value)
        || TEMPLATE.matcher(value.strip()).matches()
        || NamedValueReference.isNothingElse(value);
  }

  /** True for what stands in a documentation in a secret's place. */
  static boolean isPlaceholder(String value) {
    String plain = value.strip();
    if (isNoValue(plain) || MASK.matcher(plain).matches() || isOneCharacter(plain)) {
      return true;
    }
    boolean words = true;
    boolean hint = false;
    for (String word : WORDS.split(plain, -1)) {
      String lower = word.toLowerCase(Locale.ROOT);
      hint |= HINTS.contains(lower);
      words &= lower.isEmpty() || HINTS.contains(lower) || FILLERS.contains(lower);
    }
    long digits = plain.chars().filter(Character::isDigit).count();
    return (hint && digits <= 3 && (words || plain.length() < 24)) || isKnownSample(plain);
  }

  /** True for a placeholder and for words such as {@code access_token} that name a thing. */
  static boolean isWord(String value) {
    String plain = value.strip();
    return isPlaceholder(plain)
        || Arrays.stream(WORDS.split(plain, -1))
            .map(w -> w.toLowerCase(Locale.ROOT))
            .allMatch(w -> w.isEmpty() || HINTS.contains(w) || FILLERS.contains(w));
  }

  private static boolean isOneCharacter(String text) {
    return text.chars().distinct().count() <= 2 && text.length() > 3;
  }

  /** Samples that every documentation repeats: RFC 7617's, jwt.io's, AWS's. */
  private static boolean isKnownSample(String value) {
    if (value.contains("EXAMPLE")) {
      return true;
    }
    String[] parts = value.split("\\.", -1);
    String text = decoded(parts.length == 3 ? parts[1] : value).toLowerCase(Locale.ROOT);
    return text.matches("(?:user(?:name)?|aladdin|admin):(?:pass(?:word)?|open ?sesame)")
        || (text.contains("\"1234567890\"") && text.contains("john doe"))
        || text.contains("\"iss\":\"joe\"");
  }

  private static String decoded(String base64) {
    try {
      String standard = base64.replace('-', '+').replace('_', '/');
      return new String(Base64.getMimeDecoder().decode(standard), StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** True if a value of a password's name can be one: no sentence, no word of the language. */
  static boolean isPassword(String value) {
    return value.length() >= 6
        && value.chars().noneMatch(Character::isWhitespace)
        && value.chars().anyMatch(c -> !Character.isLetter(c) && c != '-' && c != '_' && c != '.')
        && value.chars().anyMatch(Character::isLetter)
        && !isUrl(value)
        && !isWord(value);
  }

  /** True if the value of a key's name looks like one: characters that a machine rolled. */
  static boolean isKey(String value) {
    return isRolled(value) && !GUID.matcher(value).matches() && !isUrl(value) && !isWord(value);
  }

  /**
   * True for what nobody types by heart, without a name to say so: long, and with capitals, small
   * letters and digits in no order, or hexadecimal but no id of 24 digits and no thumbprint.
   */
  static boolean isRandom(String value) {
    return RANDOM.matcher(value).matches()
        && isKey(value)
        && (HEXADECIMAL.matcher(value).matches()
            ? value.length() >= 32 && value.length() != THUMBPRINT
            : isMixed(value));
  }

  /** Words keep to one sort of character for longer than chance does. */
  private static boolean isMixed(String value) {
    int changes = 0;
    for (int i = 1; i < value.length(); i++) {
      changes += sort(value.charAt(i)) == sort(value.charAt(i - 1)) ? 0 : 1;
    }
    return changes * 5 >= value.length() * 2;
  }

  private static int sort(char c) {
    return Character.isDigit(c)
        ? 0
        : Character.isUpperCase(c) ? 1 : Character.isLowerCase(c) ? 2 : 3;
  }

  private static boolean isUrl(String value) {
    return value.contains("://")
        || value.startsWith("/")
        || value.startsWith("urn:")
        || value.startsWith("#/");
  }

  private static boolean isRolled(String value) {
    boolean letters = value.chars().anyMatch(Character::isLetter);
    boolean digits = value.chars().anyMatch(Character::isDigit);
    boolean blanks = value.chars().anyMatch(Character::isWhitespace);
    if (value.length() < 12 || blanks || !letters || !digits) {
      return false;
    }
    return entropy(value) >= 2.8 && !isSpelt(value);
  }

  /** True if separators leave only words and short numbers: {@code payment-service-key-2024}. */
  private static boolean isSpelt(String value) {
    return Arrays.stream(value.split("[-_./:|,]+", -1))
            .allMatch(part -> part.matches("[A-Za-z]{0,15}\\d{0,4}|v?\\d{1,4}"))
        && value.matches(".*[-_./:|,].*");
  }

  /** Shannon's, in bits a character. */
  static double entropy(String text) {
    Map<Integer, Integer> counts = new HashMap<>();
    text.chars().forEach(c -> counts.merge(c, 1, Integer::sum));
    double bits = 0;
    for (int count : counts.values()) {
      double share = (double) count / text.length();
      bits -= share * Math.log(share) / Math.log(2);
    }
    return bits;
  }
}
