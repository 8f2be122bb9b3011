package dev.apimage.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.cli.Shell;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.folder.GitRepository;
import dev.apimage.report.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
  /** What is typed, without what every case adds, by what the case is called. */
  private static final Map<String, List<String>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("extract", List.of("extract", "--service=source"));
    COMMANDS.put("commit", List.of("extract", "--service=source", "--commit"));
    COMMANDS.put("plan", List.of("plan", "--service=filled", "--write-secrets", "--full"));
    COMMANDS.put("from nothing", List.of("plan", "--from-nothing", "--full"));
    COMMANDS.put(
        "publish", List.of("publish", "--service=empty", "--yes", "--receipt=receipt.json"));
    COMMANDS.put(
        "overwrite",
        List.of(
            "publish", "--service=filled", "--yes", "--write-secrets", "--receipt=receipt.json"));
    COMMANDS.put("verify", List.of("verify", "--service=filled", "--full"));
    COMMANDS.put("check", List.of("check"));
    COMMANDS.put("keys list", List.of("keys", "list", "--service=filled", "--all"));
    COMMANDS.put(
        "keys rotate",
        List.of(
            "keys",
            "rotate",
            "--service=filled",
            "--all",
            "--yes",
            "--to=keyvault:kv-canary",
            "--receipt=rotation.json"));
    COMMANDS.put(
        "keys deliver",
        List.of("keys", "deliver", "--service=filled", "--all", "--to=keyvault:kv-canary"));
    COMMANDS.put("prove", List.of("prove-key-free", "--service=source"));
    COMMANDS.put("prove offline", List.of("prove-key-free"));
    COMMANDS.put("emulate", List.of("emulate", "--empty", "--load=image", "--log=served.log"));
  }

  /** Why a command of the tool is none of the cases. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "import", "ImportCanaryTest: its folders are of another tool",
          "demo", "DemoCanaryTest: its services are its own",
          "explain", "prints constants; opens no file and no connection",
          "completion", "prints constants; opens no file and no connection",
          "help", "prints constants; opens no file and no connection");

  /** Cases without a service: no failure can hit them. */
  private static final Set<String> OFFLINE = Set.of("from nothing", "check", "prove offline");

  /** Cases after which services have keys that nobody knew before. */
  private static final Set<String> MAKE_KEYS = Set.of("publish", "overwrite", "keys rotate");

  private static final List<String> FORMATS =
      Arrays.stream(Format.values()).map(Format::word).toList();
  private static final List<String> LOGS = List.of("quiet", "--debug", "--log-file=run.log");

  /** Where a failure hits, as the emulator is told. */
  private static final Map<String, String> FAILURES =
      Map.of(
          "none", "",
          "keys are refused (400)", "rate=0.7,kinds=400,methods=POST+PUT,paths=**,echo=body",
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
    cases = new ArrayList<>();
    for (List<List<String>> factors : factors()) {
      for (List<String> row :
          Boolean.getBoolean("apimage.long") ? Pairs.product(factors) : Pairs.of(factors)) {
        cases.add(new Case(cases.size(), row.get(0), row.get(1), row.get(2), row.get(3)));
      }
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

  /** What is combined: of the commands that ask a service, and of those that do not. */
  private static List<List<List<String>>> factors() {
    List<String> failures = FAILURES.keySet().stream().sorted().toList();
    List<String> live = COMMANDS.keySet().stream().filter(c -> !OFFLINE.contains(c)).toList();
    List<String> offline = OFFLINE.stream().sorted().toList();
    return List.of(
        List.of(live, failures, FORMATS, LOGS), List.of(offline, List.of("none"), FORMATS, LOGS));
  }

  @AfterAll
  void end() {
    Loggers.restore();
  }

  private Ended run(Case each) throws Exception {
    Path home = Files.createDirectories(temp.resolve("cases/" + each.number()));
    Path folder = home.resolve("image");
    switch (each.command()) {
      case "extract" -> Files.createDirectory(folder);
      case "commit" -> GitRepository.init(Files.createDirectory(folder)).close();
      default -> scene.copyImage(folder);
    }
    Canaries made = new Canaries(0);
    Shell shell = scene.shell(home);
    if (OFFLINE.contains(each.command())) {
      return searched(each, home, shell.run(line(each, List.of())), made);
    }
    if (each.command().equals("emulate")) {
      List<String> faults = List.of("--faults=" + FAILURES.get(each.failure()));
      return searched(each, home, shell.untilReady(line(each, faults)), made);
    }
    EmulatorOptions options =
        EmulatorOptions.defaults()
            .withFaults(FAILURES.get(each.failure()))
            .withLog(home.resolve("requests.log"));
    try (Emulator emulator = scene.start("case-" + each.number(), options)) {
      List<String> endpoint = List.of("--endpoint=" + emulator.uri());
      Shell.Result result = shell.run(line(each, endpoint));
      if (MAKE_KEYS.contains(each.command())) {
        newKeys(emulator, made);
      }
      return searched(each, home, result, made);
    }
  }

  private Ended searched(Case each, Path home, Shell.Result result, Canaries made)
      throws IOException {
    Set<String> found = hunt.below(home);
    hunt.in(result.out()).forEach(find -> found.add("stdout: " + find));
    hunt.in(result.err()).forEach(find -> found.add("stderr: " + find));
    if (!made.all().isEmpty()) {
      Hunt keys = new Hunt(made.all());
      found.addAll(keys.below(home));
      found.addAll(keys.in(result.toString()));
    }
    return new Ended(each, result.code(), found, result.toString());
  }

  /** The keys that the service made during the run are secrets, too. */
  private static void newKeys(Emulator emulator, Canaries made) {
    newKeys(new Admin(emulator.uri(), "empty"), made);
    newKeys(new Admin(emulator.uri(), "filled"), made);
  }

  private static void newKeys(Admin admin, Canaries made) {
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
            .forEach(key -> made.put("new key of " + path, key.getValue().asText()));
      } catch (AssertionError | RuntimeException e) {
        return;
      }
    }
  }

  private static String[] line(Case each, List<String> more) {
    List<String> words = new ArrayList<>(COMMANDS.get(each.command()));
    words.addAll(more);
    String command = words.get(0);
    if (!command.equals("emulate")) {
      words.add("--folder=image");
      words.add("--output=" + each.format());
      FORMATS.forEach(format -> words.add("--report=" + format + "=report." + format));
    }
    if (!Set.of("extract", "check", "prove-key-free").contains(command)) {
      words.add("--env=" + Scene.ENVIRONMENT);
    }
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
  void areAllThatThereAre() {
    Set<String> missing = new TreeSet<>(Shell.commands());
    COMMANDS.values().forEach(words -> missing.removeIf(c -> isOf(c, words)));
    assertThat(missing)
        .as("commands without a case here and without a reason for that")
        .isEqualTo(new TreeSet<>(ELSEWHERE.keySet()));
  }

  private static boolean isOf(String command, List<String> words) {
    return (String.join(" ", words) + " ").startsWith(command + " ");
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
    Set<String> all = new HashSet<>();
    for (List<List<String>> factors : factors()) {
      Pairs.product(factors).forEach(row -> all.addAll(Pairs.in(row)));
    }
    assertThat(met).isEqualTo(all);
  }

  @Test
  void theFailuresHit() {
    for (Ended end : ended) {
      String command = end.run().command();
      String failure = end.run().failure();
      String told = end.run() + ": " + end.told();
      if (failure.equals("none")) {
        assertThat(end.code()).as(told).isEqualTo(codeOf(command));
      } else if (command.startsWith("keys") || Set.of("prove", "emulate").contains(command)) {
        // They read and write other things than most failures hit.
        assertThat(end.code()).as(told).isIn(0, 1, 3, 4);
      } else if (failure.startsWith("reading") || failure.startsWith("answers")) {
        assertThat(end.code()).as(told).isIn(1, 4);
      } else if (Set.of("publish", "overwrite").contains(command)
          && failure.startsWith("writing")) {
        assertThat(end.code()).as(told).isIn(1, 3, 4);
      }
    }
  }

  private static int codeOf(String command) {
    return command.equals("verify") ? 2 : 0;
  }
}
