package dev.apimage.report;

import java.util.Locale;

/**
 * A value before and after, cut to a length at which a person still reads it. Of long ones the part
 * around the first difference is shown, and how long they are.
 */
record Shortened(String before, String after) {
  private static final int MOST = 120;
  private static final int LEAD = 24;

  static Shortened of(String before, String after) {
    int same = common(before, after);
    int from = same + LEAD < MOST ? 0 : same - LEAD;
    return new Shortened(cut(before, from), cut(after, from));
  }

  static String of(String value) {
    return cut(value, 0);
  }

  private static int common(String one, String other) {
    int same = 0;
    int shorter = Math.min(one.length(), other.length());
    while (same < shorter && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    return same;
  }

  private static String cut(String text, int from) {
    if (text.length() <= MOST) {
      return text;
    }
    int start = whole(text, from);
    int end = whole(text, Math.min(text.length(), start + MOST));
    return (start > 0 ? "…" : "")
        + text.substring(start, end)
        + (end < text.length() ? "…" : "")
        + String.format(Locale.ROOT, " (%,d characters)", text.length());
  }

  /** An index that does not divide a character of two halves. */
  private static int whole(String text, int index) {
    boolean divides =
        index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index));
    return divides ? index - 1 : index;
  }
}
