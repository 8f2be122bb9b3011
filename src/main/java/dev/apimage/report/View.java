package dev.apimage.report;

import java.util.Objects;

/**
 * How much a report shows. It never changes what is counted.
 *
 * @param detail how deep it goes
 * @param context how many unchanged lines stand around a changed one in a text
 * @param colour true to colour text with ANSI sequences; nothing is told by colour alone
 */
public record View(Detail detail, int context, boolean colour) {
  private static final int CONTEXT = 3;

  public View {
    Objects.requireNonNull(detail, "detail");
    if (context < 0) {
      throw new IllegalArgumentException("no negative number of lines: " + context);
    }
  }

  /** How deep a report goes. */
  public enum Detail {
    /** Totals, problems and what comes next. */
    SUMMARY,
    /** What changes. */
    CHANGES,
    /** What changes, and what does not of the resources that do. */
    FULL
  }

  /** What changes, three lines around it, no colour. */
  public static View standard() {
    return new View(Detail.CHANGES, CONTEXT, false);
  }

  /** The same as deep as that. */
  public View showing(Detail depth) {
    return new View(depth, context, colour);
  }

  /** The same with that many unchanged lines around a changed one. */
  public View around(int lines) {
    return new View(detail, lines, colour);
  }

  /** The same with colour or without. */
  public View coloured(boolean on) {
    return new View(detail, context, on);
  }

  boolean isSummary() {
    return detail == Detail.SUMMARY;
  }

  boolean isFull() {
    return detail == Detail.FULL;
  }
}
