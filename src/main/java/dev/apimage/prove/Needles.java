package dev.apimage.prove;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Searches bytes for many texts in all their forms at once. Each form is known by its first eight
 * bytes, so that one pass over the bytes finds all; the cost does not grow with the number of
 * secrets.
 */
final class Needles {
  /** Shorter texts stand everywhere by chance. */
  static final int SHORTEST = 8;

  private static final int FILTER = 1 << 20;

  /** One form of a secret. */
  private static final class Needle {
    private final byte[] bytes;
    private final RealSecret secret;
    private final String form;

    Needle(byte[] bytes, RealSecret secret, String form) {
      this.bytes = bytes;
      this.secret = secret;
      this.form = form;
    }
  }

  /**
   * One secret that is there.
   *
   * @param offset of its first byte
   * @param form how it is written; empty if as it is
   */
  record Match(int offset, RealSecret secret, String form) {}

  private final Map<Long, List<Needle>> byHead = new HashMap<>();
  private final BitSet heads = new BitSet(FILTER);
  private int longest = SHORTEST;

  Needles(List<RealSecret> secrets) {
    for (RealSecret secret : secrets) {
      String value = secret.value().reveal();
      if (!isTooShort(secret)) {
        Disguises.of(value)
            .forEach((text, form) -> add(text.getBytes(StandardCharsets.UTF_8), secret, form));
        add(value.getBytes(StandardCharsets.UTF_16LE), secret, "UTF-16");
        add(value.getBytes(StandardCharsets.UTF_16BE), secret, "UTF-16");
      }
    }
  }

  static boolean isTooShort(RealSecret secret) {
    return secret.value().reveal().length() < SHORTEST;
  }

  private void add(byte[] bytes, RealSecret secret, String form) {
    if (bytes.length >= SHORTEST) {
      long head = head(bytes, 0);
      byHead.computeIfAbsent(head, h -> new ArrayList<>()).add(new Needle(bytes, secret, form));
      heads.set(slot(head));
      longest = Math.max(longest, bytes.length);
    }
  }

  /** The length of the longest form, by which windows on a stream have to overlap. */
  int longest() {
    return longest;
  }

  /** Each secret that is there, once. */
  List<Match> in(byte[] bytes, int length) {
    List<Match> matches = new ArrayList<>();
    if (byHead.isEmpty() || length < SHORTEST) {
      return matches;
    }
    Set<String> seen = new TreeSet<>();
    long head = head(bytes, 0);
    for (int i = 0; ; i++) {
      if (heads.get(slot(head))) {
        match(bytes, length, i, head, seen, matches);
      }
      if (i + SHORTEST >= length) {
        return matches;
      }
      head = head << 8 | (bytes[i + SHORTEST] & 0xffL);
    }
  }

  private void match(
      byte[] bytes, int length, int at, long head, Set<String> seen, List<Match> matches) {
    for (Needle needle : byHead.getOrDefault(head, List.of())) {
      int end = at + needle.bytes.length;
      if (end <= length
          && Arrays.equals(bytes, at, end, needle.bytes, 0, needle.bytes.length)
          && seen.add(needle.secret.place())) {
        matches.add(new Match(at, needle.secret, needle.form));
      }
    }
  }

  private static long head(byte[] bytes, int at) {
    long head = 0;
    for (int i = 0; i < SHORTEST; i++) {
      head = head << 8 | (bytes[at + i] & 0xffL);
    }
    return head;
  }

  private static int slot(long head) {
    long mixed = head * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 44) & (FILTER - 1);
  }
}
