package dev.apimage.report;

import dev.apimage.model.Problem;
import java.util.List;

/** The parts that all reports in text are made of. */
final class TextWriter {
  private static final String INDENT = "      ";
  private static final int WIDEST_PATH = 32;
  private static final int WIDEST_LINE = 110;

  private final StringBuilder out = new StringBuilder();
  private final Ink ink;

  TextWriter(Ink ink) {
    this.ink = ink;
  }

  Ink ink() {
    return ink;
  }

  void line(String text) {
    out.append(text).append('\n');
  }

  /** An empty line, unless one is there or nothing is. */
  void gap() {
    int end = out.length();
    if (end > 1 && out.charAt(end - 2) != '\n') {
      out.append('\n');
    }
  }

  void head(Header header, String folder, String size) {
    String name = header.environment().isEmpty() ? "" : header.environment() + "  ";
    String commit = header.commit().isEmpty() ? "" : "   " + folder + " " + header.commit();
    line(ink.bold(Visible.name(name + header.service())) + Visible.name(commit) + "   " + size);
    gap();
  }

  void problems(List<Problem> problems) {
    gap();
    for (Problem problem : ProblemLines.sorted(problems)) {
      ProblemLines.of(problem, ink).forEach(this::line);
    }
    gap();
  }

  void change(ChangeView change) {
    line("  " + ink.signed(change.sign(), change.sign() + " " + change.address()));
    int width =
        change.details().stream()
            .filter(d -> !(d instanceof Detail.Lines))
            .mapToInt(d -> d.path().length())
            .filter(w -> w <= WIDEST_PATH)
            .max()
            .orElse(0);
    for (Detail detail : change.details()) {
      String path = detail.path() + " ".repeat(Math.max(0, width - detail.path().length())) + "  ";
      detail(path, detail);
    }
    if (change.hidden() > 0) {
      line(INDENT + ink.faint("(" + Totals.count(change.hidden(), "unchanged field") + " hidden)"));
    }
  }

  private void detail(String path, Detail detail) {
    if (detail instanceof Detail.Difference field) {
      difference(path, field);
    } else if (detail instanceof Detail.Value field) {
      line(INDENT + path + field.value());
    } else if (detail instanceof Detail.Names names) {
      StringBuilder line = new StringBuilder(INDENT + path);
      names.added().forEach(n -> line.append(ink.green("+" + n)).append(' '));
      names.removed().forEach(n -> line.append(ink.red("-" + n)).append(' '));
      line(line.toString().stripTrailing() + from(names.from()));
    } else if (detail instanceof Detail.Lines text) {
      line(INDENT + text.path() + from(text.from()));
      text.lines().forEach(l -> line(INDENT + "  " + ink.signed(sign(l), l)));
    } else if (detail instanceof Detail.Remark remark) {
      line(INDENT + path + remark.lines().get(0));
      remark.lines().stream().skip(1).forEach(l -> line(INDENT + "  " + l));
    }
  }

  private void difference(String path, Detail.Difference field) {
    String values = field.before() + " -> " + field.after();
    if (INDENT.length() + path.length() + values.length() + field.from().length() <= WIDEST_LINE) {
      line(
          INDENT
              + path
              + ink.red(field.before())
              + " -> "
              + ink.green(field.after())
              + from(field.from()));
    } else {
      line(INDENT + field.path() + from(field.from()));
      line(INDENT + "     " + ink.red(field.before()));
      line(INDENT + "  -> " + ink.green(field.after()));
    }
  }

  private String from(String place) {
    return place.isEmpty() ? "" : "   " + ink.faint("<- " + place);
  }

  private static char sign(String line) {
    return line.isEmpty() ? ' ' : line.charAt(0);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
