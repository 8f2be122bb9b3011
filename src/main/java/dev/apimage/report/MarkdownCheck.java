package dev.apimage.report;

import dev.apimage.check.Checked;

/** What a check found, in Markdown. */
final class MarkdownCheck {
  private MarkdownCheck() {}

  static String of(Checked checked) {
    MarkdownPage page = new MarkdownPage();
    page.put("### apimage check · " + Totals.check(checked) + "\n\n");
    page.problems(checked.problems());
    page.list(
        Totals.count(checked.fixes().size(), "secret") + " lifted into named values",
        checked.fixes(),
        fix ->
            Markdown.code(Visible.name(fix.place()))
                + " into "
                + Markdown.code(Visible.name(fix.namedValue())),
        "lifted secret");
    page.list(
        "Lines for each environment file, under secrets:",
        Totals.sources(checked),
        line -> Markdown.code(Visible.name(line)),
        "line");
    return page.toString();
  }
}
