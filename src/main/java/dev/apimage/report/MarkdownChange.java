package dev.apimage.report;

import java.util.List;
import java.util.stream.Collectors;

/** One resource that differs: folded, with a table of its fields and the lines of its texts. */
final class MarkdownChange {
  private static final int MOST_LINES = 150;

  private final String before;
  private final String after;

  /** Under these titles the values stand. */
  MarkdownChange(String before, String after) {
    this.before = before;
    this.after = after;
  }

  String of(ChangeView change) {
    StringBuilder out = new StringBuilder();
    out.append("<details><summary><code>")
        .append(Markdown.html(change.sign() + " " + change.address()))
        .append("</code> ")
        .append(Totals.count(change.details().size(), "difference"))
        .append("</summary>\n\n");
    table(change.details(), out);
    change.details().forEach(detail -> below(detail, out));
    if (change.hidden() > 0) {
      out.append(Totals.count(change.hidden(), "unchanged field")).append(" hidden\n");
    }
    return out.toString().stripTrailing() + "\n\n</details>\n\n";
  }

  /** One line, for when there is no room for more. */
  static String brief(ChangeView change) {
    return "- " + line(change) + "\n";
  }

  /** The sign and the address, and the secrets that come along. */
  static String line(ChangeView change) {
    String secrets =
        change.details().stream()
            .filter(d -> d instanceof Detail.Value value && value.value().equals(Visible.SECRET))
            .map(d -> Markdown.code(d.path()))
            .collect(Collectors.joining(", "));
    String line = Markdown.code(change.sign() + " " + change.address());
    return secrets.isEmpty() ? line : line + " with secret " + secrets;
  }

  private void table(List<Detail> details, StringBuilder out) {
    List<Detail> rows =
        details.stream()
            .filter(
                d ->
                    d instanceof Detail.Difference
                        || d instanceof Detail.Names
                        || d instanceof Detail.Value)
            .toList();
    if (!rows.isEmpty()) {
      out.append("| field | " + before + " | " + after + " | from |\n|---|---|---|---|\n");
      rows.forEach(row -> out.append(row(row)));
      out.append('\n');
    }
  }

  private static String row(Detail detail) {
    if (detail instanceof Detail.Difference field) {
      return row(field.path(), cell(field.before()), cell(field.after()), field.from());
    }
    if (detail instanceof Detail.Names names) {
      return row(
          names.path(), cells("-", names.removed()), cells("+", names.added()), names.from());
    }
    return row(detail.path(), "", cell(((Detail.Value) detail).value()), "");
  }

  private static String row(String path, String before, String after, String from) {
    return "| " + cell(path) + " | " + before + " | " + after + " | " + cell(from) + " |\n";
  }

  private static String cell(String text) {
    return Markdown.cell(text);
  }

  private static String cells(String sign, List<String> names) {
    return names.stream().map(n -> cell(sign + n)).collect(Collectors.joining(" "));
  }

  private static void below(Detail detail, StringBuilder out) {
    if (detail instanceof Detail.Lines text) {
      out.append(Markdown.code(text.path()))
          .append(text.from().isEmpty() ? "" : " from " + Markdown.code(text.from()))
          .append("\n\n")
          .append(Markdown.block("diff", text.lines().stream().limit(MOST_LINES).toList()));
      if (text.lines().size() > MOST_LINES) {
        out.append("\n**").append(text.lines().size() - MOST_LINES).append(" more lines**\n");
      }
      out.append('\n');
    } else if (detail instanceof Detail.Remark remark) {
      out.append("- ").append(Markdown.code(remark.path() + ": " + remark.lines().get(0)));
      out.append('\n');
      remark.lines().stream()
          .skip(1)
          .limit(MOST_LINES)
          .forEach(l -> out.append("  - ").append(Markdown.code(l)).append('\n'));
      if (remark.lines().size() > MOST_LINES + 1) {
        out.append("  - **").append(remark.lines().size() - MOST_LINES - 1).append(" more**\n");
      }
      out.append('\n');
    }
  }
}
