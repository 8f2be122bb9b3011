package dev.apimage.emulator;

import java.time.Duration;
import java.time.Instant;

/** A token bucket: some requests at once, and as many a second afterwards. Thread-safe. */
final class Bucket {
  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  private final double size;
  private final double refill;
  private double tokens;
  private Instant at;

  /**
   * A full bucket.
   *
   * @param size tokens that it holds
   * @param refill tokens a second
   */
  Bucket(double size, double refill, Instant now) {
    this.size = size;
    this.refill = refill;
    tokens = size;
    at = now;
  }

  /** Takes one token, if there is one. */
  synchronized boolean take(Instant now) {
    double seconds = Duration.between(at, now).toNanos() / SECOND;
    if (seconds > 0) {
      tokens = Math.min(size, tokens + seconds * refill);
      at = now;
    }
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  synchronized void giveBack() {
    tokens++;
  }

  /** Whole tokens that are left. */
  synchronized long left() {
    return (long) tokens;
  }

  /** Whole seconds until there is a token again, at least one. */
  synchronized long seconds() {
    return Math.max(1, (long) Math.ceil((1 - tokens) / refill));
  }
}
