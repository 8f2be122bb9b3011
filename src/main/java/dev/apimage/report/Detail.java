package dev.apimage.report;

import java.util.List;

/** One thing about a resource that changes, as a person reads it, before any format. */
sealed interface Detail {
  /** A property's path, or what stands in its place. */
  String path();

  /**
   * A value that differs.
   *
   * @param from where the folder says it; may be empty
   */
  record Difference(String path, String before, String after, String from) implements Detail {}

  /** A value without another: of a new resource, or one that does not change. */
  record Value(String path, String value) implements Detail {}

  /** A list of names without an order. */
  record Names(String path, List<String> added, List<String> removed, String from)
      implements Detail {}

  /** A text's lines that differ, in the form of {@code diff -u}. */
  record Lines(String path, List<String> lines, String from) implements Detail {}

  /** Something that is no property. */
  record Remark(String path, List<String> lines) implements Detail {}
}
