package dev.apimage.report;

import dev.apimage.model.Problem;
import dev.apimage.model.Severity;
import dev.apimage.model.Spot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A problem as a person reads it: code and sentence, place, line with a caret, what to do. */
final class ProblemLines {
  private static final String INDENT = "  ";

  private ProblemLines() {}

  /** The worst first, otherwise as they were found. */
  static List<Problem> sorted(List<Problem> problems) {
    return problems.stream().sorted(Comparator.comparing(Problem::severity)).toList();
  }

  static String word(Problem problem) {
    return problem.severity().name().toLowerCase(Locale.ROOT);
  }

  static List<String> of(Problem problem, Ink ink) {
    List<String> lines = new ArrayList<>();
    String head = word(problem) + " " + problem.code().id();
    String coloured =
        switch (problem.severity()) {
          case ERROR -> ink.red(head);
          case WARNING -> ink.yellow(head);
          case NOTE -> ink.faint(head);
        };
    lines.add(coloured + ": " + Visible.name(problem.text()));
    problem
        .spot()
        .ifPresent(
            spot -> {
              lines.add(INDENT + Visible.name(spot.toString()));
              lines.addAll(excerpt(problem.excerpt(), spot));
            });
    lines.addAll(advice(problem));
    return lines;
  }

  /** The line's number stands before its text, and the caret below where it points. */
  private static List<String> excerpt(String excerpt, Spot spot) {
    if (excerpt.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    String number = spot.line() == 0 ? "" : Integer.toString(spot.line());
    for (String line : excerpt.split("\n", -1)) {
      String gutter = lines.isEmpty() ? number : " ".repeat(number.length());
      lines.add(INDENT + gutter + " | " + Visible.name(line));
    }
    return lines;
  }

  private static List<String> advice(Problem problem) {
    String explain = "(apimage explain " + problem.code().id() + ")";
    if (problem.advice().isEmpty()) {
      return problem.severity() == Severity.NOTE ? List.of() : List.of(INDENT + explain);
    }
    List<String> lines = new ArrayList<>();
    for (String line : problem.advice().split("\n", -1)) {
      lines.add(INDENT + Visible.name(line));
    }
    if (lines.size() == 1) {
      lines.set(0, lines.get(0) + "   " + explain);
    } else {
      lines.add(INDENT + explain);
    }
    return lines;
  }
}
