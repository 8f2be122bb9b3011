package dev.apimage.report;

import java.util.List;

/**
 * Writes texts that others typed into GitHub Flavored Markdown so that they stay texts: in code
 * spans and fenced blocks nothing is markup, no name is a mention, and no address becomes a link.
 */
final class Markdown {
  private static final int FENCE = 3;

  private Markdown() {}

  /** A visible text as a code span. */
  static String code(String text) {
    String fence = "`".repeat(longestRun(text) + 1);
    boolean padded = text.isEmpty() || text.startsWith("`") || text.endsWith("`");
    return padded ? fence + " " + text + " " + fence : fence + text + fence;
  }

  /** The same in a table, where a bar would end the cell in spite of the code span. */
  static String cell(String text) {
    return text.isEmpty() ? "" : code(text).replace("|", "\\|");
  }

  /** A visible text inside an HTML tag. */
  static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Visible lines as a fenced block. */
  static String block(String language, List<String> lines) {
    int run = lines.stream().mapToInt(Markdown::longestRun).max().orElse(0);
    String fence = "`".repeat(Math.max(FENCE, run + 1));
    StringBuilder out = new StringBuilder(fence).append(language).append('\n');
    lines.forEach(line -> out.append(line).append('\n'));
    return out.append(fence).append('\n').toString();
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
