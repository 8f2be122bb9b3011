package dev.apimage.report;

import dev.apimage.extract.Extraction;
import java.util.List;

/** What an extract did, in Markdown. */
final class MarkdownExtract {
  private final Header header;
  private final Extraction extraction;
  private final MarkdownPage page = new MarkdownPage();

  MarkdownExtract(Header header, Extraction extraction) {
    this.header = header;
    this.extraction = extraction;
  }

  String extract() {
    page.put(MarkdownPlan.heading(header, Totals.extract(extraction)));
    page.problems(extraction.notes());
    files("deleted", extraction.deleted());
    files("changed", extraction.updated());
    files("created", extraction.created());
    extraction
        .commit()
        .ifPresent(id -> page.put("Committed as " + Markdown.code(Visible.name(id)) + "\n"));
    return page.toString();
  }

  private void files(String what, List<String> files) {
    page.list(
        Totals.count(files.size(), "file") + " " + what,
        files.stream().sorted().toList(),
        file -> Markdown.code(Visible.name(file)),
        what + " file");
  }
}
