package dev.apimage.azure;

import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests in parallel, and all that went wrong in them at once. */
final class Tasks implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final ExecutorService pool;

  Tasks(int parallelism) {
    pool =
        Executors.newFixedThreadPool(
            parallelism,
            task -> {
              Thread thread = new Thread(task, "read-" + COUNT.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs all, to the end.
   *
   * @throws ProblemException with the problems of every one that failed; after a refused sign-in
   *     the rest is not tried
   */
  <T> List<T> all(List<? extends Callable<T>> tasks) {
    List<Future<T>> futures = new ArrayList<>();
    tasks.forEach(task -> futures.add(pool.submit(task)));
    List<T> results = new ArrayList<>();
    Set<Problem> problems = new LinkedHashSet<>();
    for (Future<T> future : futures) {
      try {
        if (isHopeless(problems)) {
          future.cancel(true);
        } else {
          results.add(future.get());
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof ProblemException known) {
          problems.addAll(known.problems());
        } else if (e.getCause() instanceof RuntimeException fault) {
          throw fault;
        } else {
          throw new IllegalStateException(e.getCause());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        futures.forEach(f -> f.cancel(true));
        throw new IllegalStateException("interrupted", e);
      }
    }
    if (!problems.isEmpty()) {
      throw new ProblemException(List.copyOf(problems));
    }
    return results;
  }

  /** One answer of this kind is the answer to every request. */
  private static boolean isHopeless(Set<Problem> problems) {
    return problems.stream()
        .anyMatch(
            p ->
                switch (p.code()) {
                  case NO_SIGN_IN, NO_SERVICE, UNREACHABLE -> true;
                  default -> false;
                });
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
