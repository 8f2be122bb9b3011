package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.apimage.Made;
import dev.apimage.Rig;
import dev.apimage.azure.SubscriptionKeys;
import dev.apimage.azure.SubscriptionKeys.Which;
import dev.apimage.azure.Vault;
import dev.apimage.emulator.LoggedRequest;
import dev.apimage.model.Secret;
import dev.apimage.plan.PlanOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysCommandTest {
  @TempDir Path temp;
  private final Rig rig = Rig.empty("contoso");
  private final SubscriptionKeys service = rig.connect("contoso").keys();
  private final Vault vault = rig.connect("contoso").vaults().open("kv-contoso");
  private Shell shell;

  @BeforeEach
  void threeSubscriptions() {
    shell = new Shell(temp);
    rig.publish(
        Made.snapshot(
            Made.resource("products/gold", "displayName: Gold\nstate: published"),
            Made.resource("subscriptions/acme", "displayName: Acme\nscope: /products/gold"),
            Made.resource(
                "subscriptions/beta", "displayName: Beta\nscope: /apis\nownerId: /users/1"),
            Made.resource("subscriptions/gamma", "displayName: Gamma\nscope: /apis")),
        "contoso",
        PlanOptions.defaults());
  }

  @AfterEach
  void end() {
    rig.close();
  }

  private Shell.Result keys(String... words) {
    List<String> all = new ArrayList<>(List.of("keys"));
    all.addAll(List.of(words));
    all.addAll(List.of("--service=contoso", "--endpoint=" + rig.emulator().uri()));
    Shell.Result result = shell.run(all.toArray(new String[0]));
    for (String name : List.of("acme", "beta", "gamma", "master")) {
      SubscriptionKeys.Pair pair = service.fetch(name);
      assertThat(result.toString())
          .doesNotContain(pair.primary().reveal())
          .doesNotContain(pair.secondary().reveal());
    }
    return result;
  }

  private Optional<Secret> told(String subscription, Which key) {
    String name =
        "apim-contoso-" + subscription + "-" + key.name().toLowerCase(java.util.Locale.ROOT);
    return vault.find(name).map(Vault.Stored::value);
  }

  private void isTold(String subscription) {
    SubscriptionKeys.Pair pair = service.fetch(subscription);
    assertThat(told(subscription, Which.PRIMARY)).contains(pair.primary());
    assertThat(told(subscription, Which.SECONDARY)).contains(pair.secondary());
  }

  private long sets() {
    return rig.emulator().requests().stream()
        .filter(r -> r.method().equals("PUT") && r.path().startsWith("/keyvault/"))
        .count();
  }

  @Test
  void listTellsOfSubscriptionsWithoutAskingForAKey() throws Exception {
    int before = rig.emulator().requests().size();
    Shell.Result list =
        shell.run("keys", "list", "--service=contoso", "--endpoint=" + rig.emulator().uri());
    assertThat(list.code()).as(list.toString()).isZero();
    assertThat(list.out())
        .containsPattern("acme +products/gold +- +active +2026-01-01 +\\?")
        .containsPattern("beta +all APIs +users/1 +active")
        .containsPattern("master +all APIs, built-in");
    assertThat(rig.writesSince(before)).isEmpty();
    assertThat(keys("deliver", "--name=beta", "--to=keyvault:kv-contoso").code()).isZero();
    before = rig.emulator().requests().size();
    Shell.Result json =
        shell.run(
            "keys",
            "list",
            "--owner=users/1",
            "--to=keyvault:kv-contoso",
            "--output=json",
            "--service=contoso",
            "--endpoint=" + rig.emulator().uri());
    JsonNode report = new ObjectMapper().readTree(json.out());
    assertThat(report.path("subscriptions").findValuesAsText("name")).contains("beta");
    assertThat(report.path("subscriptions").findValuesAsText("name")).doesNotContain("acme");
    assertThat(rig.writesSince(before)).as("reads tags, not values").isEmpty();
    assertThat(rig.emulator().requests().stream().skip(before).map(LoggedRequest::path))
        .noneMatch(path -> path.matches("/keyvault/.*/secrets/.+"));
  }

  @Test
  void deliverWritesWhatTheVaultLacksAndNothingTwice() {
    Shell.Result first =
        keys("deliver", "--all", "--to=keyvault:kv-contoso", "--tag=team=apis", "--expires=90d");
    assertThat(first.code()).as(first.toString()).isZero();
    for (String name : List.of("acme", "beta", "gamma")) {
      isTold(name);
    }
    Vault.Stored stored = vault.find("apim-contoso-acme-primary").orElseThrow();
    assertThat(stored.tags())
        .containsEntry("team", "apis")
        .containsEntry("apimage-subscription", "acme");
    assertThat(stored.expires()).isPresent();
    assertThat(vault.find("apim-contoso-master-primary")).as("only by its name").isEmpty();
    long written = sets();
    Shell.Result second = keys("deliver", "--all", "--to=keyvault:kv-contoso");
    assertThat(second.out()).contains("Delivered: 0 secrets written");
    assertThat(sets()).isEqualTo(written);
    service.regenerate("acme", Which.SECONDARY);
    assertThat(keys("deliver", "--product=gold", "--to=keyvault:kv-contoso").out())
        .contains("+ apim-contoso-acme-secondary", "1 secret written");
    isTold("acme");
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files).as("nothing touches the disk").isEmpty();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void somebodyElsesSecretIsNotWrittenOver() {
    vault.set("apim-contoso-acme-primary", new Secret("mine"), Map.of(), Optional.empty());
    Shell.Result refused = keys("deliver", "--name=acme", "--to=keyvault:kv-contoso");
    assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.out()).contains("APIM0703", "--take-over");
    assertThat(told("acme", Which.PRIMARY)).contains(new Secret("mine"));
    assertThat(keys("deliver", "--name=acme", "--to=keyvault:kv-contoso", "--take-over").code())
        .isZero();
    isTold("acme");
  }

  @Test
  void aDeletedSecretThatHoldsTheNameIsExplainedAndTheRestDelivered() throws Exception {
    vault.set("apim-contoso-acme-primary", new Secret("old"), Map.of(), Optional.empty());
    HttpRequest delete =
        HttpRequest.newBuilder(
                URI.create(
                    rig.emulator().uri()
                        + "/keyvault/kv-contoso/secrets/apim-contoso-acme-primary?api-version=7.4"))
            .header("Authorization", "Bearer any")
            .DELETE()
            .build();
    HttpClient.newHttpClient().send(delete, HttpResponse.BodyHandlers.discarding());
    Shell.Result result = keys("deliver", "--all", "--to=keyvault:kv-contoso");
    assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.PARTIAL);
    assertThat(result.out())
        .contains(
            "APIM0222",
            "az keyvault secret recover --vault-name kv-contoso --name apim-contoso-acme-primary");
    isTold("beta");
  }

  @Test
  void twoKeysNeverShareASecret() {
    rig.publish(
        Made.snapshot(
            Made.resource("subscriptions/x.y", "displayName: One\nscope: /apis"),
            Made.resource("subscriptions/x-Y", "displayName: Two\nscope: /apis")),
        "contoso",
        PlanOptions.defaults());
    Shell.Result clash = keys("deliver", "--name=acme", "--to=keyvault:kv-contoso");
    assertThat(clash.code()).isEqualTo(ExitCode.FAILED);
    assertThat(clash.err()).contains("APIM0702", "x.y", "x-Y");
    assertThat(sets()).isZero();
  }

  @Test
  void rotateRenewsInTwoPhases() throws Exception {
    SubscriptionKeys.Pair old = service.fetch("acme");
    SubscriptionKeys.Pair other = service.fetch("beta");
    Shell.Result asked = keys("rotate", "--product=gold", "--to=keyvault:kv-contoso");
    assertThat(asked.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(asked.err()).contains("--yes");
    assertThat(service.fetch("acme")).isEqualTo(old);

    Shell.Result first = keys("rotate", "--product=gold", "--to=keyvault:kv-contoso", "--yes");
    assertThat(first.code()).as(first.toString()).isZero();
    assertThat(first.out())
        .contains("Phase 1 of 2", "acme, no owner", "Next: apimage keys rotate", "--finish");
    SubscriptionKeys.Pair half = service.fetch("acme");
    assertThat(half.primary()).isEqualTo(old.primary());
    assertThat(half.secondary()).isNotEqualTo(old.secondary());
    isTold("acme");
    assertThat(keys("rotate", "--product=gold", "--to=keyvault:kv-contoso", "--yes").code())
        .as("the second phase is due")
        .isEqualTo(ExitCode.REFUSED);

    Shell.Result second = keys("rotate", "--finish", "--yes");
    assertThat(second.code()).as(second.toString()).isZero();
    SubscriptionKeys.Pair whole = service.fetch("acme");
    assertThat(whole.primary()).isNotEqualTo(old.primary());
    assertThat(whole.secondary()).isEqualTo(half.secondary());
    isTold("acme");
    assertThat(service.fetch("beta")).isEqualTo(other);
    assertThat(keys("list", "--name=acme", "--to=keyvault:kv-contoso", "--output=json").out())
        .contains("\"primaryRenewed\"", "\"secondaryRenewed\"");
    assertThat(keys("rotate", "--older-than=1d", "--to=keyvault:kv-contoso", "--yes").out())
        .as("acme's keys are new")
        .contains("beta", "gamma")
        .doesNotContain("acme");
    String receipt = Files.readString(temp.resolve("apimage-rotation-contoso.json"));
    assertThat(receipt).contains("\"selection\" : \"--older-than PT24H\"");
  }

  @Test
  void aRotationUnderWayIsNotMixedWithAnother() {
    assertThat(keys("rotate", "--finish", "--yes").code()).isEqualTo(ExitCode.REFUSED);
    assertThat(keys("rotate", "--name=acme", "--to=keyvault:kv-contoso", "--yes").code()).isZero();
    Shell.Result other = keys("rotate", "--finish", "--name=beta", "--yes");
    assertThat(other.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(other.err()).contains("begun with --name acme");
    assertThat(keys("rotate", "--finish", "--to=keyvault:kv-other", "--yes").code())
        .isEqualTo(ExitCode.REFUSED);
    assertThat(keys("rotate", "--finish", "--name=acme", "--yes").code()).isZero();
    assertThat(keys("rotate", "--name=beta", "--to=keyvault:kv-contoso", "--yes").code()).isZero();
  }

  @Test
  void askedAtATerminalItTakesTheServicesNameOnly() {
    SubscriptionKeys.Pair old = service.fetch("acme");
    shell.typing("y");
    Shell.Result wrong = keys("rotate", "--name=acme", "--to=keyvault:kv-contoso");
    assertThat(wrong.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(wrong.err()).contains("acme", "Type the service's name to renew secondary keys");
    assertThat(service.fetch("acme")).isEqualTo(old);
    shell.typing("contoso");
    assertThat(keys("rotate", "--name=acme", "--to=keyvault:kv-contoso").code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rotate --to=keyvault:kv-a --yes|64",
        "deliver --to=keyvault:kv-a|64",
        "deliver --all|64",
        "deliver --all --to=kv-a|64",
        "deliver --all --name=acme --to=keyvault:kv-a|64",
        "deliver --name=nobody --to=keyvault:kv-a|1",
        "deliver --owner=nobody@example.com --to=keyvault:kv-a|1",
        "deliver --all --to=keyvault:1|1",
        "deliver --all --to=keyvault:kv-a --secret-name=same|64",
        "deliver --all --to=keyvault:kv-a --older-than=soon|64",
        "deliver --all --to=keyvault:kv-a --tag=apimage-key=x|64",
        "|64"
      })
  void whatIsNotSaidRightWritesNothing(String line) {
    int before = rig.emulator().requests().size();
    String[] parts = line.split("\\|", -1);
    Shell.Result result = parts[0].isEmpty() ? shell.run("keys") : keys(parts[0].split(" ", -1));
    assertThat(result.code()).as(result.toString()).isEqualTo(Integer.parseInt(parts[1]));
    assertThat(rig.writesSince(before))
        .filteredOn(r -> !r.path().endsWith("/listSecrets"))
        .isEmpty();
  }
}
