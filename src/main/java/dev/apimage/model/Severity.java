package dev.apimage.model;

/** How bad a {@link Problem} is: an error stops the work, a warning does under {@code --strict}. */
public enum Severity {
  ERROR,
  WARNING,
  NOTE
}
