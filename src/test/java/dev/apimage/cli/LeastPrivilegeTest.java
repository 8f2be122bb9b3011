package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Made;
import dev.apimage.Rig;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.emulator.LoggedRequest;
import dev.apimage.folder.Environments;
import dev.apimage.folder.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No command asks for a secret, and reading needs no permission but to read. */
class LeastPrivilegeTest {
  /** On plain http the tool always sends this one, so that a service may be limited to it. */
  private static final String TOKEN = "loopback";

  @TempDir Path temp;
  private Path state;
  private Path folder;
  private Shell shell;

  @BeforeEach
  void sample() throws IOException {
    state = temp.resolve("state.json");
    folder = Files.createDirectories(temp.resolve("image"));
    Sample.copyTo(folder);
    shell = new Shell(folder);
    Environments.at(folder).read("dr").secrets().stream()
        .map(rule -> (SourceText.Variable) rule.source())
        .forEach(variable -> shell.with(variable.name(), Made.secret(variable.name())));
  }

  private Rig start(String readonlyToken) throws IOException {
    EmulatorOptions options =
        EmulatorOptions.defaults().withServices("contoso-dr").withEmpty(true).withState(state);
    return Rig.of(Emulator.start(options.withReadonlyToken(readonlyToken)));
  }

  private Shell.Result run(Rig rig, String command, String... more) {
    String[] words = new String[more.length + 3];
    words[0] = command;
    words[1] = "--endpoint=" + rig.emulator().uri();
    words[2] = "--service=contoso-dr";
    System.arraycopy(more, 0, words, 3, more.length);
    return shell.run(words);
  }

  private static List<LoggedRequest> secretActions(Rig rig) {
    return rig.emulator().requests().stream().filter(r -> r.method().equals("POST")).toList();
  }

  @Test
  void publishExtractAndVerifyAskForNoSecret() throws IOException {
    try (Rig rig = start("")) {
      assertThat(run(rig, "publish", "--env=dr", "--yes").code()).isZero();
      assertThat(run(rig, "extract").code()).isZero();
      assertThat(run(rig, "plan", "--env=dr").code()).isZero();
      assertThat(run(rig, "verify", "--env=dr").code()).isZero();
      assertThat(secretActions(rig)).isEmpty();
      assertThat(rig.emulator().requests()).hasSizeGreaterThan(300);
    }
  }

  @Test
  void whoMayOnlyReadExtractsPlansAndVerifiesButDoesNotPublish() throws IOException {
    try (Rig rig = start("")) {
      assertThat(run(rig, "publish", "--env=dr", "--yes").code()).isZero();
    }
    try (Rig rig = start(TOKEN)) {
      Shell.Result extract = run(rig, "extract");
      assertThat(extract.code()).as(extract.toString()).isZero();
      assertThat(run(rig, "plan", "--env=dr").code()).isZero();
      assertThat(run(rig, "verify", "--env=dr").code()).isZero();
      Files.writeString(folder.resolve("tags").resolve("partner.yaml"), "displayName: Partners\n");
      assertThat(run(rig, "verify", "--env=dr").code()).isEqualTo(ExitCode.DIFFERENT);
      Shell.Result publish = run(rig, "publish", "--env=dr", "--yes");
      assertThat(publish.code()).as(publish.toString()).isEqualTo(ExitCode.NOT_ALLOWED);
      assertThat(publish.toString())
          .contains(
              "AuthorizationFailed",
              "Microsoft.ApiManagement/service/tags/write",
              "samples/roles has one for extract, plan and verify, and one for publish");
      assertThat(rig.emulator().requests().stream().filter(r -> r.status() == 403))
          .isNotEmpty()
          .allMatch(r -> !Set.of("GET", "HEAD").contains(r.method()));
      assertThat(secretActions(rig)).isEmpty();
    }
  }
}
