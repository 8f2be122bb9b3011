package dev.apimage.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a report is written. */
public enum Format {
  /** For a person at a terminal. */
  TEXT,
  /** For a program; see the schemas in {@code schemas/v1/reports}. */
  JSON,
  /** For a pull request's comment or a pipeline's summary. */
  MARKDOWN;

  /** The word that a user types. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The format of a word, in any case; empty if there is none. */
  public static Optional<Format> of(String word) {
    return Arrays.stream(values()).filter(f -> f.word().equalsIgnoreCase(word.strip())).findFirst();
  }

  /** All words, for a message: {@code text, json, markdown}. */
  public static String words() {
    return Arrays.stream(values()).map(Format::word).collect(Collectors.joining(", "));
  }
}
