package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.Rig;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  @TempDir Path temp;

  private void write(String file, String text) throws IOException {
    Path path = temp.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void extractCommitsWithAMessageThatSaysWhatChanged() throws Exception {
    try (Rig rig = Rig.fresh("apim");
        Git git = Git.init().setDirectory(temp.toFile()).setInitialBranch("main").call()) {
      StoredConfig config = git.getRepository().getConfig();
      config.setString("user", null, "name", "Somebody");
      config.setString("user", null, "email", "somebody@example.com");
      config.save();
      String endpoint = "--endpoint=" + rig.emulator().uri();
      Shell.Result first = new Shell(temp).run("extract", "--service=apim", endpoint, "--commit");
      assertThat(first.code()).as(first.toString()).isZero();
      assertThat(git.log().call().iterator().next().getFullMessage())
          .startsWith("Extract apim: ")
          .contains("apis/echo-api");
      assertThat(git.status().call().isClean()).isTrue();
      Shell.Result second = new Shell(temp).run("extract", "--service=apim", endpoint, "--commit");
      assertThat(second.code()).as(second.toString()).isZero();
      assertThat(git.log().call()).hasSize(1);
    }
  }

  @Test
  void aNewServicesImageIsCleanAndRebuildsIt() {
    try (Rig fresh = Rig.fresh("old");
        Rig empty = Rig.empty("rebuilt")) {
      Shell shell = new Shell(temp);
      String from = "--endpoint=" + fresh.emulator().uri();
      String to = "--endpoint=" + empty.emulator().uri();
      assertThat(shell.run("extract", "--service=old", from, "--strict").code()).isZero();
      Shell.Result same =
          shell.run("plan", "--service=old", from, "--strict", "--detailed-exitcode");
      assertThat(same.code()).as(same.toString()).isZero();
      Shell.Result publish = shell.run("publish", "--service=rebuilt", to, "--yes", "--strict");
      assertThat(publish.code()).as(publish.toString()).isZero();
      Shell.Result verify = shell.run("verify", "--service=rebuilt", to);
      assertThat(verify.code()).as(verify.toString()).isZero();
    }
  }

  @Test
  void extractOutsideOfARepositoryRefusesToCommitBeforeItReads() {
    try (Rig rig = Rig.empty("apim")) {
      Shell.Result extract =
          new Shell(temp)
              .run("extract", "--service=apim", "--endpoint=" + rig.emulator().uri(), "--commit");
      assertThat(extract.code()).isEqualTo(ExitCode.FAILED);
      assertThat(extract.err()).contains("APIM0120", "git init");
      assertThat(rig.emulator().requests()).isEmpty();
    }
  }

  @Test
  void extractNamesWhatItDoesNotCarry() {
    try (Rig rig = Rig.empty("apim")) {
      ObjectNode page = JsonNodeFactory.instance.objectNode();
      page.putObject("properties").put("title", "Start").put("content", "# Start");
      rig.connect("apim").writer().put("documentations/start", Map.of(), page, Optional.empty());
      Shell.Result extract =
          new Shell(temp).run("extract", "--service=apim", "--endpoint=" + rig.emulator().uri());
      assertThat(extract.code()).as(extract.toString()).isZero();
      assertThat(extract.out() + extract.err()).contains("APIM0406", "1 documentation pages");
    }
  }

  @Test
  void aDocumentStaysTheTruthWhenTheServiceIsExtractedOverIt() throws IOException {
    write("apimage.yaml", "format: 1\n");
    write("tags/pets.yaml", "displayName: Pets\n");
    write("apis/pets/api.yaml", "displayName: Pets\npath: pets\ndefinition: specification\n");
    write("apis/pets/operations/list-pets.yaml", "tags: [pets]\n");
    write(
        "apis/pets/specification.yaml",
        """
        openapi: 3.0.1
        info: {title: Pets, version: '1'}
        servers: [{url: https://pets.contoso.com}]
        paths:
          /pets:
            get:
              operationId: list-pets
              summary: List all pets
              responses: {'200': {description: OK}}
        """);
    try (Rig rig = Rig.empty("apim")) {
      String endpoint = "--endpoint=" + rig.emulator().uri();
      Shell shell = new Shell(temp);
      assertThat(shell.run("publish", "--service=apim", endpoint, "--yes").code()).isZero();
      Map<String, String> before = new TreeMap<>(Rig.files(temp));
      Shell.Result extract = shell.run("extract", "--service=apim", endpoint);
      assertThat(extract.code()).as(extract.toString()).isZero();
      // The global policy, which every service has and this folder had not.
      before.put("policy.xml", Rig.files(temp).get("policy.xml"));
      assertThat(Rig.files(temp)).isEqualTo(before);

      ObjectNode operation = JsonNodeFactory.instance.objectNode();
      operation
          .putObject("properties")
          .put("displayName", "Sneaked in")
          .put("method", "DELETE")
          .put("urlTemplate", "/pets");
      rig.connect("apim")
          .writer()
          .put("apis/pets/operations/sneaked-in", Map.of(), operation, Optional.empty());
      Shell.Result drifted = shell.run("extract", "--service=apim", endpoint);
      assertThat(drifted.code()).as(drifted.toString()).isZero();
      assertThat(drifted.out() + drifted.err()).contains("APIM0512", "sneaked-in");
      assertThat(Rig.files(temp)).isEqualTo(before);
      Shell.Result publish = shell.run("publish", "--service=apim", endpoint, "--yes");
      assertThat(publish.code()).as(publish.toString()).isEqualTo(ExitCode.REFUSED);
      assertThat(publish.out()).contains("APIM0503", "sneaked-in");
      assertThat(shell.run("publish", "--service=apim", endpoint, "--yes", "--prune").code())
          .isZero();
      assertThat(shell.run("verify", "--service=apim", endpoint).code()).isZero();
    }
  }

  @Test
  void anOperationFileThatNamesItsCallStaysWhereItIsOnExtract() throws IOException {
    write("apimage.yaml", "format: 1\n");
    write("tags/pets.yaml", "displayName: Pets\n");
    write("apis/pets/api.yaml", "displayName: Pets\npath: pets\ndefinition: specification\n");
    write("apis/pets/operations/all.yaml", "method: GET\nurlTemplate: /pets\ntags: [pets]\n");
    write("apis/pets/operations/all.policy.xml", "<policies>\n  <inbound />\n</policies>\n");
    write(
        "apis/pets/specification.yaml",
        """
        openapi: 3.0.1
        info: {title: Pets, version: '1'}
        paths:
          /pets:
            get:
              operationId: list-pets
              summary: List all pets
              responses: {'200': {description: OK}}
        """);
    try (Rig rig = Rig.empty("apim")) {
      String endpoint = "--endpoint=" + rig.emulator().uri();
      Shell shell = new Shell(temp);
      Shell.Result publish = shell.run("publish", "--service=apim", endpoint, "--yes");
      assertThat(publish.code()).as(publish.toString()).isZero();
      Map<String, String> before = new TreeMap<>(Rig.files(temp));
      assertThat(shell.run("extract", "--service=apim", endpoint).code()).isZero();
      before.put("policy.xml", Rig.files(temp).get("policy.xml"));
      assertThat(Rig.files(temp)).isEqualTo(before);

      rig.connect("apim").writer().delete("apis/pets/operations/list-pets", Map.of(), "*");
      Shell.Result drifted = shell.run("extract", "--service=apim", endpoint);
      assertThat(drifted.out() + drifted.err()).contains("APIM0512", "list-pets");
      assertThat(Rig.files(temp)).isEqualTo(before);
    }
  }

  @Test
  void aGraphqlDocumentThatTheServiceDoesNotHaveIsNamed() throws IOException {
    write("apimage.yaml", "format: 1\n");
    write(
        "apis/stars/api.yaml",
        """
        displayName: Stars
        path: stars
        type: graphql
        serviceUrl: https://stars.contoso.com
        definition: specification
        """);
    write("apis/stars/specification.graphql", "type Query { star: String }\n");
    try (Rig rig = Rig.empty("apim")) {
      String endpoint = "--endpoint=" + rig.emulator().uri();
      Shell shell = new Shell(temp);
      Shell.Result publish = shell.run("publish", "--service=apim", endpoint, "--yes");
      assertThat(publish.code()).as(publish.toString()).isZero();
      Shell.Result same = shell.run("extract", "--service=apim", endpoint);
      assertThat(same.out() + same.err()).doesNotContain("APIM0512");

      write("apis/stars/specification.graphql", "type Query { star: Int }\n");
      Shell.Result other = shell.run("extract", "--service=apim", endpoint);
      assertThat(other.out() + other.err()).contains("APIM0512", "GraphQL schema");
      assertThat(Rig.files(temp).get("apis/stars/specification.graphql")).contains("Int");
    }
  }

  @Test
  void importTakesOverAnApiopsFolder() throws IOException {
    write(
        "old/apimartifacts/apis/orders/apiInformation.json",
        """
        {"properties": {"displayName": "Orders", "path": "orders", "protocols": ["https"]}}
        """);
    write("old/apimartifacts/apis/orders/policy.xml", "<policies>\n  <inbound />\n</policies>\n");
    write(
        "old/configuration.prod.yaml",
        "apimServiceName: prod\napis:\n- name: orders\n  properties:\n    serviceUrl: https://prod\n");
    Shell.Result result = new Shell(temp).run("import", "apiops", "old", "--out", "new");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(temp.resolve("new/apis/orders/api.yaml")).content().contains("displayName: Orders");
    assertThat(temp.resolve("new/apis/orders/policy.xml")).exists();
    assertThat(temp.resolve("new/environments/prod.yaml"))
        .content()
        .contains("service: prod", "apis/orders#serviceUrl: https://prod");
  }

  @Test
  void importOfAFolderThatHoldsNothingIsAnError() {
    Shell.Result result = new Shell(temp).run("import", "apiops", ".", "--out", "new");
    assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("APIM0305");
    assertThat(temp.resolve("new")).doesNotExist();
  }

  @Test
  void aReaderMayPlanButNotPublish() throws Exception {
    write("apimage.yaml", "format: 1\n");
    write("tags/x.yaml", "displayName: X\n");
    EmulatorOptions options =
        EmulatorOptions.defaults()
            .withServices("apim")
            .withEmpty(true)
            // What the tool sends to a loopback address.
            .withReadonlyToken("loopback");
    try (Emulator emulator = Emulator.start(options)) {
      String endpoint = "--endpoint=" + emulator.uri();
      Shell shell = new Shell(temp);
      assertThat(shell.run("plan", "--service=apim", endpoint).code()).isZero();
      assertThat(shell.run("verify", "--service=apim", endpoint).code())
          .isEqualTo(ExitCode.DIFFERENT);
      Shell.Result publish = shell.run("publish", "--service=apim", endpoint, "--yes");
      assertThat(publish.code()).as(publish.toString()).isEqualTo(ExitCode.NOT_ALLOWED);
      assertThat(publish.toString()).contains("Microsoft.ApiManagement/service/tags/write");
      Shell.Result extract = shell.run("extract", "--service=apim", endpoint, "--folder=image");
      assertThat(extract.code()).as(extract.toString()).isZero();
    }
  }

  @Test
  void emulateLoadsAFolderBeforeAnyTroubleBegins() throws Exception {
    write("image/apimage.yaml", "format: 1\n");
    write("image/tags/a.yaml", "displayName: A\n");
    Shell.Result served =
        new Shell(temp)
            .untilReady(
                "emulate",
                "--load=image",
                "--https",
                "--token=only-this-one",
                "--faults=rate=1,kinds=500",
                "--throttle=arm",
                "--state=state.json");
    assertThat(served.code()).as(served.toString()).isZero();
    assertThat(served.out()).startsWith("ready https://127.0.0.1:");
    assertThat(temp.resolve("state.json")).content().contains("tags/a");
  }

  @Test
  void emulateServesALoadedFolderUntilItIsEnded() throws Exception {
    write("image/apimage.yaml", "format: 1\n");
    write("image/namedValues/a.yaml", "displayName: a\nsecret: true\nvalue: ${secret}\n");
    Process emulator =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.apimage.cli.Main",
                    "emulate",
                    "--service=one",
                    "--empty",
                    "--load=image",
                    "--log=requests.log"))
            .directory(temp.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(emulator.getInputStream(), StandardCharsets.UTF_8))) {
      String ready = out.readLine();
      assertThat(ready).startsWith("ready http://127.0.0.1:");
      Shell.Result verify =
          new Shell(temp)
              .run(
                  "verify",
                  "--folder=image",
                  "--service=one",
                  "--endpoint=" + ready.substring("ready ".length()));
      assertThat(verify.code()).as(verify.toString()).isZero();
      assertThat(temp.resolve("requests.log")).content().contains("\"method\":\"PUT\"");
    } finally {
      emulator.destroy();
      emulator.waitFor();
    }
  }

  @Test
  void reportsGoToFilesInTheFormsAskedForAndNeverChangeTheExitCode() throws IOException {
    write("apimage.yaml", "format: 1\n");
    write("tags/x.yaml", "displayName: X\n");
    try (Rig rig = Rig.empty("apim")) {
      for (String format : List.of("text", "json", "markdown")) {
        Shell.Result plan =
            new Shell(temp)
                .run(
                    "plan",
                    "--service=apim",
                    "--endpoint=" + rig.emulator().uri(),
                    "--detailed-exitcode",
                    "--output=" + format,
                    "--report=json=reports/plan.json",
                    "--report=markdown=reports/plan.md");
        assertThat(plan.code()).as(plan.toString()).isEqualTo(ExitCode.DIFFERENT);
        assertThat(plan.out()).contains("tags/x");
      }
      assertThat(temp.resolve("reports/plan.json")).content().startsWith("{");
      assertThat(temp.resolve("reports/plan.md")).content().contains("tags/x");
    }
  }

  @Test
  void helpIsACommandTooAndTellsTheExitCodes() {
    Shell shell = new Shell(temp);
    assertThat(shell.run("help").out()).contains("Exit codes:", "130", "interrupted");
    assertThat(shell.run("help", "plan").out()).isEqualTo(shell.run("plan", "--help").out());
    assertThat(shell.run("help", "plan").out()).doesNotContain("Exit codes:");
  }

  @Test
  void shellsGetACompletionOfEveryOption() {
    Shell.Result script = new Shell(temp).run("completion");
    assertThat(script.code()).isZero();
    assertThat(script.out()).contains("complete -F", "--from-nothing", "prove-key-free");
  }
}
