package dev.apimage.report;

import dev.apimage.model.Problem;
import java.util.List;

/** Problems by themselves, in Markdown. */
final class MarkdownProblems {
  private MarkdownProblems() {}

  static String of(List<Problem> problems) {
    MarkdownPage page = new MarkdownPage();
    page.put("### apimage · " + Totals.problems(problems) + "\n\n");
    page.problems(problems);
    return page.toString();
  }
}
