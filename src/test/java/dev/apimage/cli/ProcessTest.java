package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Rig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool as a real process, with everything it writes: streams, log files, folder, receipts. */
class ProcessTest {
  @TempDir Path temp;
  private Rig rig;
  private final Map<String, String> secrets = new TreeMap<>();

  @BeforeEach
  void aServiceFullOfSecrets() throws IOException {
    rig = Rig.empty("source", "target");
    Path sample = Files.createDirectory(temp.resolve("sample"));
    Sample.copyTo(sample);
    Path environment = sample.resolve("environments/source.yaml");
    for (String line : Files.readAllLines(environment, StandardCharsets.UTF_8)) {
      int at = line.indexOf("${env:");
      if (at >= 0) {
        String name = line.substring(at + 6, line.indexOf('}', at));
        // A part of a URL or connection string cannot hold what ends it there.
        String end = name.matches(".*(SIGNATURE|ACCOUNT_KEY|CODE)") ? "%2B%3D==" : "/+=&<x>\"";
        end = name.endsWith("CERTIFICATE") ? "+///" : end;
        secrets.put(name, "canary" + String.format("%08x", name.hashCode()) + end);
      }
    }
  }

  @AfterEach
  void end() {
    rig.close();
  }

  private record Ended(int code, String output) {}

  private Ended run(String... args) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.apimage.cli.Main"));
    line.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(line).directory(temp.toFile());
    builder.redirectErrorStream(true).environment().putAll(secrets);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  @Test
  void nothingThatItWritesHoldsASecret() throws Exception {
    String endpoint = "--endpoint=" + rig.emulator().uri();
    StringBuilder told = new StringBuilder();
    for (String[] command :
        new String[][] {
          {
            "publish",
            "--folder=sample",
            "--env=source",
            "--service=source",
            endpoint,
            "--yes",
            "--receipt=receipt.json",
            "--log-file=publish.log"
          },
          {"extract", "--folder=image", "--service=source", endpoint, "--log-file=extract.log"},
          {
            "plan",
            "--folder=sample",
            "--env=source",
            "--service=target",
            endpoint,
            "--full",
            "--report=json=plan.json",
            "--report=markdown=plan.md",
            "--debug"
          },
          {
            "publish",
            "--folder=sample",
            "--env=source",
            "--service=target",
            endpoint,
            "--yes",
            "--debug"
          },
          {"verify", "--folder=sample", "--env=source", "--service=target", endpoint, "--debug"}
        }) {
      Ended ended = run(command);
      assertThat(ended.code()).as(ended.output()).isZero();
      told.append(ended.output());
    }
    Map<String, String> written = Rig.files(temp);
    written.put("streams", told.toString());
    assertThat(written.get("publish.log")).contains("PUT");
    assertThat(told).contains("PUT");
    List<String> keys = new ArrayList<>(rig.keysOf("source"));
    keys.addAll(rig.keysOf("target"));
    keys.addAll(secrets.values());
    assertThat(keys).hasSizeGreaterThan(40);
    written.forEach(
        (file, text) -> {
          for (String key : keys) {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            assertThat(text.contains(key)).as(file).isFalse();
            assertThat(text.contains(Base64.getEncoder().withoutPadding().encodeToString(bytes)))
                .as(file)
                .isFalse();
          }
        });
  }

  @Test
  void aRefusedWriteIsNamedAndTheRestIsDone() throws Exception {
    Path bad = temp.resolve("sample/apis/orders/operations/create-order.yaml");
    Files.writeString(
        bad, Files.readString(bad).replaceFirst("urlTemplate: .*", "urlTemplate: /{undeclared}"));
    Ended ended =
        run(
            "publish",
            "--folder=sample",
            "--env=source",
            "--service=source",
            "--endpoint=" + rig.emulator().uri(),
            "--yes",
            "--receipt=receipt.json");
    assertThat(ended.code()).as(ended.output()).isEqualTo(ExitCode.PARTIAL);
    assertThat(ended.output())
        .contains("apis/orders/operations/create-order", "UriTemplate", "Not tried");
    assertThat(temp.resolve("receipt.json"))
        .content()
        .contains("\"complete\" : false", "apis/orders/operations/create-order", "apimage publish");
    secrets.values().forEach(secret -> assertThat(ended.output()).doesNotContain(secret));
  }
}
