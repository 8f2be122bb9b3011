package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.apimage.Rig;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.emulator.LoggedRequest;
import dev.apimage.plan.PlanOptions;
import dev.apimage.samples.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code prove-key-free} as a reviewer runs it. */
class ProveTest {
  @TempDir Path temp;
  private Rig rig;

  @BeforeEach
  void serviceAndImage() {
    rig = Rig.empty("contoso");
    rig.publish(Rig.supplied(Samples.contoso().snapshot()), "contoso", PlanOptions.defaults());
    rig.extract("contoso", temp);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Shell.Result prove(Rig service, String... more) {
    String[] words = new String[more.length + 3];
    words[0] = "prove-key-free";
    words[1] = "--endpoint=" + service.emulator().uri();
    words[2] = "--service=contoso";
    System.arraycopy(more, 0, words, 3, more.length);
    return new Shell(temp).run(words);
  }

  @Test
  void anExtractIsKeyFreeAndEachSortOfSecretWasFetched() throws IOException {
    int before = rig.emulator().requests().size();
    Shell.Result result = prove(rig, "--output=json");
    assertThat(result.code()).as(result.toString()).isZero();
    JsonNode report = new ObjectMapper().readTree(result.out());
    assertThat(report.path("clean").asBoolean()).isTrue();
    assertThat(report.path("secrets").findValuesAsText("kind"))
        .contains(
            "subscription keys",
            "secret named values",
            "gateway keys",
            "tenant access keys",
            "backend credentials",
            "secrets typed into policies");
    assertThat(report.path("summary").path("fetched").asInt()).isGreaterThan(30);
    Set<String> methods = new TreeSet<>();
    rig.emulator().requests().stream()
        .skip(before)
        .map(LoggedRequest::method)
        .forEach(methods::add);
    assertThat(methods).containsExactly("GET", "POST");
  }

  @Test
  void aRealKeyInTheFolderIsFoundAndNotShown() throws IOException {
    String key = rig.keysOf("contoso").get(0);
    Files.writeString(temp.resolve("README.md"), "Try it with " + key + "\n");
    Shell.Result result = prove(rig);
    assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.out()).contains("README.md:1", "primaryKey", "NOT key-free");
    assertThat(result.toString()).doesNotContain(key);
  }

  @Test
  void withoutAServiceNobodySignsInAndShapesAreLookedFor() throws IOException {
    Shell.Result clean = new Shell(temp).run("prove-key-free");
    assertThat(clean.code()).as(clean.toString()).isZero();
    assertThat(clean.out()).contains("No service was named", "Key-free:");
    Files.writeString(
        temp.resolve("notes.txt"),
        "DefaultEndpointsProtocol=https;AccountKey=" + "Zm9v".repeat(21) + "Zg==\n");
    Shell.Result found = new Shell(temp).run("prove-key-free");
    assertThat(found.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(found.toString()).contains("notes.txt:1").doesNotContain("Zm9vZm9v");
  }

  @Test
  void whoMayOnlyReadIsToldWhichPermissionIsMissing() throws IOException {
    try (Emulator limited =
        Emulator.start(
            EmulatorOptions.defaults()
                .withServices("contoso")
                .withEmpty(true)
                .withReadonlyToken("loopback"))) {
      Shell.Result result = prove(Rig.of(limited));
      assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.NOT_ALLOWED);
      assertThat(result.err())
          .contains("Microsoft.ApiManagement/service/subscriptions/listSecrets/action");
    }
  }

  @Test
  void aFolderThatIsNotThereIsAFailureAndNoProof() {
    assertThat(new Shell(temp).run("prove-key-free", "--folder=nowhere").code())
        .isEqualTo(ExitCode.FAILED);
    assertThat(List.of(prove(rig, "--folder=nowhere").code())).containsExactly(ExitCode.FAILED);
  }
}
