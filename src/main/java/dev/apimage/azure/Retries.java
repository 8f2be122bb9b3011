package dev.apimage.azure;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Which failures are worth another try, how often, and after how long.
 *
 * @param random from 0 to 1, to spread the workers' waits
 */
record Retries(DoubleSupplier random) {
  /** For how long one request may be tried; nothing may hold a run for longer at one place. */
  static final Duration BUDGET = Duration.ofMinutes(10);

  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int MANY = 10;
  private static final int FEW = 5;

  /** How many tries in all an answer is worth; 1 when it is final. */
  int tries(Request request, Reply reply) {
    return switch (reply.status()) {
      // No count but the budget: each early request gets a new Retry-After, with many workers
      // often.
      case 429 -> Integer.MAX_VALUE;
      case 408, 502, 503, 504 -> MANY;
      // APIM also answers 500 for good, for kinds that a tier lacks and wikis that are not there.
      case 500 -> FEW;
      case 409, 422 -> !request.isPoll() && ArmError.of(reply.body()).isPassing() ? MANY : 1;
      // Without an If-Match it is a race inside APIM, as between two subscriptions of one product.
      case 412 -> request.ifMatch().isEmpty() && !request.isPoll() ? FEW : 1;
      default -> 1;
    };
  }

  /**
   * How many tries a broken connection is worth. All our methods may be repeated.
   *
   * @param hadAnswer true if something came that is no JSON, as from a proxy's log-in page
   */
  int triesOfBroken(boolean hadAnswer) {
    return hadAnswer ? FEW : MANY;
  }

  /** How many tries a failed long operation is worth. */
  int triesOfFailedLater(ArmException failure) {
    return failure.isPassing() ? FEW : 1;
  }

  /**
   * The wait after a try when the server names none: doubling, and between half and the whole of
   * it.
   *
   * @param attempt 1 for the first try
   */
  Duration backoff(int attempt) {
    long millis = Math.min(FIRST.toMillis() << Math.min(attempt - 1, 10), LONGEST.toMillis());
    return Duration.ofMillis((long) (millis * (0.5 + random.getAsDouble() / 2)));
  }
}
