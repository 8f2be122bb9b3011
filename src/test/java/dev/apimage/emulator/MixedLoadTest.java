package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Eight clients at once, each with entities of its own and some that all of them change, while
 * every kind of trouble happens. A minute long, with {@code -Dapimage.long=true} ten minutes.
 */
class MixedLoadTest {
  private static final int CLIENTS = 8;
  private static final String FAULTS =
      "rate=0.1,seed=7,kinds=408+409+412+422+429+500+502+503+504+reset+lost+cut+slow+poll";
  private static final long SECONDS = Boolean.getBoolean("apimage.long") ? 600 : 60;

  /** A line of the log, of which the emulator keeps the last half million. */
  private static final long LOGGED = 500;

  private static final long KEPT = 500_000;
  private static final long SLACK = 48L << 20;

  @Test
  void no_update_is_lost_no_status_is_a_surprise_and_memory_stays() throws Exception {
    try (Emulator emulator =
        Emulator.start(EmulatorOptions.defaults().withEmpty(true).withFaults(FAULTS))) {
      LoadClient.counters(emulator);
      work(emulator, SECONDS / 5);
      long before = used();
      long requestsBefore = emulator.requests().size();
      List<LoadClient> clients = work(emulator, SECONDS - SECONDS / 5);
      long logged = Math.min(KEPT, emulator.requests().size()) - requestsBefore;
      long grown = used() - before;
      long requests = clients.stream().mapToLong(LoadClient::requests).sum();
      long troubles = clients.stream().mapToLong(LoadClient::troubles).sum();
      System.out.printf(
          "Mixed load: %d clients, %d s, %d requests, %d troubles, heap %+d MB%n",
          CLIENTS, SECONDS, requests, troubles, grown >> 20);
      for (LoadClient client : clients) {
        assertThat(client.surprises()).isEmpty();
        assertThat(client.lostUpdates()).isEmpty();
      }
      assertThat(requests).isGreaterThan(1_000);
      assertThat(troubles).isGreaterThan(requests / 50);
      assertThat(grown).isLessThan(SLACK + LOGGED * Math.max(0, logged));
    }
  }

  private static List<LoadClient> work(Emulator emulator, long seconds)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<LoadClient> clients = new ArrayList<>();
      List<Future<?>> running = new ArrayList<>();
      long until = System.nanoTime() + seconds * 1_000_000_000;
      for (int i = 0; i < CLIENTS; i++) {
        LoadClient client = new LoadClient(emulator, i, until);
        clients.add(client);
        running.add(threads.submit(client));
      }
      for (Future<?> one : running) {
        one.get();
      }
      return clients;
    } finally {
      threads.shutdownNow();
    }
  }

  private static long used() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void the_same_seed_brings_the_same_trouble() throws IOException {
    List<Integer> first = statuses(FAULTS);
    assertThat(statuses(FAULTS)).isEqualTo(first);
    assertThat(statuses(FAULTS.replace("seed=7", "seed=8"))).isNotEqualTo(first);
    assertThat(first).contains(200, 429, 503, -1);
  }

  private static List<Integer> statuses(String faults) throws IOException {
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults().withFaults(faults))) {
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        statuses.add(LoadClient.send(emulator, "PUT", "tags/t", LoadClient.tag("T"), "").status());
      }
      return statuses;
    }
  }
}
