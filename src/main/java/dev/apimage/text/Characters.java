package dev.apimage.text;

import java.util.OptionalInt;

/**
 * Which characters may stand in a text file as they are. The ranges are written out, not asked of
 * {@link Character}, so that every JDK writes the same bytes.
 */
final class Characters {
  private Characters() {}

  /** The index of the first half of a surrogate pair that lacks its other half. */
  static OptionalInt loneSurrogate(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** A line break to YAML 1.1 and an ordinary character to YAML 1.2: next line, LS, PS. */
  static boolean isDisputedBreak(int c) {
    return c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  /** May stand raw in a YAML file and means the same in versions 1.1 and 1.2. */
  static boolean isYaml(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0x7e)
        || (c >= 0xa0 && c <= 0xd7ff && !isDisputedBreak(c))
        || (c >= 0xe000 && c <= 0xfffd && c != 0xfeff)
        || c >= 0x10000;
  }

  /** Can be told by eye from its neighbours: no control, no odd blank, nothing of zero width. */
  static boolean isVisible(int c) {
    return (c >= 0x20 && c <= 0x7e)
        || (c > 0xa0
            && isYaml(c)
            && c != 0xad
            && c != 0x61c
            && c != 0x1680
            && c != 0x180e
            && !(c >= 0x2000 && c <= 0x200f)
            && !(c >= 0x202a && c <= 0x202f)
            && !(c >= 0x205f && c <= 0x206f)
            && c != 0x3000
            && !(c >= 0xfff9 && c <= 0xfffb)
            && !(c >= 0xe0000 && c <= 0xe007f));
  }
}
