package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.azure.ArmConnection;
import dev.apimage.azure.ArmOptions;
import dev.apimage.azure.Cloud;
import dev.apimage.azure.Target;
import dev.apimage.azure.Timekeeper;
import dev.apimage.prove.SecretFetcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  @TempDir Path temp;

  @Test
  void showsThatEverythingArrivesAndNoSecretLeaves() throws IOException {
    Shell.Result demo = new Shell(temp).run("demo", "--out", "image");
    assertThat(demo.code()).as(demo.toString()).isZero();
    assertThat(inReadme(demo.out()))
        .isEqualTo(ReadmeTest.block("console", "apimage.jar demo").lines().skip(1).toList());
    Matcher secrets = Pattern.compile("fetched (\\d+) secrets").matcher(demo.out());
    assertThat(secrets.find()).isTrue();
    assertThat(Integer.parseInt(secrets.group(1))).isGreaterThanOrEqualTo(20);
    assertThat(demo.out())
        .contains(
            "0 are in the folder or its Git objects",
            "6 subscriptions have new keys: 0 of 12 keys are the source's",
            "apimage itself asked for a secret 0 times",
            temp.resolve("image").toString());
    assertThat(temp.resolve("image/.git")).isDirectory();
    assertThat(temp.resolve("image/apimage.yaml")).isRegularFile();
  }

  /** The same with the port and the folder that README shows. */
  private List<String> inReadme(String out) {
    return out.replace(temp.resolve("image").toString(), "/tmp/apimage-demo-1")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:8585")
        .lines()
        .toList();
  }

  @Test
  void failsWhenSomebodyPutsASecretIntoTheFolder() throws IOException {
    StringWriter out = new StringWriter();
    Session session =
        new Session(
            new PrintWriter(out, true),
            new PrintWriter(out, true),
            Optional.empty(),
            name -> null,
            temp,
            false,
            Timekeeper.SYSTEM);
    int code = new Demo(session, temp.resolve("image"), new Leak(session)::plant).run();
    assertThat(out.toString()).contains("LEAKED", "FAILED");
    assertThat(code).isEqualTo(ExitCode.FAILED);
  }

  /** Writes a key of the emulated source, base64 encoded, into a file that Git takes. */
  private record Leak(Session session) {
    void plant(Path folder, URI emulator) {
      try {
        ArmConnection source =
            new ArmConnection(
                new Target("s", "g", "contoso-source", Cloud.at(emulator.toString())),
                ArmOptions.defaults());
        String key = SecretFetcher.subscriptionKeys(source).get(0).value().reveal();
        key = Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
        Path file = folder.resolve("tags/internal.yaml");
        Files.writeString(file, Files.readString(file) + "# " + key + "\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
