package dev.apimage.cli;

import dev.apimage.model.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What somebody typed, as a message may repeat it. People paste secrets into command lines, at the
 * wrong place or with an option that there is not, and a pipeline's log shows every message.
 */
final class Typed {
  private static final String HIDDEN = "…";

  /**
   * A word of the language, an option's name, a code, a short number: what a mistyped command looks
   * like.
   */
  private static final Pattern WORD =
      Pattern.compile("-{0,2}[A-Za-z]{1,16}(-[A-Za-z]{1,16}){0,3}|APIM\\d{4}|-?\\d{1,6}|-{1,2}|");

  private static final Pattern OPTION = Pattern.compile("-{1,2}[A-Za-z][A-Za-z-]{0,30}");

  /** FORMAT=PATH, where NAME=VALUE has a meaning. */
  private static final Pattern REPORT =
      Pattern.compile("(--report=)?(text|json|markdown)=[^=]*[./\\\\][^=]*");

  /** Letters and digits without an end, as no name has them that a person gave. */
  private static final Pattern ROLLED =
      Pattern.compile("(?=[^-_./\\\\:]*\\d)(?=[^-_./\\\\:]*[A-Za-z])[^-_./\\\\:]{14,}");

  private final List<String> arguments;

  Typed(Collection<String> arguments) {
    this.arguments = List.copyOf(arguments);
  }

  /** The parser's words: of the arguments only what are words stays. */
  String inUsage(String message) {
    List<String> hidden = new ArrayList<>();
    for (String argument : arguments) {
      for (String part : parts(argument)) {
        if (!WORD.matcher(part).matches()) {
          hidden.add(part);
        }
      }
    }
    return without(message, hidden);
  }

  /** Words of our own, which name resources and files: what looks like a secret goes. */
  Problem in(Problem problem) {
    List<String> hidden = new ArrayList<>();
    for (String argument : arguments) {
      List<String> parts = parts(argument);
      for (int i = 0; i < parts.size(); i++) {
        // NAME=VALUE where a name is expected is a secret given in a way that there is not.
        boolean odd = i > 0 && !REPORT.matcher(argument).matches();
        if ((odd && !WORD.matcher(parts.get(i)).matches()) || isRolled(parts.get(i))) {
          hidden.add(parts.get(i));
        }
      }
    }
    return new Problem(
        problem.code(),
        problem.severity(),
        without(problem.text(), hidden),
        problem.spot(),
        without(problem.advice(), hidden),
        problem.excerpt());
  }

  private static boolean isRolled(String part) {
    return Arrays.stream(part.split("[-_./\\\\:]", -1)).anyMatch(p -> ROLLED.matcher(p).matches());
  }

  /**
   * An argument without its option's name, and what stands behind and between its equality signs.
   */
  private static List<String> parts(String argument) {
    List<String> parts = new ArrayList<>();
    int equals = argument.indexOf('=');
    boolean named = equals > 0 && OPTION.matcher(argument.substring(0, equals)).matches();
    String rest = named ? argument.substring(equals + 1) : argument;
    parts.add(rest);
    for (int at = rest.indexOf('='); at >= 0; at = rest.indexOf('=', at + 1)) {
      parts.add(rest.substring(at + 1));
      // The parser cuts FORMAT=PATH at any of them.
      parts.add(rest.substring(0, at));
    }
    return parts;
  }

  private static String without(String text, List<String> hidden) {
    String shown = text;
    for (String each :
        hidden.stream().sorted(Comparator.comparing(String::length).reversed()).toList()) {
      if (each.length() > 2) {
        shown = shown.replace(each, HIDDEN);
      }
    }
    return shown;
  }
}
