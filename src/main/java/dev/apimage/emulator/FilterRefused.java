package dev.apimage.emulator;

/** A {@code $filter} that the service does not take for this list. */
final class FilterRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FilterRefused(String message) {
    super(message);
  }
}
