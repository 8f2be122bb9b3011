package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Made;
import dev.apimage.Rig;
import dev.apimage.azure.SubscriptionKeys;
import dev.apimage.azure.Vault;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.model.Secret;
import dev.apimage.plan.PlanOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rotation as a real process that is killed in the middle of its work. */
class KeysProcessTest {
  private static final List<String> NAMES =
      List.of("a", "b", "c", "d", "e", "f");

  @TempDir Path temp;

  @Test
  void aKilledProcessLocksNobodyOutAndGoesOn() throws Exception {
    EmulatorOptions options =
        EmulatorOptions.defaults()
            .withServices("contoso")
            .withEmpty(true)
            .withLatency(Duration.ofMillis(10));
    try (Rig rig = Rig.of(Emulator.start(options))) {
      rig.publish(
          Made.snapshot(
              NAMES.stream()
                  .map(n -> Made.resource("subscriptions/" + n, "displayName: X\nscope: /apis"))
                  .toArray(dev.apimage.model.Resource[]::new)),
          "contoso",
          PlanOptions.defaults());
      String endpoint = "--endpoint=" + rig.emulator().uri();
      Shell shell = new Shell(temp);
      assertThat(
              shell
                  .run(
                      "keys",
                      "deliver",
                      "--all",
                      "--to=keyvault:kv-x",
                      "--service=contoso",
                      endpoint)
                  .code())
          .isZero();
      Map<String, List<Secret>> known = told(rig);
      String[] words = {
        "keys", "rotate", "--all", "--to=keyvault:kv-x", "--service=contoso", endpoint, "--yes"
      };
      killWhen(rig, 2, words);
      everybodyHasAKey(rig, known);
      String left = Files.readString(temp.resolve("apimage-rotation-contoso.json"));
      assertThat(left).contains("secondary-");

      Shell.Result resumed = shell.run(words);
      assertThat(resumed.code()).as(resumed.toString()).isZero();
      everybodyHasAKey(rig, known);
      known = told(rig);
      Shell.Result finished =
          shell.run("keys", "rotate", "--finish", "--yes", "--service=contoso", endpoint);
      assertThat(finished.code()).as(finished.toString()).isZero();
      everybodyHasAKey(rig, known);
      try (Stream<Path> files = Files.list(temp)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          String text = Files.readString(file);
          told(rig).values().stream()
              .flatMap(List::stream)
              .forEach(key -> assertThat(text).doesNotContain(key.reveal()));
        }
      }
    }
  }

  /** Starts the tool and kills it without a word once so many keys were renewed. */
  private void killWhen(Rig rig, int renewed, String... words) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String classes =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    line.addAll(List.of("-cp", classes, "dev.apimage.cli.Main"));
    line.addAll(List.of(words));
    Process process =
        new ProcessBuilder(line)
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (process.isAlive() && renewals(rig) < renewed) {
      Thread.sleep(2);
    }
    process.destroyForcibly().waitFor();
    assertThat(renewals(rig))
        .as("killed in the middle")
        .isBetween((long) renewed, NAMES.size() - 1L);
  }

  private static long renewals(Rig rig) {
    return rig.emulator().requests().stream()
        .filter(r -> r.path().endsWith("/regenerateSecondaryKey"))
        .count();
  }

  private static Map<String, List<Secret>> told(Rig rig) {
    Vault vault = rig.connect("contoso").vaults().open("kv-x");
    Map<String, List<Secret>> told = new TreeMap<>();
    for (String name : NAMES) {
      told.put(
          name,
          Stream.of("primary", "secondary")
              .map(key -> vault.find("apim-contoso-" + name + "-" + key))
              .flatMap(Optional::stream)
              .map(Vault.Stored::value)
              .toList());
    }
    return told;
  }

  private static void everybodyHasAKey(Rig rig, Map<String, List<Secret>> knownBefore) {
    Map<String, List<Secret>> told = told(rig);
    for (String name : NAMES) {
      SubscriptionKeys.Pair pair = rig.connect("contoso").keys().fetch(name);
      List<Secret> working = List.of(pair.primary(), pair.secondary());
      assertThat(knownBefore.get(name)).anyMatch(working::contains);
      assertThat(told.get(name)).anyMatch(working::contains);
    }
  }
}
