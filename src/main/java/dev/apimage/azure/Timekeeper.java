package dev.apimage.azure;

import java.time.Duration;
import java.time.Instant;

/** Time as the limiter and the retries see it, so that a test of an hour's wait takes no time. */
public interface Timekeeper {
  /** The real one. */
  Timekeeper SYSTEM =
      new Timekeeper() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
          Thread.sleep(time.toMillis(), time.toNanosPart() % 1_000_000);
        }
      };

  /** The time of day, for {@code Retry-After} given as a date. */
  Instant now();

  /** Nanoseconds that only ever rise, for differences. */
  long nanos();

  /**
   * Waits.
   *
   * @throws InterruptedException when the thread is told to stop
   */
  void sleep(Duration time) throws InterruptedException;
}
