package dev.apimage.secret;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts that are secrets wherever they stand: what Azure's and other vendors' keys look like, URLs
 * and connection strings with credentials, and values behind a name such as {@code client_secret}.
 * In the manner of gitleaks: a shape is only tried where one of its keywords stands, and its value
 * has to pass a test.
 */
final class SecretShapes {
  /**
   * A shape.
   *
   * @param pattern has a group {@code secret}
   * @param rule why it is one, in words
   * @param keywords in lower case; one of them must stand in the text
   * @param test of what the group holds
   */
  private record Shape(
      Pattern pattern, String rule, List<String> keywords, Predicate<String> test) {}

  /** What a value can consist of; it is cut where a reference or computed part begins. */
  private static final String VALUE = "(?<secret>[^&;\"'\\s<\\\\]++)";

  private static final Pattern CUT =
      Pattern.compile(",[A-Za-z]\\w*=|\\{\\{|@[({]|\\$\\{|\\{secret");

  // Names have no open beginning: what stands before them does not matter, and a pattern that
  // looks for it takes quadratic time. Groups that repeat are bounded: each turn needs stack.

  private static final String PASSWORDS =
      "(?:client_?-?secret|client_?-?assertion|password|passwd|passphrase|pwd)";
  private static final String NAMES =
      "(?:client_?-?secret|client_?-?assertion|password|passwd|passphrase|pwd|secret"
          + "|api[_-]?key|[-_]key|(?:access|account|shared|subscription|function"
          + "|functions|master|host|auth|storage|signing|encryption)key|token|authorization)";
  private static final String SCHEME =
      "(?:(?:Bearer|Basic|Token|ApiKey|Digest|SharedKey|SharedAccessSignature)\\s+)?";

  /** Not what a function is called. */
  private static final String CALL = "(?!(?:[A-Za-z_]\\w{0,40}\\.){1,9}[A-Za-z_]\\w{0,40}\\()";

  private static final List<Shape> SHAPES = new ArrayList<>();

  static {
    vendors();
    azure();
    urls();
    named();
  }

  private SecretShapes() {}

  private static void shape(String pattern, String rule, Predicate<String> test, String... words) {
    Pattern compiled = Pattern.compile(pattern, Pattern.DOTALL);
    SHAPES.add(new Shape(compiled, rule, List.of(words), test));
  }

  private static void vendors() {
    Predicate<String> real = value -> !SecretValues.isPlaceholder(value);
    shape("(?<secret>eyJ[\\w-]{5,}\\.eyJ[\\w-]{5,}\\.[\\w-]{10,})", "a signed token", real, "eyj");
    shape(
        "-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----\\s*(?:\\\\[rn])*"
            + "(?<secret>[^-<{\\s][^<{]*?)\\s*(?:\\\\[rn])*(?:-----END|\\z)",
        "a private key",
        real,
        "private key");
    shape(
        "(?<![A-Za-z0-9+/])(?<secret>MII[\\w+/]{3}IBA(?:zCC|DAN|AKC)[A-Za-z0-9+/=\\s]{40,})",
        "a private key or PKCS#12 file", real, "iba");
    shape(
        "\\b(?<secret>(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\\w{22,}|glpat-[\\w-]{20,}"
            + "|npm_[A-Za-z0-9]{36}|pypi-[\\w-]{50,}|dop_v1_[a-f0-9]{64}|hvs\\.[\\w-]{24,}"
            + "|SG\\.[\\w-]{16,}\\.[\\w-]{16,}|xox[abeoprs]-[\\w-]{10,}|AIza[\\w-]{35}"
            + "|(?:sk|rk|whsec)_(?:live_|test_|prod_)?[A-Za-z0-9]{16,}"
            + "|sk-(?:[a-z]+-)*[A-Za-z0-9]\\w{19,}|(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}"
            + "|shpat_[a-fA-F0-9]{32}|dapi[a-f0-9]{32}|lin_api_\\w{32,}|ATATT3\\w{20,}"
            + "|key-[0-9a-f]{32}))(?![A-Za-z0-9])",
        "a vendor's access token",
        real,
        "gh",
        "glpat-",
        "npm_",
        "pypi-",
        "dop_v1",
        "hvs.",
        "sg.",
        "xox",
        "aiza",
        "sk_",
        "rk_",
        "whsec",
        "sk-",
        "akia",
        "asia",
        "abia",
        "acca",
        "a3t",
        "shpat",
        "dapi",
        "lin_api",
        "atatt3",
        "key-");
    shape(
        "hooks\\.slack\\.com/services/(?<secret>T\\w+/B\\w+/\\w{16,})",
        "the address of a webhook",
        real,
        "hooks.slack.com");
    shape(
        "webhook\\.office\\.com/webhookb2/[^/\\s]{1,80}/IncomingWebhook/"
            + "(?<secret>[0-9a-f]{32}(?:/[\\w-]{8,80})?)",
        "the address of a webhook",
        real,
        "webhook.office.com");
    shape(
        "discord(?:app)?\\.com/api/webhooks/\\d{5,20}/(?<secret>[\\w-]{30,})",
        "the address of a webhook",
        real,
        "/api/webhooks/");
    shape(
        "api\\.telegram\\.org/bot\\d{5,16}:(?<secret>[\\w-]{30,})",
        "the address of a webhook",
        real,
        "api.telegram.org");
  }

