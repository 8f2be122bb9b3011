package dev.apimage.report;

import dev.apimage.plan.MissingSecret;
import dev.apimage.plan.Need;
import dev.apimage.plan.Rebuild;

/** What a rebuild out of nothing would want for, in text. */
final class TextRebuild {
  private static final String INDENT = "    ";

  private final Header header;
  private final Rebuild rebuild;
  private final View view;
  private final TextWriter out;

  TextRebuild(Header header, Rebuild rebuild, View view) {
    this.header = header;
    this.rebuild = rebuild;
    this.view = view;
    this.out = new TextWriter(new Ink(view.colour()));
  }

  String rebuild() {
    out.head(header, "from", Totals.count(rebuild.resources(), "resource") + ", from nothing");
    secrets();
    needs();
    out.problems(rebuild.owners());
    out.problems(rebuild.problems());
    out.line("From nothing: " + Totals.rebuild(rebuild) + ".");
    if (!rebuild.isPossible()) {
      out.line("Next: supply what is missing, then plan again");
    }
    return out.toString();
  }

  private void secrets() {
    if (!rebuild.secrets().isEmpty()) {
      out.line(
          Totals.count(rebuild.secrets().size(), "secret")
              + " without a source. Add to "
              + (header.environment().isEmpty()
                  ? "an environment file"
                  : "environments/" + Visible.name(header.environment()) + ".yaml")
              + ", under secrets:");
      for (MissingSecret secret : rebuild.secrets()) {
        out.line(INDENT + Visible.name(secret.line()));
      }
      out.gap();
    }
  }

  private void needs() {
    if (!rebuild.needs().isEmpty()) {
      out.line(Totals.needs(rebuild) + ":");
      for (Need need : rebuild.needs()) {
        out.line(INDENT + Totals.need(need));
        if (!view.isSummary()) {
          need.uses().forEach(use -> out.line(INDENT + INDENT + use(use)));
        }
      }
      out.gap();
    }
  }

  static String use(Need.Use use) {
    return Visible.name(use.place() + (use.what().isEmpty() ? "" : "   " + use.what()));
  }
}
