package dev.apimage.emulator;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names the operations of one import (Microsoft Learn, "API import restrictions and known issues",
 * normalization rules for operationId).
 */
final class OperationNames {
  private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");
  private static final Pattern DASHES = Pattern.compile("^-+|-+$");
  private static final int LONGEST = 76;
  private static final int MOST_DUPLICATES = 999;

  private final Set<String> taken = new HashSet<>();

  /** The name of the next operation; {@code operationId} may be empty. */
  String next(String operationId, String method, String path) {
    String base = normalised(operationId);
    if (base.isEmpty()) {
      base = normalised(method + "-" + path);
    }
    if (taken.add(base)) {
      return base;
    }
    for (int i = 1; i <= MOST_DUPLICATES; i++) {
      if (taken.add(base + "-" + i)) {
        return base + "-" + i;
      }
    }
    throw ImportRefused.parsing("More than 1000 operations would be named '" + base + "'.");
  }

  static String normalised(String operationId) {
    String dashed = OTHER.matcher(operationId.toLowerCase(Locale.ROOT)).replaceAll("-");
    String trimmed = DASHES.matcher(dashed).replaceAll("");
    return trimmed.length() <= LONGEST ? trimmed : trimmed.substring(0, LONGEST);
  }
}