  private static void azure() {
    Predicate<String> real = value -> !SecretValues.isPlaceholder(value);
    shape(
        "(?i)(?:AccountKey|SharedAccessKey|SharedAccessSignature|SharedSecretValue|AccessKey)="
            + VALUE,
        "a key in a connection string",
        value -> value.length() >= 4 && !SecretValues.isPlaceholder(value),
        "key=",
        "signature=",
        "value=");
    shape(
        "(?<![\\w+/=-])(?<secret>[A-Za-z0-9+/]{86}==)(?!=)",
        "a key of 64 bytes as Azure makes them",
        value -> real.test(value) && SecretValues.entropy(value) > 4,
        "==");
    shape(
        "(?<![\\w~.-])(?<secret>[\\w~.]{3}\\dQ~[\\w~.-]{31,34})(?![\\w~-])",
        "a client secret of Microsoft Entra", real, "q~");
    shape(
        "(?<![\\w+/-])(?<secret>[\\w+/-]{30,80}(?:AzFu|AzSe|\\+ASt|ACDb|\\+ASb|\\+AEh|AIoT|\\+ARm"
            + "|\\+ACR|JQQJ99)[\\w+/-]{4,32}={0,2})(?![\\w+/=])",
        "a key as Azure marks them",
        value -> real.test(value) && SecretValues.entropy(value) > 4,
        "azfu",
        "azse",
        "+ast",
        "acdb",
        "+asb",
        "+aeh",
        "aiot",
        "+arm",
        "+acr",
        "jqqj99");
  }

  private static void urls() {
    Predicate<String> four = value -> value.length() >= 4 && !SecretValues.isPlaceholder(value);
    shape("(?i)[?&](?:amp;)?sig=" + VALUE, "a signature or key in a URL", four, "sig=");
    shape(
        "(?i)[?&](?:amp;)?(?:[\\w-]{0,20}subscription-key|code|api[-_]?key|x-functions-key|access_?token"
            + "|[\\w-]{0,20}token|client_secret|auth|secret)="
            + VALUE,
        "a signature or key in a URL",
        value ->
            value.length() >= 8
                && value.chars().anyMatch(Character::isDigit)
                && value.chars().anyMatch(Character::isLetter)
                && !SecretValues.isWord(value),
        "key=",
        "code=",
        "token=",
        "secret=",
        "auth=");
    shape(
        "(?i)[?&](?:amp;)?key=" + VALUE,
        "a signature or key in a URL",
        SecretValues::isRandom,
        "key=");
    shape(
        "jdbc:oracle:thin:[^/\\s:@\"'<>]{1,100}/(?<secret>[^/\\s@\"'<>{}$]{3,})@",
        "a password in a connection string",
        four,
        "jdbc:oracle");
    shape(
        "://[^/\\s:@\"'<>{}?#]*+:(?<secret>[^/\\s@\"'<>{}$?#]{3,}+)@(?=[\\w\\[{])",
        "a password in a URL",
        value -> !SecretValues.isWord(value),
        "@");
    shape(
        "(?i)\\bcurl\\b[^\\n]{0,200}?\\s(?:-u|--user)[ =][\"']?[^\\s:\"'{<]{1,100}+:(?<secret>[^\\s\"'{<$]{3,}+)",
        "a password on a command line",
        value -> !SecretValues.isWord(value),
        "curl");
  }

