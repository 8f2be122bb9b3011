package dev.apimage.cli;

import java.util.concurrent.CountDownLatch;

/**
 * While this is open, an interrupt from the keyboard or a SIGTERM lets the work end what it has
 * begun and tell what was done before the process ends.
 */
final class Interruption implements AutoCloseable {
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

  static Interruption of(Runnable stop) {
    Interruption interruption = new Interruption(stop);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  @Override
  public void close() {
    told.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, with the exit code of its signal: 130 for an interrupt.
      Thread.yield();
    }
  }
}
