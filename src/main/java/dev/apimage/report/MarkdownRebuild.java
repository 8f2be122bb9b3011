package dev.apimage.report;

import dev.apimage.plan.Need;
import dev.apimage.plan.Rebuild;
import java.util.List;
import java.util.stream.Collectors;

/** What a rebuild out of nothing would want for, in Markdown. */
final class MarkdownRebuild {
  private final Header header;
  private final Rebuild rebuild;
  private final MarkdownPage page = new MarkdownPage();

  MarkdownRebuild(Header header, Rebuild rebuild) {
    this.header = header;
    this.rebuild = rebuild;
  }

  String rebuild() {
    page.put(MarkdownPlan.heading(header, Totals.rebuild(rebuild)));
    if (!rebuild.isPossible()) {
      page.put("> [!WARNING]\n> **A publish to an empty service would fail.**\n\n");
    }
    if (!rebuild.secrets().isEmpty()) {
      page.put("Without a source, to be added under `secrets:` of the environment:\n\n");
      List<String> lines =
          rebuild.secrets().stream().map(secret -> Visible.name(secret.line())).toList();
      page.add(Markdown.block("yaml", lines) + "\n", "list of secrets without a source");
    }
    if (!rebuild.needs().isEmpty()) {
      page.put(Totals.needs(rebuild) + ":\n\n");
      rebuild.needs().forEach(need -> page.add(line(need), "thing that must exist"));
      page.put("\n");
    }
    page.problems(rebuild.owners());
    page.problems(rebuild.problems());
    return page.toString();
  }

  private static String line(Need need) {
    String uses =
        need.uses().stream()
            .map(use -> Markdown.code(TextRebuild.use(use)))
            .collect(Collectors.joining(", "));
    return "- " + Markdown.code(Totals.need(need)) + " for " + uses + "\n";
  }
}
