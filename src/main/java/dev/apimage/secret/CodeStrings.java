package dev.apimage.secret;

import dev.apimage.text.PolicyLiteral;
import dev.apimage.text.PolicyLiteral.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Secrets that a C# statement's strings only tell together: a key behind {@code "…?code=" +}, the
 * user and password that are made base64, the key of a hash, what a header is compared with.
 * Strings that are joined by {@code +} are looked at as the one text that they make.
 */
final class CodeStrings {
  private static final Pattern JOINED = Pattern.compile("\\s*\\+\\s*");
  private static final Pattern NEXT = Pattern.compile("\\s*,\\s*");
  private static final Pattern BYTES = Pattern.compile(".*\\bGetBytes\\(\\s*", Pattern.DOTALL);
  private static final Pattern FROM_BASE64 =
      Pattern.compile(".*\\bFromBase64String\\(\\s*", Pattern.DOTALL);
  private static final Pattern COMPARED =
      Pattern.compile(".*(?:[!=]=|\\bEquals\\()\\s*", Pattern.DOTALL);
  private static final Pattern KEYED = Pattern.compile("HMAC|\\bAes\\b|\\bKey\\s*=");
  private static final Pattern HASHED = Pattern.compile("HMAC|ComputeHash");
  private static final String TO_BASE64 = "ToBase64String";
  private static final String USER_AND_PASSWORD = "{0}:{1}";

  /** The user may be a reference, or computed and so left out. */
  private static final Pattern BASIC =
      Pattern.compile("^(?:\\{\\{[^{}]*\\}\\}|[^\\s:{}]){0,100}+:(?<secret>(?!//)\\S{3,})$");

  private static final Pattern ALL = Pattern.compile("^(?<secret>\\S(?:.*\\S)?)$", Pattern.DOTALL);
  private static final String PASSWORD = "a password that is made base64";
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_KEY = 512;

  private final BiConsumer<PolicyLiteral, Hit> found;
  private final List<Run> runs = new ArrayList<>();
  private final String code;

  private CodeStrings(List<PolicyLiteral> statement, BiConsumer<PolicyLiteral, Hit> found) {
    this.found = found;
    StringBuilder all = new StringBuilder(statement.get(0).statement());
    for (PolicyLiteral string : statement) {
      boolean joined = !runs.isEmpty() && JOINED.matcher(string.lead()).matches();
      if (!joined) {
        runs.add(new Run(string.lead(), new ArrayList<>()));
      }
      runs.get(runs.size() - 1).strings().add(string);
      all.append(' ').append(string.lead());
    }
    this.code = all.toString();
  }

  /** Strings without anything but {@code +} between them. */
  private record Run(String lead, List<PolicyLiteral> strings) {
    String text() {
      StringBuilder text = new StringBuilder();
      strings.forEach(string -> text.append(string.text()));
      return text.toString();
    }
  }

  /**
   * Finds them.
   *
   * @param literals of a policy, in order
   * @param found told about each part of a secret and the literal in which it stands
   */
  static void find(List<PolicyLiteral> literals, BiConsumer<PolicyLiteral, Hit> found) {
    List<PolicyLiteral> statement = new ArrayList<>();
    for (PolicyLiteral literal : literals) {
      if (!statement.isEmpty() && !isSame(statement.get(0), literal)) {
        new CodeStrings(statement, found).all();
        statement.clear();
      }
      if (literal.where() == Where.STRING) {
        statement.add(literal);
      }
    }
    if (!statement.isEmpty()) {
      new CodeStrings(statement, found).all();
    }
  }

  private static boolean isSame(PolicyLiteral one, PolicyLiteral other) {
    return other.where() == Where.STRING
        && one.statement().equals(other.statement())
        && one.path().equals(other.path())
        && one.attribute().equals(other.attribute());
  }

  private void all() {
    boolean named = runs.stream().anyMatch(run -> isNamed(run.text()));
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      if (run.strings().size() > 1) {
        List<Hit> hits = new ArrayList<>();
        SecretShapes.add(hits, run.text());
        told(run, hits);
      }
      given(run);
      if (i > 0 && COMPARED.matcher(run.lead()).matches()) {
        compared(runs.get(i - 1).text(), run);
      }
      if (i > 1 && NEXT.matcher(run.lead()).matches() && code.contains(TO_BASE64)) {
        formatted(runs.get(i - 2).text(), run);
      }
      if (named) {
        add(run, ALL, "a random value beside the name of a key", SecretValues::isRandom);
      }
    }
  }

  /** What a function that takes keys or passwords is given. */
  private void given(Run run) {
    if (FROM_BASE64.matcher(run.lead()).matches()) {
      add(run, ALL, "a key in base64", v -> v.length() <= LONGEST_KEY && SecretValues.isRandom(v));
    } else if (BYTES.matcher(run.lead()).matches()) {
      if (KEYED.matcher(code).find()) {
        add(run, ALL, "the key of a hash or cipher", SecretRules::isPassword);
      } else if (code.contains(TO_BASE64) && !HASHED.matcher(code).find()) {
        add(run, BASIC, PASSWORD, value -> true);
      }
    }
  }

  private void compared(String name, Run run) {
    boolean password = SecretNames.isPassword(name);
    if (password || SecretNames.isKey(name)) {
      String rule = "a value that \"" + name + "\" is compared with";
      add(run, ALL, rule, password ? SecretRules::isPassword : SecretValues::isKey);
    }
  }

  private void formatted(String format, Run run) {
    if (format.equals(USER_AND_PASSWORD)) {
      add(run, ALL, PASSWORD, value -> true);
    }
  }

  private static boolean isNamed(String text) {
    if (text.length() > LONGEST_NAME) {
      return false;
    }
    for (String word : text.split("[^\\w-]+", -1)) {
      if (SecretNames.isKey(word) || SecretNames.isPassword(word)) {
        return true;
      }
    }
    return false;
  }

  private void add(Run run, Pattern pattern, String rule, Predicate<String> test) {
    List<Hit> hits = new ArrayList<>();
    SecretShapes.add(hits, run.text(), pattern, rule, test);
    told(run, hits);
  }

  /** A secret may begin in one string and end in another. */
  private void told(Run run, List<Hit> hits) {
    int start = 0;
    for (PolicyLiteral string : run.strings()) {
      int end = start + string.text().length();
      for (Hit hit : hits) {
        if (hit.overlaps(start, end)) {
          int from = Math.max(hit.start(), start) - start;
          found.accept(string, new Hit(from, Math.min(hit.end(), end) - start, hit.rule()));
        }
      }
      start = end;
    }
  }
}
