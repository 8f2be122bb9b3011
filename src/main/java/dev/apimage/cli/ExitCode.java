package dev.apimage.cli;

import dev.apimage.keys.Delivery;
import dev.apimage.keys.Failure;
import dev.apimage.keys.Rotation;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.publish.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The tool's exit codes, and the only place that decides on one. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int DIFFERENT = 2;
  static final int PARTIAL = 3;
  static final int NOT_ALLOWED = 4;
  static final int REFUSED = 5;
  static final int USAGE = 64;
  static final int INTERRUPTED = 130;

  private ExitCode() {}

  /** What each means, in a few words, for {@code --help}. */
  static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    meanings.put("" + DONE, "done, or nothing to do");
    meanings.put("" + FAILED, "failed before anything was written");
    meanings.put("" + DIFFERENT, "differences exist: verify, plan --detailed-exitcode");
    meanings.put("" + PARTIAL, "something was written and something was not");
    meanings.put("" + NOT_ALLOWED, "no sign-in, or a permission is missing");
    meanings.put("" + REFUSED, "a guard refused");
    meanings.put("" + USAGE, "wrong command line");
    meanings.put("" + INTERRUPTED, "interrupted");
    return meanings;
  }

  /** For work that stopped before anything was written. */
  static int of(List<Problem> problems) {
    int worst = DONE;
    for (Problem problem : problems) {
      if (problem.isError()) {
        worst = worse(worst, of(problem.code()));
      }
    }
    return worst;
  }

  private static int of(Code code) {
    return switch (code) {
      case NO_SIGN_IN, FORBIDDEN -> NOT_ALLOWED;
      case NOT_CONFIRMED,
          TOO_MANY_DELETES,
          NEEDS_PRUNE,
          EMPTY,
          TIER,
          STRICT,
          FOREIGN_SECRET,
          ROTATION ->
          REFUSED;
      case USAGE -> USAGE;
      case INTERRUPTED -> INTERRUPTED;
      default -> FAILED;
    };
  }

  /** A wrong folder outweighs a guard: with it mended the guard may not even be met. */
  private static int worse(int one, int other) {
    List<Integer> order = List.of(DONE, REFUSED, NOT_ALLOWED, FAILED, USAGE, INTERRUPTED);
    return order.indexOf(other) > order.indexOf(one) ? other : one;
  }

  /** For a publish that has begun. */
  static int of(Outcome outcome) {
    if (outcome.isComplete()) {
      return DONE;
    }
    if (outcome.hasWritten()) {
      return PARTIAL;
    }
    return of(
        Stream.concat(outcome.failed().stream(), outcome.notTried().stream())
            .flatMap(f -> f.why().stream())
            .filter(p -> outcome.failed().isEmpty() || p.code() != Code.NOT_TRIED)
            .toList());
  }

  /** For keys that were renewed or delivered. */
  static int of(Rotation rotation) {
    return rotation.isComplete() ? DONE : of(rotation.failed(), rotation.written());
  }

  /** For keys that were delivered. */
  static int of(Delivery delivery) {
    return delivery.isComplete() ? DONE : of(delivery.failed(), delivery.hasWritten());
  }

  private static int of(List<Failure> failures, boolean written) {
    if (written) {
      return PARTIAL;
    }
    // Stopped before the first of them: nothing failed, and nothing was done.
    return failures.isEmpty()
        ? INTERRUPTED
        : of(failures.stream().flatMap(f -> f.why().stream()).toList());
  }
}
