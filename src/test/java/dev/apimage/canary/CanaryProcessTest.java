package dev.apimage.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tool as a process of its own, with temporary files of its own: neither these nor what others
 * can see of the process, its arguments and its thread dump, hold a secret.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CanaryProcessTest {
  private Path temp;
  private Scene scene;
  private Hunt hunt;
  private Path home;

  @BeforeAll
  void makeTheScene(@TempDir Path folder) throws IOException {
    temp = folder;
    scene = Scene.make(Files.createDirectory(temp.resolve("scene")), 6);
    hunt = new Hunt(scene.canaries().all());
  }

  @BeforeEach
  void inAFolderOfItsOwn(TestInfo test) throws IOException {
    home = Files.createDirectories(temp.resolve(test.getTestMethod().orElseThrow().getName()));
    Files.createDirectories(home.resolve("tmp"));
  }

  private Emulator emulator(String faults, Duration latency) throws IOException {
    return scene.start(
        home.getFileName().toString(),
        EmulatorOptions.defaults()
            .withFaults(faults)
            .withLatency(latency)
            .withLog(home.resolve("requests.log")));
  }

  private Process start(Map<String, String> more, String... words) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Djava.io.tmpdir=" + home.resolve("tmp"));
    line.addAll(List.of("-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-cp"));
    line.addAll(List.of(classPath(), "dev.apimage.cli.Main"));
    line.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(line).directory(home.toFile());
    builder.environment().putAll(scene.variables());
    builder.environment().putAll(more);
    builder.redirectOutput(home.resolve("stdout").toFile());
    builder.redirectError(home.resolve("stderr").toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private static String classPath() {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    return Arrays.stream(entries)
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private int run(String... words) throws Exception {
    Process process = start(Map.of(), words);
    assertThat(hunt.in(arguments(process))).isEmpty();
    return process.waitFor();
  }

  /** What every user of the machine can read. */
  private static String arguments(Process process) throws IOException {
    Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    return Files.isReadable(file)
        ? Files.readString(file, StandardCharsets.ISO_8859_1)
        : String.join(" ", process.info().arguments().orElse(new String[0]));
  }

  private void nothingIsLeftBehind() throws IOException {
    assertThat(hunt.below(home)).isEmpty();
  }

  @Test
  void anExtractIntoGit() throws Exception {
    try (Emulator emulator = emulator("rate=0.05,kinds=reset+lost+500,seed=3", Duration.ZERO)) {
      dev.apimage.folder.GitRepository.init(Files.createDirectory(home.resolve("image"))).close();
      int code =
          run(
              "extract",
              "--folder=image",
              "--service=source",
              "--endpoint=" + emulator.uri(),
              "--commit",
              "--debug",
              "--report=json=report.json");
      assertThat(code).as(Files.readString(home.resolve("stderr"))).isZero();
      assertThat(home.resolve("image/.git")).isDirectory();
      assertThat(home.resolve("stderr")).content().contains("GET backends");
    }
    nothingIsLeftBehind();
  }

  @Test
  void aPublishThatIsRefusedWithAnEcho() throws Exception {
    String faults = "rate=0.5,kinds=400+500,methods=PUT+PATCH,echo=body,seed=4";
    try (Emulator emulator = emulator(faults, Duration.ZERO)) {
      scene.copyImage(home.resolve("image"));
      assertThat(publish(emulator, "--log-file=run.log")).isEqualTo(3);
      assertThat(home.resolve("run.log")).content().contains("PUT");
      assertThat(home.resolve("receipt.json")).content().contains("words that are not shown");
    }
    nothingIsLeftBehind();
  }

  private int publish(Emulator emulator, String log) throws Exception {
    return run(publishing(emulator, log));
  }

  private static String[] publishing(Emulator emulator, String log) {
    return new String[] {
      "publish",
      "--folder=image",
      "--env=" + Scene.ENVIRONMENT,
      "--service=empty",
      "--endpoint=" + emulator.uri(),
      "--yes",
      "--receipt=receipt.json",
      "--report=markdown=report.md",
      log
    };
  }

  @Test
  void aPublishThatIsKilledAndRunAgain() throws Exception {
    try (Emulator emulator = emulator("", Duration.ofMillis(20))) {
      scene.copyImage(home.resolve("image"));
      Process process = start(Map.of(), publishing(emulator, "--debug"));
      while (process.isAlive() && writes(emulator) < 30) {
        Thread.sleep(5);
      }
      assertThat(process.isAlive()).isTrue();
      if (Files.isDirectory(Path.of("/proc/self"))) {
        // A thread dump, as administrators ask for when something hangs.
        new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).start().waitFor();
        Thread.sleep(300);
        assertThat(home.resolve("stdout")).content().contains("Full thread dump", "publish-1");
      }
      process.destroyForcibly().waitFor();
      nothingIsLeftBehind();
      assertThat(publish(emulator, "--debug")).isZero();
    }
    nothingIsLeftBehind();
  }

  private static long writes(Emulator emulator) {
    return emulator.requests().stream().filter(r -> r.method().equals("PUT")).count();
  }

  @Test
  void aPlanInAllForms() throws Exception {
    try (Emulator emulator = emulator("", Duration.ZERO)) {
      scene.copyImage(home.resolve("image"));
      int code =
          run(
              "plan",
              "--folder=image",
              "--env=" + Scene.ENVIRONMENT,
              "--service=filled",
              "--endpoint=" + emulator.uri(),
              "--full",
              "--report=json=report.json",
              "--report=markdown=report.md",
              "--write-secrets",
              "--debug");
      assertThat(code).isZero();
    }
    nothingIsLeftBehind();
  }

  /** The libraries can be told by the environment to log what they send and receive. */
  @Test
  void aSignInThatTheLibrariesAreToldToLog() throws Exception {
    Canaries own = new Canaries(8);
    String token = own.plain("access token");
    String header = own.plain("header of the managed identity");
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer identity = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    List<String> asked = new ArrayList<>();
    identity.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          String answer =
              "{\"access_token\":\"%s\",\"expires_on\":\"%d\",\"resource\":\"x\",\"token_type\":\"Bearer\",\"client_id\":\"c\"}"
                  .formatted(token, System.currentTimeMillis() / 1000 + 86_000);
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    identity.start();
    try {
      Process process =
          start(
              Map.of(
                  "IDENTITY_ENDPOINT",
                  "http://127.0.0.1:" + identity.getAddress().getPort() + "/msi/token",
                  "IDENTITY_HEADER",
                  header,
                  "AZURE_TOKEN_CREDENTIALS",
                  "ManagedIdentityCredential",
                  "AZURE_HTTP_LOG_DETAIL_LEVEL",
                  "body_and_headers",
                  "JAVA_TOOL_OPTIONS",
                  "-Dorg.slf4j.simpleLogger.defaultLogLevel=debug",
                  "AZURE_LOG_LEVEL",
                  "verbose"),
              "extract",
              "--folder=image",
              "--subscription=s",
              "-g=g",
              "--service=s",
              "--endpoint=https://127.0.0.1:1",
              "--debug");
      assertThat(process.waitFor()).isEqualTo(1);
      assertThat(asked).isNotEmpty();
      assertThat(new Hunt(own.all()).below(home)).isEmpty();
    } finally {
      identity.stop(0);
    }
  }
}
