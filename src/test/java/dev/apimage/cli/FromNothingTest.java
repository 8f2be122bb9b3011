package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.apimage.Made;
import dev.apimage.Rig;
import dev.apimage.folder.Environment;
import dev.apimage.folder.Environments;
import dev.apimage.folder.SecretRule;
import dev.apimage.folder.SourceText;
import dev.apimage.samples.Samples;
import dev.apimage.secret.SecretKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan --from-nothing}: what a rebuild would lack, told without a service. */
class FromNothingTest {
  private static final String VAULT = "kv-contoso-dr";
  private static final String INSIGHTS =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-contoso-dr/providers"
          + "/microsoft.insights/components/appi-contoso-dr";
  private static final String REDIS =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-contoso-dr/providers"
          + "/Microsoft.Cache/redis/contoso-dr";

  @TempDir Path temp;
  private Shell shell;

  @BeforeEach
  void sample() throws IOException {
    Sample.copyTo(temp);
    shell = new Shell(temp);
  }

  private void supply() {
    for (SecretRule rule : Environments.at(temp).read("dr").secrets()) {
      if (rule.source() instanceof SourceText.Variable variable) {
        shell.with(variable.name(), Made.secret(variable.name()));
      }
    }
  }

  private JsonNode json(int code, String... more) throws IOException {
    String[] words = new String[more.length + 4];
    List.of("plan", "--from-nothing", "--output", "json").toArray(words);
    System.arraycopy(more, 0, words, 4, more.length);
    Shell.Result result = shell.run(words);
    assertThat(result.code()).as(result.toString()).isEqualTo(code);
    return new ObjectMapper().readTree(result.out());
  }

  /** Every secret of the sample, as {@code address#key}. */
  private static Set<String> secrets() {
    Set<String> all = new TreeSet<>();
    Samples.contoso().snapshot().stream()
        .forEach(r -> SecretKey.in(r.body()).forEach(key -> all.add(r.address() + "#" + key)));
    return all;
  }

  @Test
  void withoutAnEnvironmentEverySecretIsMissing() throws IOException {
    JsonNode report = json(ExitCode.FAILED);
    Set<String> missing = new TreeSet<>(report.path("missingSecrets").findValuesAsText("secret"));
    assertThat(missing).isEqualTo(secrets()).hasSizeGreaterThanOrEqualTo(20);
    assertThat(report.path("summary").path("errors").asInt()).isZero();
  }

  @Test
  void withItsVariablesUnsetEachOfThemIsNamedOnceAndNothingElse() throws IOException {
    JsonNode report = json(ExitCode.FAILED, "--env", "dr");
    Environment environment = Environments.at(temp).read("dr");
    assertThat(report.path("missingSecrets")).isEmpty();
    assertThat(report.path("summary").path("errors").asInt())
        .isEqualTo(environment.secrets().size());
    assertThat(report.path("problems").findValuesAsText("text"))
        .containsAll(
            environment.secrets().stream()
                .map(rule -> rule.source() + " is not there or is empty.")
                .toList());
    needsOfTheSample(report);
  }

  private static void needsOfTheSample(JsonNode report) {
    assertThat(report.path("needs").findValuesAsText("id"))
        .containsExactly(VAULT, "", REDIS, INSIGHTS);
    assertThat(report.path("needs").findValuesAsText("place"))
        .containsExactly(
            "certificates/erp-client#keyVault.secretIdentifier",
            "namedValues/erp-password#keyVault.secretIdentifier",
            "certificates/erp-client#keyVault",
            "namedValues/erp-password#keyVault",
            "caches/default#resourceId",
            "loggers/appi-contoso#resourceId");
    assertThat(report.path("missingOwners")).isEmpty();
  }

  @Test
  void withItsEnvironmentNothingIsMissingAndAPublishToAnEmptyServiceSucceeds() throws IOException {
    supply();
    JsonNode report = json(ExitCode.DONE, "--env", "dr");
    assertThat(report.path("possible").asBoolean()).isTrue();
    needsOfTheSample(report);
    try (Rig rig = Rig.empty("contoso-dr")) {
      String endpoint = rig.emulator().uri().toString();
      Shell.Result publish = shell.run("publish", "--env", "dr", "--endpoint", endpoint, "--yes");
      assertThat(publish.code()).as(publish.toString()).isZero();
      Shell.Result verify = shell.run("verify", "--env", "dr", "--endpoint", endpoint);
      assertThat(verify.code()).as(verify.toString()).isZero();
    }
  }

  @Test
  void textSaysTheLinesToAddAndSummariesStayShort() {
    Shell.Result text = shell.run("plan", "--from-nothing");
    assertThat(text.out())
        .contains(
            "under secrets:",
            "    backends/payments#proxy.password: ${env:BACKENDS_PAYMENTS_PROXY_PASSWORD}",
            "Next: supply what is missing");
    supply();
    Shell.Result done = shell.run("plan", "--from-nothing", "--env", "dr", "--summary");
    assertThat(done.code()).isZero();
    assertThat(done.out()).contains("Key Vault " + VAULT).doesNotContain("under secrets:");
  }

  @Test
  void aVaultThatSuppliesASecretMustExistAndIsNotAsked() throws IOException {
    supply();
    Path file = temp.resolve("environments").resolve("dr.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("${env:CONTOSO_PAYMENT_API_KEY}", "${keyvault:kv-secrets/payment-api-key}"));
    JsonNode report = json(ExitCode.DONE, "--env", "dr");
    assertThat(report.path("needs").findValuesAsText("id")).contains("kv-secrets");
    assertThat(report.path("needs").findValuesAsText("what")).contains("secrets/payment-api-key");
  }

  @Test
  void anOwnerThatWouldBeDroppedIsNamedAndMayBeMadeAFailure() throws IOException {
    supply();
    Path file = temp.resolve("subscriptions").resolve("acme-gold.yaml");
    Files.writeString(file, Files.readString(file) + "ownerId: /users/anna\n");
    JsonNode dropped = json(ExitCode.DONE, "--env", "dr");
    assertThat(dropped.path("missingOwners").findValuesAsText("text"))
        .singleElement()
        .asString()
        .contains("subscriptions/acme-gold", "anna", "without an owner");
    JsonNode report = json(ExitCode.FAILED, "--env", "dr", "--on-missing-owner", "fail");
    assertThat(report.path("possible").asBoolean()).isFalse();
  }

  @Test
  void detailedExitCodesStayWhatTheyAre() throws IOException {
    supply();
    json(ExitCode.DIFFERENT, "--env", "dr", "--detailed-exitcode");
  }
}
