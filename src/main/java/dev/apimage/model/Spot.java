package dev.apimage.model;

import java.util.Objects;

/**
 * A place in a file, for telling a person where to look.
 *
 * @param file path with forward slashes, relative to the artefact folder where there is one
 * @param line 1-based; 0 when only the file is known
 * @param column 1-based; 0 when only the line is known
 */
public record Spot(String file, int line, int column) {
  public Spot {
    Objects.requireNonNull(file, "file");
  }

  /** A whole file, without a line. */
  public static Spot of(String file) {
    return new Spot(file, 0, 0);
  }

  /** {@code file:line:col}, as editors and terminals link it. */
  @Override
  public String toString() {
    if (line == 0) {
      return file;
    }
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}
