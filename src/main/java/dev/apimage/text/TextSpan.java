package dev.apimage.text;

/**
 * A range of characters of a text.
 *
 * @param offset of the first
 * @param end behind the last
 */
public record TextSpan(int offset, int end) {
  /** The characters. */
  public String of(String text) {
    return text.substring(offset, end);
  }
}
