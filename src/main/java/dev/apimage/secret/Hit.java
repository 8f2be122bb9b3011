package dev.apimage.secret;

/**
 * A part of a text that was taken for a secret.
 *
 * @param start in the text
 * @param end behind its last character
 * @param rule why, in words
 */
record Hit(int start, int end, String rule) {
  boolean overlaps(int from, int to) {
    return start < to && from < end;
  }

  Hit plus(int offset) {
    return new Hit(start + offset, end + offset, rule);
  }
}
