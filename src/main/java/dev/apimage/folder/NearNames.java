package dev.apimage.folder;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what a person probably meant. */
final class NearNames {
  private static final int MOST = 3;

  private NearNames() {}

  /** The known names nearest to a misspelt one, best first; none if nothing is near. */
  static List<String> of(String name, Collection<String> known) {
    int most = name.length() <= 5 ? 1 : name.length() <= 12 ? 2 : 3;
    return known.stream()
        .filter(k -> distance(name, k) <= most)
        .sorted(
            Comparator.<String>comparingInt(k -> distance(name, k))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /** {@code Did you mean "a" or "b"?}, or nothing. */
  static String advice(String name, Collection<String> known) {
    List<String> near = of(name, known);
    return near.isEmpty() ? "" : "Did you mean \"" + String.join("\" or \"", near) + "\"?";
  }

  /** Insertions, deletions, changes and swaps of neighbours; letter case does not count. */
  static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
