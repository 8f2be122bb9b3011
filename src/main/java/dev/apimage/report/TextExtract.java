package dev.apimage.report;

import dev.apimage.extract.Extraction;
import java.util.List;

/** What an extract did, in text. */
final class TextExtract {
  private static final int MOST_FILES = 50;

  private final Header header;
  private final Extraction extraction;
  private final View view;
  private final TextWriter out;

  TextExtract(Header header, Extraction extraction, View view) {
    this.header = header;
    this.extraction = extraction;
    this.view = view;
    this.out = new TextWriter(new Ink(view.colour()));
  }

  String extract() {
    out.head(header, "into", Totals.count(extraction.resources(), "resource"));
    if (!view.isSummary()) {
      files('+', extraction.created());
      files('~', extraction.updated());
      files('-', extraction.deleted());
    }
    out.problems(extraction.notes());
    out.line("Extracted: " + Totals.extract(extraction) + ".");
    if (extraction.commit().isPresent()) {
      out.line("Committed: " + Visible.name(extraction.commit().get()));
    } else if (!extraction.isUnchanged()) {
      out.line("Next: look at the changes with git diff, then commit them");
    }
    return out.toString();
  }

  private void files(char sign, List<String> files) {
    int shown = view.isFull() ? files.size() : Math.min(files.size(), MOST_FILES);
    files.stream().sorted().limit(shown).forEach(f -> out.change(ChangeView.bare(sign, f)));
    if (shown < files.size()) {
      out.line("  " + sign + " and " + (files.size() - shown) + " more (--full lists them)");
    }
  }
}
