package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Rig;
import dev.apimage.azure.Vault;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.emulator.LoggedRequest;
import dev.apimage.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that an environment takes from Key Vaults, and vaults that the service itself reads. */
class VaultSecretsTest {
  @TempDir Path folder;
  private Rig rig;
  private Vault vault;

  @BeforeEach
  void start() throws IOException {
    rig = Rig.empty("target");
    vault = rig.connect("target").vaults().open("kv-prod");
    file("apimage.yaml", "format: 1\n");
    file("namedValues/pay.yaml", "displayName: pay\nsecret: true\nvalue: ${secret}\n");
    file(
        "backends/pay.yaml",
        """
        url: https://pay.example
        protocol: http
        credentials:
          authorization:
            scheme: Bearer
            parameter: ${secret}
        """);
    file(
        "environments/prod.yaml",
        """
        secrets:
          namedValues/pay: ${keyvault:kv-prod/pay-key}
          backends/pay#credentials.authorization.parameter: ${keyvault:kv-prod/pay-token}
        """);
  }

  @AfterEach
  void end() {
    rig.close();
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void put(String name, String value) {
    vault.set(name, new Secret(value), Map.of(), Optional.empty());
  }

  private Shell.Result run(String... words) {
    String[] all = new String[words.length + 3];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--env=prod";
    all[words.length + 1] = "--service=target";
    all[words.length + 2] = "--endpoint=" + rig.emulator().uri();
    return new Shell(folder).run(all);
  }

  private List<String> vaultReads(int since) {
    return rig.emulator().requests().stream()
        .skip(since)
        .map(LoggedRequest::path)
        .filter(path -> path.startsWith("/keyvault/"))
        .map(path -> path.replaceFirst("/$", ""))
        .sorted()
        .toList();
  }

  @Test
  void publishReadsEachOnceAndSendsIt() {
    put("pay-key", "v4lue-of-key");
    put("pay-token", "v4lue-of-token");
    int before = rig.emulator().requests().size();
    Shell.Result result = run("publish", "--yes");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(vaultReads(before))
        .containsExactly(
            "/keyvault/kv-prod/secrets/pay-key", "/keyvault/kv-prod/secrets/pay-token");
    assertThat(result.toString()).doesNotContain("v4lue");
    assertThat(rig.read("target").snapshot().at(dev.apimage.model.Address.parse("backends/pay")))
        .hasValueSatisfying(
            backend ->
                assertThat(backend.secrets().values())
                    .containsExactly(new Secret("v4lue-of-token")));
  }

  @Test
  void everythingThatIsWrongIsToldAtItsLineBeforeTheFirstWrite() throws IOException {
    vault.set(
        "pay-token",
        new Secret("hunter2"),
        Map.of(),
        Optional.of(Instant.parse("2024-01-01T00:00:00Z")));
    file(
        "environments/prod.yaml",
        """
        secrets:
          namedValues/pay: ${keyvault:kv-prod/pay-key}
          backends/pay#credentials.authorization.parameter: ${keyvault:kv-prod/pay-token}
          backends/pay#credentials.authorization.scheme: ${env:NOT_SET}
        """);
    int before = rig.emulator().requests().size();
    Shell.Result result = run("publish", "--yes");
    assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .contains(
            "${keyvault:kv-prod/pay-key} is not there or is empty.\n  environments/prod.yaml:2:20",
            "kv-prod/pay-token expired at 2024-01-01T00:00:00Z\n  environments/prod.yaml:3:53",
            "credentials.authorization.scheme matches nothing")
        .doesNotContain("hunter2");
    assertThat(rig.writesSince(before)).isEmpty();
  }

  @Test
  void planReadsOnlyWhatItMustCompareAndVerifyNothing() {
    put("pay-key", "one");
    put("pay-token", "two");
    int before = rig.emulator().requests().size();
    Shell.Result first = run("plan");
    assertThat(first.code()).as(first.toString()).isZero();
    assertThat(first.out())
        .contains("Plan: 2 to create", "2 Key Vault secrets were not read", "(secret)");
    assertThat(vaultReads(before)).isEmpty();
    assertThat(run("publish", "--yes").code()).isZero();

    before = rig.emulator().requests().size();
    assertThat(run("plan", "--detailed-exitcode").code()).isZero();
    assertThat(run("verify").code()).isZero();
    assertThat(vaultReads(before)).containsExactly("/keyvault/kv-prod/secrets/pay-token");

    put("pay-key", "another that cannot be compared");
    put("pay-token", "another that can");
    before = rig.emulator().requests().size();
    Shell.Result verify = run("verify");
    assertThat(verify.code()).as(verify.toString()).isZero();
    assertThat(vaultReads(before)).isEmpty();
    Shell.Result changed = run("plan", "--detailed-exitcode");
    assertThat(changed.code()).isEqualTo(ExitCode.DIFFERENT);
    assertThat(changed.out())
        .contains("backends/pay", "(secret) changed", "0 to create, 1 to update");
  }

  @Test
  void verifyTellsAMissingResourceWithoutAskingForItsSecret() {
    int before = rig.emulator().requests().size();
    Shell.Result verify = run("verify");
    assertThat(verify.code()).isEqualTo(ExitCode.DIFFERENT);
    assertThat(verify.toString()).contains("2 missing in the service").doesNotContain("APIM0201");
    assertThat(vaultReads(before)).isEmpty();
  }

  @Test
  void aVaultWithoutPermissionIsAPermission() throws IOException {
    put("pay-key", "one");
    put("pay-token", "two");
    try (Emulator strict =
        Emulator.start(
            EmulatorOptions.defaults()
                .withServices("target")
                .withEmpty(true)
                .withReadonlyToken("loopback"))) {
      Shell.Result result =
          new Shell(folder)
              .run(
                  "publish",
                  "--yes",
                  "--env=prod",
                  "--service=target",
                  "--endpoint=" + strict.uri());
      assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.NOT_ALLOWED);
      assertThat(result.err()).contains("Key Vault Secrets User", "environments/prod.yaml:2:20");
    }
  }

  @Test
  void theServicesOwnAccessIsToldBeforeAndExplainedWhenItIsRefused() throws IOException {
    file(
        "namedValues/pay.yaml",
        """
        displayName: pay
        secret: true
        keyVault:
          secretIdentifier: https://kv-prod.vault.azure.net/secrets/erp
          identityClientId: 0a0b0c0d-0000-0000-0000-000000000001
        """);
    Files.delete(folder.resolve("backends/pay.yaml"));
    file("environments/prod.yaml", "exclude: []\n");
    Shell.Result plan = run("plan");
    assertThat(plan.code()).as(plan.toString()).isZero();
    assertThat(plan.out())
        .contains(
            "note APIM0223",
            "kv-prod.vault.azure.net, for namedValues/pay",
            "client id 0a0b0c0d-0000-0000-0000-000000000001",
            "\"Key Vault Secrets User\" on the vault kv-prod");
    try (Emulator strict =
        Emulator.start(
            EmulatorOptions.defaults()
                .withServices("target")
                .withEmpty(true)
                .withStrictKeyVault(true))) {
      Shell.Result refused =
          new Shell(folder)
              .run("publish", "--yes", "--service=target", "--endpoint=" + strict.uri());
      assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.FAILED);
      assertThat(refused.out())
          .contains("error APIM0223: PUT namedValues/pay", "Failed to access KeyVault Secret")
          .contains("Key Vault Secrets User");
    }
    assertThat(run("publish", "--yes").out()).contains("note APIM0223");
    assertThat(run("plan").out()).doesNotContain("APIM0223");
  }
}
