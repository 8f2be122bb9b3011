package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Many clients at once on a service that fails in every way it knows. A minute long, with {@code
 * -Plong} ten minutes.
 */
class MixedLoadTest {
  private static final Duration TIME =
      Duration.ofSeconds(
          Boolean.getBoolean("apimage.long")
              ? 600
              : Integer.getInteger("apimage.load.seconds", 60));
  private static final int CLIENTS = 8;
  private static final String FAULTS =
      "rate=0.1,seed=2026,kinds=408+409+412+422+429+500+502+503+504+reset+lost+cut+slow+busy+failed+poll";

  /** What may come and go without being a leak: remembered operations, buffers, a grown table. */
  private static final long NOISE = 4L << 20;

  private final ConcurrentMap<String, Long> seen = new ConcurrentSkipListMap<>();

  @Test
  void eight_clients_lose_no_update_and_leave_nothing_behind() throws Exception {
    EmulatorOptions options =
        EmulatorOptions.defaults().withEmpty(true).withFaults(FAULTS).withRemembered(0);
    try (Emulator emulator = Emulator.start(options)) {
      for (int i = 0; i < LoadClient.COUNTERS; i++) {
        create(new Client(emulator), "documentations/counter-" + i);
      }
      List<LoadClient> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(new LoadClient(new Client(emulator), i, seen));
      }
      all(clients, LoadClient::populate);
      all(clients, client -> steps(client, TIME.dividedBy(6)));
      all(clients, LoadClient::populate);
      long entities = entities(emulator);
      long before = heap();
      all(clients, client -> steps(client, TIME.multipliedBy(5).dividedBy(6)));
      all(clients, LoadClient::populate);
      long after = heap();
      report(before, after, entities);
      for (int i = 0; i < LoadClient.COUNTERS; i++) {
        assertThat(counters(emulator, i)).isEqualTo(expected(clients, i));
      }
      assertThat(entities(emulator)).isEqualTo(entities);
      assertThat(after).isLessThan(before + NOISE);
      assertThat(seen).containsKeys("200", "201", "202", "204", "400", "404", "409", "412", "422");
      assertThat(seen).containsKeys("429", "500", "503", "broken", "failed operation");
    }
  }

  @Test
  void one_client_meets_the_same_trouble_with_the_same_seed() throws IOException {
    List<String> first = outcomes(FAULTS);
    assertThat(outcomes(FAULTS)).isEqualTo(first);
    assertThat(outcomes(FAULTS.replace("seed=2026", "seed=2027"))).isNotEqualTo(first);
    assertThat(first).contains("200", "409", "503", "broken");
  }

  private static List<String> outcomes(String faults) throws IOException {
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults().withFaults(faults))) {
      Client client = new Client(emulator);
      List<String> outcomes = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        try {
          outcomes.add(Integer.toString(client.put("tags/t", "{'displayName':'T'}").status()));
        } catch (UncheckedIOException e) {
          outcomes.add("broken");
        }
      }
      return outcomes;
    }
  }

  private static void create(Client client, String path) {
    while (true) {
      try {
        if (client.put(path, "{'title':'Counter','content':'{}'}").status() < 300) {
          return;
        }
      } catch (UncheckedIOException e) {
        // a fault; once more
      }
    }
  }

  private static void steps(LoadClient client, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      client.step();
    }
  }

  private static void all(List<LoadClient> clients, Consumer<LoadClient> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients.size());
    try {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (LoadClient client : clients) {
        tasks.add(
            () -> {
              work.accept(client);
              return null;
            });
      }
      for (Future<Void> task : threads.invokeAll(tasks)) {
        task.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Map<String, Integer> expected(List<LoadClient> clients, int counter) {
    Map<String, Integer> expected = new ConcurrentSkipListMap<>();
    clients.forEach(client -> expected.put(client.name(), client.counted().get(counter)));
    return expected;
  }

  private static Map<String, Integer> counters(Emulator emulator, int counter) {
    JsonNode content =
        Json.read(
            read(emulator, "documentations/counter-" + counter)
                .path("properties")
                .path("content")
                .asText());
    Map<String, Integer> counts = new ConcurrentSkipListMap<>();
    content.properties().forEach(one -> counts.put(one.getKey(), one.getValue().asInt()));
    return counts;
  }

  private static long entities(Emulator emulator) {
    long sum = 0;
    for (String list :
        List.of("tags", "namedValues", "apis", "products", "subscriptions", "documentations")) {
      sum += read(emulator, list).path("count").asInt();
    }
    return sum;
  }

  /** Reads in spite of the faults. */
  private static JsonNode read(Emulator emulator, String path) {
    while (true) {
      try {
        Client.Got got = new Client(emulator).get(path);
        if (got.status() == 200) {
          return got.body();
        }
      } catch (UncheckedIOException e) {
        // a fault; once more
      }
    }
  }

  private static long heap() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private void report(long before, long after, long entities) throws IOException {
    long requests =
        seen.entrySet().stream()
            .filter(entry -> entry.getKey().matches("[0-9]+|broken"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    Files.createDirectories(Path.of("target"));
    Files.writeString(
        Path.of("target", "mixed-load.txt"),
        String.format(
            "%d s, %d clients, %d requests, heap %d kB -> %d kB with %d entities, %s%n",
            TIME.toSeconds(), CLIENTS, requests, before >> 10, after >> 10, entities, seen));
  }
}
