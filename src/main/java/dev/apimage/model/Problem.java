package dev.apimage.model;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that is wrong or worth knowing. Problems are values: they are collected and shown all
 * together. A problem never holds a secret; an excerpt never shows a value.
 *
 * @param code what kind of problem, with an offline explanation
 * @param severity error, warning or note
 * @param text one plain sentence
 * @param spot where, if there is a file
 * @param advice what to do next; may be empty
 * @param excerpt the line at the spot with every value taken out; may be empty
 */
public record Problem(
    Code code, Severity severity, String text, Optional<Spot> spot, String advice, String excerpt) {
  public Problem {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(spot, "spot");
    Objects.requireNonNull(advice, "advice");
    Objects.requireNonNull(excerpt, "excerpt");
  }

  /** An error without a place yet. */
  public static Problem error(Code code, String text) {
    return new Problem(code, Severity.ERROR, text, Optional.empty(), "", "");
  }

  /** A warning without a place yet. */
  public static Problem warning(Code code, String text) {
    return new Problem(code, Severity.WARNING, text, Optional.empty(), "", "");
  }

  /** A note without a place yet. */
  public static Problem note(Code code, String text) {
    return new Problem(code, Severity.NOTE, text, Optional.empty(), "", "");
  }

  /** The same problem, placed. */
  public Problem at(Spot where) {
    return new Problem(code, severity, text, Optional.of(where), advice, excerpt);
  }

  /** The same problem with what to do about it. */
  public Problem advise(String what) {
    return new Problem(code, severity, text, spot, what, excerpt);
  }

  /** The same problem with the line to show under it; the caller took every value out of it. */
  public Problem showing(String line) {
    return new Problem(code, severity, text, spot, advice, line);
  }

  /** True when this stops the work. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
