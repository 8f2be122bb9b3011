package dev.apimage.report;

import dev.apimage.model.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A page that stays below what GitHub takes as a comment, 65,536 characters, and says in bold what
 * it had to leave out.
 */
final class MarkdownPage {
  static final int BUDGET = 60_000;

  /** What may still come after the last thing that was weighed. */
  private static final int RESERVE = 1_000;

  private final StringBuilder out = new StringBuilder();
  private final Map<String, Integer> leftOut = new LinkedHashMap<>();
  private int size;

  /** A part of fixed size that is never left out. */
  void put(String text) {
    out.append(text);
    size += bytes(text);
  }

  /**
   * A part that may be left out.
   *
   * @param one what it is, in the singular, to count it if it is left out
   */
  boolean add(String text, String one) {
    if (size + bytes(text) > BUDGET - RESERVE) {
      leftOut.merge(one, 1, Integer::sum);
      return false;
    }
    put(text);
    return true;
  }

  /** A folded list, as much of it as there is room for. */
  <T> void list(String title, List<T> items, Function<T, String> line, String one) {
    if (!items.isEmpty()) {
      put("<details><summary>" + Markdown.html(title) + "</summary>\n\n");
      items.forEach(item -> add("- " + line.apply(item) + "\n", one));
      put("\n</details>\n\n");
    }
  }

  void problems(List<Problem> problems) {
    for (Problem problem : ProblemLines.sorted(problems)) {
      List<String> lines = ProblemLines.of(problem, new Ink(false));
      add(Markdown.block("text", lines) + "\n", "problem");
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The page with what it left out. */
  @Override
  public String toString() {
    if (leftOut.isEmpty()) {
      return out.toString().stripTrailing() + "\n";
    }
    String what =
        leftOut.entrySet().stream()
            .map(e -> Totals.count(e.getValue(), e.getKey()))
            .collect(Collectors.joining(", "));
    return out
        + "**Left out here for lack of room: "
        + what
        + ". The text and JSON reports have them all.**\n";
  }
}
