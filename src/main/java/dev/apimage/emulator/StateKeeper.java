package dev.apimage.emulator;

import dev.apimage.emulator.StateFile.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a file up to date in the background: at most a moment older than the last write that was
 * answered, and whole whenever the process ends. Saving takes at most a fifth of the time, so that
 * a big state does not slow its writers. Thread-safe.
 */
final class StateKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateKeeper.class);
  private static final Set<String> READING = Set.of("GET", "HEAD");

  /** The shortest time between two savings. */
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  /** How many times longer than a saving the pause after it is. */
  private static final int REST = 4;

  private final Path file;
  private final Supplier<State> state;
  private final Thread thread = new Thread(this::keep, "apim-emulator-state");
  private boolean changed;
  private boolean closed;

  /**
   * Keeps a file from {@link #start} to {@link #close}.
   *
   * @param state what there is at the moment of asking
   */
  StateKeeper(Path file, Supplier<State> state) {
    this.file = file;
    this.state = state;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Notices what may have changed something; also what is refused or never gets its answer. */
  Handler watching(Handler next) {
    return call -> {
      try {
        return next.answer(call);
      } finally {
        if (!READING.contains(call.method())) {
          change();
        }
      }
    };
  }

  private synchronized void change() {
    changed = true;
    notifyAll();
  }

  private void keep() {
    try {
      while (awaitChange()) {
        long start = System.nanoTime();
        try {
          save();
        } catch (IOException e) {
          LOG.error("the state cannot be written to {}: {}", file, e.toString());
        }
        pause(Math.max(PAUSE, REST * (System.nanoTime() - start)));
      }
    } catch (InterruptedException e) {
      LOG.debug("the state is kept no longer: {}", e.toString());
    }
  }

  /** False when there will be no other change. */
  private synchronized boolean awaitChange() throws InterruptedException {
    while (!changed && !closed) {
      wait();
    }
    boolean goesOn = !closed;
    changed = false;
    return goesOn;
  }

  private synchronized void pause(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0 && !closed; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private void save() throws IOException {
    synchronized (thread) {
      StateFile.write(file, state.get());
    }
  }

  /** Saves for the last time, even if nothing has changed. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      notifyAll();
    }
    // A file channel closes itself under a thread that is interrupted, as one that is told to end.
    boolean interrupted = Thread.interrupted();
    try {
      save();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
