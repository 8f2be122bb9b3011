package dev.apimage.text;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The names that an import gives to operations (Microsoft Learn, "API import restrictions and known
 * issues", Normalization rules for operationId).
 */
final class OperationNames {
  private static final int LONGEST = 76;
  private static final int LAST_SUFFIX = 999;

  private final Set<String> taken = new HashSet<>();

  /** Lower case, each run of other characters than letters and digits a dash, 76 at most. */
  static String normal(String operationId) {
    String dashed = operationId.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String trimmed = trim(dashed);
    return trimmed.length() <= LONGEST ? trimmed : trim(trimmed.substring(0, LONGEST));
  }

  private static String trim(String dashed) {
    int from = dashed.startsWith("-") ? 1 : 0;
    int to = dashed.length() - (dashed.endsWith("-") && dashed.length() > from ? 1 : 0);
    return dashed.substring(from, to);
  }

  /** The name of the next operation of a document, which no earlier one has. */
  String next(String operationId, String method, String path) {
    String source = operationId.isBlank() ? method + "-" + path : operationId;
    String name = normal(source);
    String free = name;
    for (int i = 1; i <= LAST_SUFFIX && !taken.add(free); i++) {
      free = name + "-" + i;
    }
    return free;
  }
}
