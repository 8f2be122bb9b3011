package dev.apimage.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * An address or pattern with a place inside the resource: {@code backends/pay#url}, {@code
 * apis/*}{@code /policy#0a1b2c3d}. Without a place it stands for all of them.
 *
 * @param address which resources
 * @param place a position or a short id, in which {@code *} stands for any characters; empty for
 *     all
 */
public record KeyPattern(AddressPattern address, String place) {
  /**
   * Reads the written form; the first {@code #} divides it, since no ARM name holds one.
   *
   * @throws IllegalArgumentException if it is none, with a plain reason
   */
  public static KeyPattern parse(String text) {
    int hash = text.indexOf('#');
    if (hash == text.length() - 1) {
      throw new IllegalArgumentException("nothing stands behind the #");
    }
    String address = hash < 0 ? text : text.substring(0, hash);
    String place = hash < 0 ? "" : text.substring(hash + 1);
    return new KeyPattern(AddressPattern.parse(address), place);
  }

  /** True if a place of a resource is one that this pattern can name. */
  public boolean matches(Address resource, String where) {
    return address.matches(resource)
        && (place.isEmpty() || AddressPattern.matchesGlob(place, where));
  }

  /** True if it can match more than one place. */
  public boolean hasWildcard() {
    return address.hasWildcard() || place.indexOf('*') >= 0;
  }

  /** How many characters it spells out: of two patterns that match, the one with more wins. */
  public int literals() {
    return address.literals() + place.length() - (int) place.chars().filter(c -> c == '*').count();
  }

  /**
   * Those of some rules that match a place best: none if no rule matches, more than one if it is a
   * tie.
   */
  public static <T> List<T> best(
      Collection<T> rules, Function<T, KeyPattern> pattern, Address resource, String where) {
    List<T> best = new ArrayList<>();
    for (T rule : rules) {
      KeyPattern mine = pattern.apply(rule);
      if (mine.matches(resource, where)) {
        int ahead = best.isEmpty() ? 0 : pattern.apply(best.get(0)).literals() - mine.literals();
        if (ahead < 0) {
          best.clear();
        }
        if (ahead <= 0) {
          best.add(rule);
        }
      }
    }
    return best;
  }

  @Override
  public String toString() {
    return place.isEmpty() ? address.toString() : address + "#" + place;
  }
}
