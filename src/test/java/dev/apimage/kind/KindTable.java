package dev.apimage.kind;

import java.util.List;
import java.util.stream.Collectors;

/** The table of kinds in README.md, rendered from the rows. */
final class KindTable {
  /** Stands before the table in a document; the text up to {@link #END} is generated. */
  static final String BEGIN = "<!-- kinds: written by KindTableTest -->";

  /** Stands behind it. */
  static final String END = "<!-- /kinds -->";

  private KindTable() {}

  /** The table, with a newline at its end. */
  static String markdown() {
    StringBuilder out = new StringBuilder();
    out.append("| collection | files | what it is | secrets | links |\n");
    out.append("| --- | --- | --- | --- | --- |\n");
    for (Kind kind : Kind.values()) {
      List<String> cells =
          List.of(code(kind.collection()), files(kind), says(kind), secrets(kind), links(kind));
      out.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    }
    return out.toString();
  }

  private static String says(Kind kind) {
    return kind.says()
        + kind.option().map(word -> " Only with " + code("--include " + word) + ".").orElse("");
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String files(Kind kind) {
    if (kind.isSingleton()) {
      return code(kind.collection() + "." + kind.companions().get(0).extension())
          + " beside its owner";
    }
    String place = kind.isTop() ? "" : folder(kind.parents().get(0)) + "/";
    String own = place + kind.collection() + "/<name>";
    String yaml = kind.layout() == Layout.FOLDER ? own + "/" + kind.stem() : own;
    return code(yaml + ".yaml") + beside(kind);
  }

  private static String folder(Kind kind) {
    String above = kind.isTop() ? "" : folder(kind.parents().get(0)) + "/";
    return above + kind.collection() + "/<" + kind.stem() + ">";
  }

  private static String beside(Kind kind) {
    if (kind.companions().isEmpty()) {
      return "";
    }
    return kind.companions().stream()
        .map(c -> code((c.stem().isEmpty() ? "" : c.stem()) + "." + c.extension()))
        .collect(Collectors.joining(", ", "; ", ""));
  }

  private static String secrets(Kind kind) {
    return kind.secrets().stream()
        .map(s -> code(s.path().toString()))
        .collect(Collectors.joining(", "));
  }

  private static String links(Kind kind) {
    return kind.links().stream().map(l -> code(l.key())).collect(Collectors.joining(", "));
  }
}
