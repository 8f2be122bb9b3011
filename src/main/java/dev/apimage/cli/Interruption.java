package dev.apimage.cli;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * An interrupt from the keyboard or a SIGTERM lets guarded work end what it has begun and tell what
 * was done before the process ends.
 */
final class Interruption {
  private final CountDownLatch told = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Runnable stop) {
    hook =
        new Thread(
            () -> {
              stop.run();
              try {
                told.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "interruption");
  }

  /**
   * Does a piece of work and its telling.
   *
   * @param stop called when the process is asked to end
   */
  static <T> T guard(Runnable stop, Supplier<T> work) {
    Interruption interruption = new Interruption(stop);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    try {
      return work.get();
    } finally {
      interruption.end();
    }
  }

  private void end() {
    told.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, with the exit code of its signal: 130 for an interrupt.
      hook.setName("interrupted");
    }
  }
}
