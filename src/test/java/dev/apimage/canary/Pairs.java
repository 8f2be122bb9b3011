package dev.apimage.canary;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Few combinations of several choices in which every pair of two choices is met. */
final class Pairs {
  private static final int CANDIDATES = 60;

  private final List<List<String>> factors;
  private final Random random = new Random(7);

  private Pairs(List<List<String>> factors) {
    this.factors = factors;
  }

  /** Always the same for the same choices. */
  static List<List<String>> of(List<List<String>> factors) {
    return new Pairs(factors).cover();
  }

  /** Every combination. */
  static List<List<String>> product(List<List<String>> factors) {
    List<List<String>> all = List.of(List.of());
    for (List<String> factor : factors) {
      List<List<String>> next = new ArrayList<>();
      for (List<String> begun : all) {
        for (String choice : factor) {
          List<String> longer = new ArrayList<>(begun);
          longer.add(choice);
          next.add(longer);
        }
      }
      all = next;
    }
    return all;
  }

  /** The pairs of one combination, each with the factors it is of. */
  static Set<String> in(List<String> row) {
    Set<String> pairs = new HashSet<>();
    for (int i = 0; i < row.size(); i++) {
      for (int j = i + 1; j < row.size(); j++) {
        pairs.add(i + "=" + row.get(i) + "&" + j + "=" + row.get(j));
      }
    }
    return pairs;
  }

  private List<List<String>> cover() {
    Set<String> open = new HashSet<>();
    product(factors).forEach(row -> open.addAll(in(row)));
    List<List<String>> rows = new ArrayList<>();
    while (!open.isEmpty()) {
      List<String> best = List.of();
      long most = 0;
      while (most == 0) {
        for (int i = 0; i < CANDIDATES; i++) {
          List<String> row = factors.stream().map(f -> f.get(random.nextInt(f.size()))).toList();
          long gain = in(row).stream().filter(open::contains).count();
          if (gain > most) {
            best = row;
            most = gain;
          }
        }
      }
      open.removeAll(in(best));
      rows.add(best);
    }
    return rows;
  }
}
