package dev.apimage.azure;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.time.Duration;

/** Waits in slices, telling why. */
record Waiter(Timekeeper time, Progress progress) {
  static final String ASKED = "because Azure asks for it";
  static final String AGAIN = "before another try";

  private static final Duration SLICE = Duration.ofSeconds(5);
  private static final Duration WORTH_TELLING = Duration.ofSeconds(1);

  /**
   * Waits.
   *
   * @throws ProblemException {@link Code#INTERRUPTED} when the thread is told to stop
   */
  void pause(Duration whole, String why) {
    long end = time.nanos() + whole.toNanos();
    for (long left = whole.toNanos(); left > 0; left = end - time.nanos()) {
      Duration wait = Duration.ofNanos(left);
      if (wait.compareTo(WORTH_TELLING) >= 0) {
        progress.waiting(wait, why);
      }
      try {
        time.sleep(wait.compareTo(SLICE) > 0 ? SLICE : wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw interrupted();
      }
    }
  }

  static ProblemException interrupted() {
    return new ProblemException(Problem.error(Code.INTERRUPTED, "interrupted while asking Azure"));
  }
}
