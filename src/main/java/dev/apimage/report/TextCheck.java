package dev.apimage.report;

import dev.apimage.check.Checked;

/** What a check found, in text. */
final class TextCheck {
  private TextCheck() {}

  static String of(Checked checked, View view) {
    TextWriter out = new TextWriter(new Ink(view.colour()));
    for (Checked.Fix fix : checked.fixes()) {
      out.line("lifted " + Visible.name(fix.place()) + " into " + Visible.name(fix.namedValue()));
    }
    if (!checked.fixes().isEmpty()) {
      out.line("Add to each environment file, under secrets:");
      Totals.sources(checked).forEach(line -> out.line("    " + Visible.name(line)));
      out.line("");
    }
    out.problems(checked.problems());
    out.line("Checked: " + Totals.check(checked) + ".");
    return out.toString();
  }
}
