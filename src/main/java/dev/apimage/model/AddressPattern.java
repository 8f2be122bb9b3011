package dev.apimage.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A pattern over addresses: {@code namedValues/pay-*}, {@code apis/*}{@code /policy}, {@code
 * apis/legacy/**}. {@code *} stands for any characters within one segment, {@code **} for any
 * number of segments, none included, so that the last example matches the API itself too. Letter
 * case does not count, as in ARM.
 *
 * @param segments as written
 */
public record AddressPattern(List<String> segments) {
  private static final String ANY = "**";

  public AddressPattern {
    segments = List.copyOf(segments);
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if a segment is empty or {@code **} is only a part of one
   */
  public static AddressPattern parse(String text) {
    List<String> segments = Arrays.asList(text.split("/", -1));
    for (String segment : segments) {
      if (segment.isEmpty()) {
        throw new IllegalArgumentException("a segment is empty");
      }
      if (segment.contains(ANY) && !segment.equals(ANY)) {
        throw new IllegalArgumentException("** must stand alone between slashes");
      }
    }
    return new AddressPattern(segments);
  }

  /** True if an address is one that this pattern can name. */
  public boolean matches(Address address) {
    return matches(0, address.segments(), 0);
  }

  private boolean matches(int mine, List<String> names, int theirs) {
    if (mine == segments.size()) {
      return theirs == names.size();
    }
    if (segments.get(mine).equals(ANY)) {
      return matches(mine + 1, names, theirs)
          || (theirs < names.size() && matches(mine, names, theirs + 1));
    }
    return theirs < names.size()
        && glob(segments.get(mine).toLowerCase(Locale.ROOT), names.get(theirs))
        && matches(mine + 1, names, theirs + 1);
  }

  private static boolean glob(String pattern, String name) {
    return matchesGlob(pattern, name.toLowerCase(Locale.ROOT));
  }

  /** True if a text is a pattern's, in which {@code *} stands for any characters. */
  static boolean matchesGlob(String pattern, String text) {
    if (pattern.indexOf('*') < 0) {
      return pattern.equals(text);
    }
    StringBuilder regex = new StringBuilder();
    for (String literal : pattern.split("\\*", -1)) {
      regex.append(regex.length() == 0 ? "" : ".*").append(Pattern.quote(literal));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
  }

  /** True if it can match more than one address. */
  public boolean hasWildcard() {
    return segments.stream().anyMatch(s -> s.indexOf('*') >= 0);
  }

  /** How many characters it spells out: of two patterns that match, the one with more wins. */
  public int literals() {
    return segments.stream()
        .mapToInt(s -> s.length() - (int) s.chars().filter(c -> c == '*').count())
        .sum();
  }

  @Override
  public String toString() {
    return String.join("/", segments);
  }
}
