package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Rig;
import dev.apimage.emulator.LoggedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daily way: a service in Git, changed by hand, promoted to the next service. */
class PromotionTest {
  @TempDir Path temp;
  private Rig rig;
  private Shell shell;

  @BeforeEach
  void twoServices() throws IOException {
    rig = Rig.empty("dev", "staging");
    shell = new Shell(temp);
    write("apimage.yaml", "format: 1\n");
    write(
        "policy.xml",
        """
        <policies>
          <inbound />
          <backend>
            <forward-request />
          </backend>
          <outbound />
          <on-error />
        </policies>
        """);
    write(
        "backends/pay.yaml",
        """
        # Where money goes.
        url: https://pay.dev.contoso.com # not production
        protocol: http
        credentials:
          header:
            x-key: ['${secret}']
        """);
    write(
        "namedValues/cert.yaml",
        """
        displayName: cert
        secret: true
        keyVault:
          secretIdentifier: https://kv-dev.vault.azure.net/secrets/cert
        """);
    write(
        "apis/orders/api.yaml",
        """
        displayName: Orders # the shop's
        path: orders
        serviceUrl: https://orders.contoso.com
        """);
    write(
        "apis/orders/policy.xml",
        """
        <policies>
          <inbound>
            <base />
            <!-- why: the old gateway did it -->
            <set-backend-service backend-id="pay" />
            <set-header name="x" exists-action="override">
              <value>@(context.Request.Method == "GET" && 1 < 2 ? "a" : "b")</value>
            </set-header>
          </inbound>
          <backend>
            <base />
          </backend>
          <outbound>
            <base />
          </outbound>
          <on-error>
            <base />
          </on-error>
        </policies>
        """);
    write("apis/orders/operations/list.yaml", "displayName: List\nmethod: GET\nurlTemplate: /\n");
    write(
        "products/shop/product.yaml",
        """
        displayName: Shop
        state: published
        subscriptionRequired: true
        apis: [orders]
        groups: [administrators]
        """);
    write("subscriptions/partner.yaml", "displayName: Partner\nscope: /products/shop\n");
    String endpoint = rig.emulator().uri().toString();
    write(
        "environments/dev.yaml",
        """
        target: {service: dev, endpoint: "%s"}
        secrets:
          backends/pay: ${env:DEV_KEY}
        """
            .formatted(endpoint));
    write(
        "environments/staging.yaml",
        """
        target: {service: staging, endpoint: "%s"}
        secrets:
          backends/pay: ${file:staging.key}
        set:
          backends/pay#url: https://pay.staging.contoso.com
          namedValues/cert#keyVault.secretIdentifier: https://kv-staging.vault.azure.net/secrets/cert
        exclude: ['subscriptions/**']
        """
            .formatted(endpoint));
    write("staging.key", "staging-key-value\n");
    shell.with("DEV_KEY", "dev-key-value");
  }

  @AfterEach
  void end() {
    rig.close();
  }

