package dev.apimage.canary;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Made-up secrets, each one different and found nowhere else, and each with the name of the place
 * it was put. Two random parts hold what is special between them, so that both are found however
 * that is written. Thread-safe.
 */
final class Canaries {
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String DIGITS = "23456789";
  private static final int PART = 14;
  private static final List<String> SPECIAL = List.of("", "+/=&<\"", "", "/+==", "'\\\n&>%", "é–");

  /**
   * One.
   *
   * @param where it was put
   * @param value the secret
   */
  record Canary(String where, String value) {
    /** Names the place only, as the tool itself must. */
    @Override
    public String toString() {
      return "Canary[" + where + "]";
    }
  }

  private final Random random;
  private final List<Canary> all = Collections.synchronizedList(new ArrayList<>());

  Canaries(long seed) {
    random = new Random(seed);
  }

  /** A secret with characters that texts of all kinds must escape, in every second one. */
  String any(String where) {
    return put(where, part() + SPECIAL.get(all.size() % SPECIAL.size()) + part());
  }

  /** A secret with characters that XML must escape. */
  String special(String where) {
    return put(where, part() + SPECIAL.get(1) + part());
  }

  /** A secret of letters and digits, for places that take nothing else. */
  String plain(String where) {
    return put(where, part() + part());
  }

  /** A secret that somebody else made: a service's keys. */
  String put(String where, String value) {
    all.add(new Canary(where, value));
    return value;
  }

  /** All so far. */
  List<Canary> all() {
    synchronized (all) {
      return List.copyOf(all);
    }
  }

  private synchronized String part() {
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < PART; i++) {
      // A digit at every third place: what looks like a word is no key.
      String from = i % 3 == 1 ? DIGITS : LETTERS;
      part.append(from.charAt(random.nextInt(from.length())));
    }
    return part.toString();
  }
}
