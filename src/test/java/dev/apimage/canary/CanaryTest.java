package dev.apimage.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.cli.Shell;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.folder.GitRepository;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command against each failure, in each form of report and log, so that each two of these
 * meet at least once (with {@code -Dapimage.long} every combination), on services full of secrets:
 * nothing that a run leaves behind holds one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryTest {
  private static final List<String> COMMANDS =
      List.of("extract", "commit", "plan", "publish", "overwrite", "verify");
  private static final List<String> FORMATS = List.of("text", "json", "markdown");
  private static final List<String> LOGS = List.of("quiet", "--debug", "--log-file=run.log");

  /** Where a failure hits, as the emulator is told. */
  private static final Map<String, String> FAILURES =
      Map.of(
          "none", "",
          "reading is refused (400)", "rate=1,kinds=400,methods=GET,paths=backends",
          "reading is forbidden (403)", "rate=1,kinds=403,methods=GET,paths=namedValues",
          "reading breaks (500)", "rate=1,kinds=500,methods=GET,paths=loggers",
          "answers end in the middle", "rate=1,kinds=cut,methods=GET,paths=backends",
          "connections break", "rate=0.1,kinds=reset+lost",
          "writing is refused with an echo (400)", "rate=1,kinds=400,methods=PUT+PATCH,echo=body",
          "writing is forbidden with an echo (403)",
              "rate=1,kinds=403,methods=PUT+PATCH,paths=backends/*,echo=body",
          "writing breaks with an echo (500)",
              "rate=1,kinds=500,methods=PUT+PATCH,paths=namedValues/*,echo=body");

  private static final int AT_A_TIME = 6;

  private Path temp;
  private Scene scene;
  private Hunt hunt;
  private List<Case> cases;
  private final List<Ended> ended = new ArrayList<>();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  private record Case(int number, String command, String failure, String format, String log) {
    @Override
    public String toString() {
      return command + ", " + failure + ", " + format + ", " + log;
    }
  }

  private record Ended(Case run, int code, Set<String> found, String told) {}

  @BeforeAll
  void runThemAll(@TempDir Path folder) throws Exception {
    temp = folder;
    scene = Scene.make(Files.createDirectory(temp.resolve("scene")), 5);
    hunt = new Hunt(scene.canaries().all());
    List<List<String>> factors =
        List.of(COMMANDS, FAILURES.keySet().stream().sorted().toList(), FORMATS, LOGS);
    cases = new ArrayList<>();
    for (List<String> row :
        Boolean.getBoolean("apimage.long") ? Pairs.product(factors) : Pairs.of(factors)) {
      cases.add(new Case(cases.size(), row.get(0), row.get(1), row.get(2), row.get(3)));
    }
    PrintStream before = System.err;
    // The file of the first --log-file of a process gets all logs; here nothing must be missed.
    Loggers.debug();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Future<Ended>> running = new ArrayList<>();
      cases.forEach(each -> running.add(pool.submit(() -> run(each))));
      for (Future<Ended> one : running) {
        ended.add(one.get());
      }
    } finally {
      pool.shutdownNow();
      System.setErr(before);
      Loggers.restore();
    }
  }

  @AfterAll
  void end() {
    Loggers.restore();
  }

  private Ended run(Case each) throws Exception {
    Path home = Files.createDirectories(temp.resolve("cases/" + each.number()));
    EmulatorOptions options =
        EmulatorOptions.defaults()
            .withFaults(FAILURES.get(each.failure()))
            .withLog(home.resolve("requests.log"));
    try (Emulator emulator = scene.start("case-" + each.number(), options)) {
      Path folder = home.resolve("image");
      switch (each.command()) {
        case "extract" -> Files.createDirectory(folder);
        case "commit" -> GitRepository.init(Files.createDirectory(folder)).close();
        default -> scene.copyImage(folder);
      }
      Shell.Result result = scene.shell(home).run(line(each, emulator));
      Set<String> found = hunt.below(home);
      hunt.in(result.out()).forEach(find -> found.add("stdout: " + find));
      hunt.in(result.err()).forEach(find -> found.add("stderr: " + find));
      Canaries made = new Canaries(0);
      newKeys(emulator, made);
      Hunt keys = new Hunt(made.all());
      found.addAll(keys.below(home));
      found.addAll(keys.in(result.toString()));
      return new Ended(each, result.code(), found, result.toString());
    }
  }

  /** The keys that the service made during the run are secrets, too. */
  private static void newKeys(Emulator emulator, Canaries made) {
    Admin admin = new Admin(emulator.uri(), "empty");
    JsonNode all;
    try {
      all = admin.get("subscriptions");
    } catch (AssertionError | RuntimeException e) {
      return; // a failure on purpose
    }
    for (JsonNode one : all.path("value")) {
      String path = "subscriptions/" + one.path("name").asText();
      try {
        admin
            .post(path + "/listSecrets")
            .properties()
            .forEach(key -> made.put("empty " + path, key.getValue().asText()));
      } catch (AssertionError | RuntimeException e) {
        return;
      }
    }
  }

  private String[] line(Case each, Emulator emulator) {
    List<String> words = new ArrayList<>();
    List<String> more =
        switch (each.command()) {
          case "extract" -> List.of("--service=source");
          case "commit" -> List.of("--service=source", "--commit");
          case "plan" -> List.of("--service=filled", "--write-secrets", "--full");
          case "publish" -> List.of("--service=empty", "--yes", "--receipt=receipt.json");
          case "overwrite" ->
              List.of("--service=filled", "--yes", "--write-secrets", "--receipt=receipt.json");
          default -> List.of("--service=filled", "--full");
        };
    words.add(
        switch (each.command()) {
          case "commit" -> "extract";
          case "overwrite" -> "publish";
          default -> each.command();
        });
    words.addAll(List.of("--folder=image", "--endpoint=" + emulator.uri()));
    if (!words.get(0).equals("extract")) {
      words.add("--env=" + Scene.ENVIRONMENT);
    }
    words.addAll(more);
    words.add("--output=" + each.format());
    FORMATS.forEach(format -> words.add("--report=" + format + "=report." + format));
    if (!each.log().equals("quiet")) {
      words.add(each.log());
    }
    return words.toArray(String[]::new);
  }

  @TestFactory
  Stream<DynamicTest> leavesNoSecretBehind() {
    return ended.stream()
        .map(
            end ->
                DynamicTest.dynamicTest(
                    end.run() + " ended " + end.code(),
                    () -> {
                      assertThat(end.found()).isEmpty();
                      assertThat(end.told()).doesNotContain("a fault in apimage", "Exception");
                    }));
  }

  @Test
  void logsNoSecret() {
    String text = log.toString(StandardCharsets.UTF_8);
    assertThat(text).contains("PUT backends/", "GET backends");
    assertThat(hunt.in(text)).isEmpty();
  }

  @Test
  void everyTwoChoicesMeet() {
    Set<String> met = new HashSet<>();
    for (Case each : cases) {
      met.addAll(Pairs.in(List.of(each.command(), each.failure(), each.format(), each.log())));
    }
    int commands = COMMANDS.size();
    int failures = FAILURES.size();
    assertThat(met)
        .hasSize(commands * failures + (commands + failures) * 6 + FORMATS.size() * LOGS.size());
  }

  @Test
  void theFailuresHit() {
    for (Ended end : ended) {
      boolean writes = Set.of("publish", "overwrite").contains(end.run().command());
      if (end.run().failure().equals("none")) {
        assertThat(end.code()).as(end.run().toString()).isEqualTo(codeOf(end.run().command()));
      } else if (end.run().failure().startsWith("reading")
          || end.run().failure().startsWith("ans")) {
        assertThat(end.code()).as(end.run().toString()).isIn(1, 4);
      } else if (writes && end.run().failure().startsWith("writing")) {
        assertThat(end.code()).as(end.run().toString()).isIn(1, 3, 4);
      }
    }
  }

  private static int codeOf(String command) {
    return command.equals("verify") ? 2 : 0;
  }
}