  private void write(String file, String text) throws IOException {
    Path path = temp.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Shell.Result done(String... args) {
    Shell.Result result = shell.run(args);
    assertThat(result.code()).as(result.toString()).isZero();
    return result;
  }

  @Test
  void oneEnvironmentFileMakesTheNextServiceWhatItIsMeantToBe() {
    done("publish", "--env=dev", "--yes");
    done("publish", "--env=staging", "--yes");
    done("verify", "--env=dev");
    done("verify", "--env=staging");
    int before = rig.emulator().requests().size();
    done("publish", "--env=dev", "--yes");
    done("publish", "--env=staging", "--yes");
    assertThat(rig.writesSince(before)).isEmpty();
    var staging = rig.read("staging").snapshot();
    assertThat(staging.at(dev.apimage.model.Address.parse("backends/pay")).orElseThrow().body())
        .hasToString(
            "{\"url\":\"https://pay.staging.contoso.com\",\"protocol\":\"http\","
                + "\"credentials\":{\"header\":{\"x-key\":[\"${secret}\"]}}}");
    assertThat(staging.stream().map(r -> r.address().toString()))
        .contains("products/shop")
        .doesNotContain("subscriptions/partner");
  }

  @Test
  void aChangedSecretThatTheServiceShowsIsAChangeWithoutItsValue() {
    done("publish", "--env=dev", "--yes");
    shell.with("DEV_KEY", "rotated-key-value");
    Shell.Result plan = shell.run("plan", "--env=dev", "--detailed-exitcode");
    assertThat(plan.code()).isEqualTo(ExitCode.DIFFERENT);
    assertThat(plan.out()).contains("backends/pay", "(secret)");
    assertThat(plan.toString()).doesNotContain("rotated-key-value").doesNotContain("dev-key-value");
    done("publish", "--env=dev", "--yes");
    done("verify", "--env=dev");
  }

  @Test
  void handWrittenFilesStayAsTheyAreWhenTheServiceIsExtractedOverThem() throws Exception {
    try (Git git = Git.init().setDirectory(temp.toFile()).setInitialBranch("main").call()) {
      git.add().addFilepattern(".").call();
      git.commit()
          .setMessage("By hand")
          .setAuthor("a", "a@example.com")
          .setCommitter("a", "a@example.com")
          .setSign(false)
          .call();
      done("publish", "--env=dev", "--yes");
      done("extract", "--env=dev");
      Status status = git.status().call();
      List<String> touched = new ArrayList<>(status.getUncommittedChanges());
      touched.addAll(status.getUntracked());
      assertThat(touched).isEmpty();
    }
  }

  @Test
  void noRequestIsMadeWhosePurposeIsASecret() {
    done("publish", "--env=dev", "--yes");
    done("extract", "--env=dev", "--folder=.");
    done("plan", "--env=staging");
    done("publish", "--env=staging", "--yes");
    done("verify", "--env=staging");
    assertThat(rig.emulator().requests().stream().map(LoggedRequest::method))
        .isNotEmpty()
        .doesNotContain("POST");
  }

  @Test
  void extractAndPlanOnlyEverRead() {
    done("publish", "--env=dev", "--yes");
    int before = rig.emulator().requests().size();
    done("extract", "--env=dev");
    done("plan", "--env=dev");
    done("verify", "--env=dev");
    assertThat(rig.writesSince(before)).isEmpty();
  }

  @Test
  void servicesThatDifferOnlyInSecretsExtractToTheSameBytes() {
    done("publish", "--env=dev", "--yes");
    shell.with("DEV_KEY", "quite-another-value/+=&");
    Shell.Result other = shell.run("publish", "--env=dev", "--yes", "--service=staging");
    assertThat(other.code()).as(other.toString()).isZero();
    Path one = temp.resolveSibling(temp.getFileName() + "-one");
    Path two = temp.resolveSibling(temp.getFileName() + "-two");
    String endpoint = "--endpoint=" + rig.emulator().uri();
    done("extract", "--folder=" + one, "--service=dev", endpoint);
    done("extract", "--folder=" + two, "--service=staging", endpoint);
    Map<String, String> files = Rig.files(one);
    assertThat(Rig.files(two)).isEqualTo(files);
    assertThat(files.values())
        .noneMatch(text -> text.contains("dev-key-value") || text.contains("quite-another"));
  }

  @Test
  void everySubscriptionOfTheTargetHasKeysOfItsOwn() throws IOException {
    done("publish", "--env=dev", "--yes");
    Shell.Result published = shell.run("publish", "--env=dev", "--service=staging", "--yes");
    assertThat(published.code()).as(published.toString()).isZero();
    assertThat(published.out()).contains("subscriptions/partner");
    assertThat(rig.keysOf("staging"))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(rig.keysOf("dev"));
  }

  @Test
  void aServicesOwnExtractPlansToNothingWithoutAnyEnvironment() {
    done("publish", "--env=dev", "--yes");
    Path image = temp.resolveSibling(temp.getFileName() + "-image");
    String endpoint = "--endpoint=" + rig.emulator().uri();
    done("extract", "--folder=" + image, "--service=dev", endpoint);
    Shell.Result plan =
        shell.run("plan", "--folder=" + image, "--service=dev", endpoint, "--detailed-exitcode");
    assertThat(plan.code()).as(plan.toString()).isZero();
  }
}
