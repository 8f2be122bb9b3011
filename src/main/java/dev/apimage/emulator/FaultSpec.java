package dev.apimage.emulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which requests fail on purpose, and how: {@code rate=0.1,seed=7,kinds=429+409}.
 *
 * @param rate how many of those that are meant, from 0 to 1
 * @param seed the same seed makes the same requests fail
 * @param kinds some of {@link #KINDS}
 * @param methods the verbs that are meant; empty for all
 * @param paths the paths that are meant
 * @param requests how many of the first requests are meant
 * @param echoes whether a refusal quotes what was sent
 */
record FaultSpec(
    double rate,
    long seed,
    List<String> kinds,
    List<String> methods,
    Pattern paths,
    long requests,
    boolean echoes) {
  /** Everything that {@code kinds=} may name. */
  static final List<String> KINDS =
      List.of(
          "400", "403", "408", "409", "412", "422", "429", "500", "502", "503", "504", "reset",
          "lost", "cut", "slow", "busy", "failed", "poll");

  /** Everything that {@code methods=} may name. */
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "PUT", "PATCH", "POST", "DELETE");

  /**
   * Reads a specification.
   *
   * @throws IllegalArgumentException a part is not of the form {@code key=value}; says which and
   *     why
   */
  static FaultSpec of(String specification) {
    List<String> parts = Arrays.stream(specification.split(",", -1)).map(String::trim).toList();
    parts.forEach(Setting::check);
    String methods = Setting.METHODS.in(parts, "").toUpperCase(Locale.ROOT);
    return new FaultSpec(
        Double.parseDouble(Setting.RATE.in(parts, "0.1")),
        Long.parseLong(Setting.SEED.in(parts, "1")),
        several(Setting.KINDS.in(parts, "429+409+500+503+reset")),
        methods.isEmpty() ? List.of() : several(methods),
        glob(Setting.PATHS.in(parts, "**")),
        Long.parseLong(Setting.REQUESTS.in(parts, Long.toString(Long.MAX_VALUE))),
        !Setting.ECHO.in(parts, "").isEmpty());
  }

  private static List<String> several(String text) {
    return List.of(text.split("\\+", -1));
  }

  private static Pattern glob(String glob) {
    StringBuilder regex = new StringBuilder("(.*/)?");
    for (String piece : glob.split("(?<=\\*\\*)|(?=\\*\\*)", -1)) {
      if (piece.equals("**")) {
        regex.append(".*");
      } else {
        regex.append(Pattern.quote(piece).replace("*", "\\E[^/]*\\Q"));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
  }

  /** The settings, and what each of them looks like. */
  private enum Setting {
    RATE("(0(\\.[0-9]+)?|1(\\.0+)?|\\.[0-9]+)", "a number from 0 to 1"),
    SEED("-?[0-9]{1,18}", "a whole number"),
    KINDS(words(FaultSpec.KINDS), "of " + String.join("+", FaultSpec.KINDS)),
    METHODS("(?i)" + words(FaultSpec.METHODS), "of " + String.join("+", FaultSpec.METHODS)),
    PATHS(".+", "a path, with * for a part of a segment and ** for any segments"),
    REQUESTS("[0-9]{1,18}", "a whole number"),
    ECHO("body", "body");

    private final Pattern form;
    private final String told;

    Setting(String form, String told) {
      this.form = Pattern.compile(form);
      this.told = told;
    }

    /** What a specification says of this setting. */
    String in(List<String> parts, String otherwise) {
      return parts.stream()
          .filter(part -> part.startsWith(key()))
          .map(part -> part.substring(key().length()))
          .findFirst()
          .orElse(otherwise);
    }

    private String key() {
      return Store.lower(name()) + "=";
    }

    private static String words(List<String> words) {
      String one = "(" + String.join("|", words) + ")";
      return one + "(\\+" + one + ")*";
    }

    /** Refuses a part of a specification that is not as its setting looks. */
    static void check(String part) {
      for (Setting setting : values()) {
        if (part.startsWith(setting.key())) {
          if (!setting.form.matcher(part.substring(setting.key().length())).matches()) {
            throw new IllegalArgumentException(
                "in the faults, "
                    + Store.lower(setting.name())
                    + " must be "
                    + setting.told
                    + ": "
                    + part);
          }
          return;
        }
      }
      throw new IllegalArgumentException("not a fault setting: " + part);
    }
  }
}