  private static void named() {
    Predicate<String> four = value -> value.length() >= 4 && !SecretValues.isWord(value);
    // Between semicolons a password may hold blanks.
    shape(
        "(?i);\\s*(?:password|pwd)\\s*=\\s*(?<secret>[^;\"'<{$@&\\n]{3,}[^;\"'<{$@&\\s])",
        "a password in a connection string",
        four,
        "password",
        "pwd");
    shape(
        "(?i)" + PASSWORDS + "=" + VALUE,
        "a password or client secret",
        four,
        "secret",
        "assertion",
        "password",
        "passwd",
        "passphrase",
        "pwd");
    quoted("\"", "(?:[^\"\\\\{$\\n]++|\\\\.|\\$(?!\\{)|\\{(?!\\{)){1,400}+");
    quoted("'", "(?:[^'\\\\{$\\n]++|\\\\.|\\$(?!\\{)|\\{(?!\\{)){1,400}+");
    quoted("\\\\\"", "(?:[^\"\\\\{$\\n]++|\\\\\\\\.|\\$(?!\\{)|\\{(?!\\{)){1,400}+");
    quoted("&quot;", "(?:[^&\"<{$\\n]++|&(?!quot;)){1,400}+");
    shape(
        "(?i)<[\\w.:-]{0,40}?" + PASSWORDS + "\\b[^<>]*>\\s*(?<secret>[^<{@$\\s][^<{]*?)\\s*</",
        "a password or client secret in XML",
        four,
        "secret",
        "assertion",
        "password",
        "passwd",
        "passphrase",
        "pwd");
    shape(
        "(?i)<[\\w.:-]{0,40}?(?:key|token)\\b[^<>]*>\\s*(?<secret>[^<{@$\\s]++)\\s*</",
        "a random value in XML behind the name of a secret",
        SecretValues::isRandom,
        "key",
        "token");
    shape(
        "(?i)"
            + NAMES
            + "[\"'`]?\\s*(?::=|=>|[:=])\\s*[\"'`]?"
            + SCHEME
            + CALL
            + "(?<secret>[^\\s\"'`<>&;,{}()\\[\\]\\\\$@|][^\\s\"'`<>&;,{}()\\[\\]\\\\|]*+)",
        "a value behind the name of a secret",
        SecretShapes::isBehindAName,
        "secret",
        "assertion",
        "password",
        "passwd",
        "passphrase",
        "pwd",
        "key",
        "token",
        "authorization");
    shape(
        "(?i)(?<![a-z0-9])(?<!public[ _-])(?:key|secret|token|password|pwd)(?:\\W{1,6}(?:is|was))?"
            + "[^\\w<{@$/]{1,6}(?!MII|AAAA)(?<secret>[\\w+/~-]{24,}={0,2})(?![\\w.])",
        "a random value behind the name of a secret",
        SecretValues::isRandom,
        "key",
        "secret",
        "token",
        "password",
        "pwd");
    shape(
        "(?i)\\b(?:Bearer|Basic)\\s+(?<secret>[\\w+/=.~-]{16,})",
        "a credential behind its scheme",
        SecretValues::isKey,
        "bearer ",
        "basic ");
  }

  private static void quoted(String quote, String value) {
    Predicate<String> four =
        text -> text.length() >= 4 && text.length() <= 4096 && !SecretValues.isWord(text);
    shape(
        "(?i)(?:"
            + PASSWORDS
            + "|api_?-?key|(?:access|refresh)_?token|account_?key|(?<![A-Za-z])(?:pass|pw))"
            + (quote + "\\s*[:,]\\s*" + quote)
            + ("(?<secret>" + value + ")(?=" + quote + "(?!\\s*:))"),
        "a password or client secret in JSON",
        text -> four.test(text) && isNoSentence(text),
        "secret",
        "assertion",
        "password",
        "passwd",
        "passphrase",
        "pwd",
        "key",
        "token",
        "pass",
        "pw");
  }

  private static boolean isNoSentence(String text) {
    return text.chars().filter(c -> c == ' ').count() < 2;
  }

  private static boolean isBehindAName(String value) {
    return SecretValues.isKey(value)
        || (value.length() >= 8
            && value.chars().anyMatch(Character::isDigit)
            && value.chars().anyMatch(c -> "!#%^*?+~@".indexOf(c) >= 0)
            && SecretValues.isPassword(value));
  }

  /** Adds what is found and overlaps nothing found before. */
  static void add(List<Hit> hits, String text) {
    if (text.length() < 8) {
      return;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    for (Shape shape : SHAPES) {
      if (shape.keywords().stream().anyMatch(lower::contains)) {
        add(hits, text, shape.pattern(), shape.rule(), shape.test());
      }
    }
  }

  /** Adds what one pattern's group finds and overlaps nothing found before. */
  static void add(
      List<Hit> hits, String text, Pattern pattern, String rule, Predicate<String> test) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      int start = matcher.start("secret");
      int whole = matcher.end("secret");
      Matcher cut = CUT.matcher(text).region(start, whole);
      int end = pattern.pattern().endsWith(VALUE) && cut.find() ? cut.start() : whole;
      String value = text.substring(start, end);
      if (!SecretValues.isNoValue(value)
          && test.test(value)
          && hits.stream().noneMatch(h -> h.overlaps(start, end))) {
        hits.add(new Hit(start, end, rule));
      }
    }
    hits.sort(Comparator.comparingInt(Hit::start));
  }
}
