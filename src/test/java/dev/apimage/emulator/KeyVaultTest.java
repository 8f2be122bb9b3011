package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceModifiedException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.SecretServiceVersion;
import com.azure.security.keyvault.secrets.models.DeletedSecret;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The emulated Key Vault through Azure's own client, over TLS and with its challenge. */
class KeyVaultTest {
  private Emulator emulator;
  private HttpClient http;
  private SecretClient vault;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    emulator = Emulator.start(EmulatorOptions.defaults().withHttps(true));
    http = HttpClient.newBuilder().sslContext(Trust.of(emulator.authority().orElseThrow())).build();
    vault = client(SecretServiceVersion.V7_4, "any");
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  private SecretClient client(SecretServiceVersion version, String token) {
    return new SecretClientBuilder()
        .vaultUrl(emulator.uri() + "/keyvault/kv-test")
        .serviceVersion(version)
        .httpClient(
            new JdkHttpClientBuilder(
                    HttpClient.newBuilder()
                        .sslContext(http.sslContext())
                        .version(HttpClient.Version.HTTP_1_1))
                .build())
        .credential(context -> Mono.just(new AccessToken(token, OffsetDateTime.MAX)))
        .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))))
        // The resource of the challenge is Azure's own, the host is this machine.
        .disableChallengeResourceVerification()
        .buildClient();
  }

  @Test
  void keepsEveryVersionWithItsTagsAndDates() {
    OffsetDateTime end = OffsetDateTime.parse("2031-02-03T04:05:06Z");
    KeyVaultSecret first =
        vault.setSecret(
            new KeyVaultSecret("Pay-Key", "one")
                .setProperties(
                    new SecretProperties().setTags(Map.of("by", "me")).setExpiresOn(end)));
    KeyVaultSecret second = vault.setSecret("pay-key", "two");
    assertThat(vault.getSecret("PAY-KEY").getValue()).isEqualTo("two");
    KeyVaultSecret old = vault.getSecret("pay-key", first.getProperties().getVersion());
    assertThat(old.getValue()).isEqualTo("one");
    assertThat(old.getProperties().getTags()).containsEntry("by", "me");
    assertThat(old.getProperties().getExpiresOn()).isEqualTo(end);
    assertThat(old.getProperties().getCreatedOn()).isNotNull();
    assertThat(vault.listPropertiesOfSecretVersions("pay-key"))
        .extracting(SecretProperties::getVersion)
        .containsExactly(first.getProperties().getVersion(), second.getProperties().getVersion());
    assertThatThrownBy(() -> vault.getSecret("pay-key", "0".repeat(32)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void listsPageByPageWithoutValues() {
    for (int i = 0; i < 30; i++) {
      vault.setSecret("s-" + i, "value-" + i);
    }
    int before = emulator.requests().size();
    assertThat(vault.listPropertiesOfSecrets()).hasSize(30);
    assertThat(emulator.requests().size() - before).isEqualTo(2);
  }

  @Test
  void aDeletedSecretKeepsItsNameUntilItIsRecoveredOrPurged() {
    vault.setSecret("gone", "old");
    DeletedSecret deleted = vault.beginDeleteSecret("gone").waitForCompletion().getValue();
    assertThat(deleted.getRecoveryId()).endsWith("/deletedsecrets/gone");
    assertThatThrownBy(() -> vault.getSecret("gone")).isInstanceOf(ResourceNotFoundException.class);
    assertThat(vault.listPropertiesOfSecrets()).isEmpty();
    assertThat(vault.listDeletedSecrets())
        .extracting(DeletedSecret::getName)
        .containsExactly("gone");
    assertThatThrownBy(() -> vault.setSecret("gone", "new"))
        .isInstanceOf(HttpResponseException.class)
        .hasMessageContaining("deleted but recoverable state")
        .hasMessageContaining("ObjectIsDeletedButRecoverable");
    vault.beginRecoverDeletedSecret("gone").waitForCompletion();
    assertThat(vault.getSecret("gone").getValue()).isEqualTo("old");
    vault.beginDeleteSecret("gone").waitForCompletion();
    vault.purgeDeletedSecret("gone");
    assertThat(vault.listDeletedSecrets()).isEmpty();
    vault.setSecret("gone", "new");
    assertThat(vault.getSecret("gone").getValue()).isEqualTo("new");
  }

  @Test
  void givesOutWhatHasExpiredButNotWhatIsDisabled() {
    SecretProperties past =
        new SecretProperties().setExpiresOn(OffsetDateTime.parse("2020-01-01T00:00:00Z"));
    KeyVaultSecret secret = vault.setSecret(new KeyVaultSecret("old", "value").setProperties(past));
    assertThat(vault.getSecret("old").getValue()).isEqualTo("value");
    vault.updateSecretProperties(secret.getProperties().setEnabled(false));
    assertThatThrownBy(() -> vault.getSecret("old"))
        .isInstanceOf(ResourceModifiedException.class)
        .hasMessageContaining("Operation get is not allowed on a disabled secret.")
        .hasMessageContaining("SecretDisabled");
    assertThat(vault.listPropertiesOfSecrets().stream().findFirst().orElseThrow().isEnabled())
        .isFalse();
  }

  @Test
  void refusesBadNamesVersionsAndMethodsAsAzureDoes() throws Exception {
    assertThatThrownBy(() -> vault.setSecret("no_underscores", "x"))
        .isInstanceOf(HttpResponseException.class)
        .hasMessageContaining("invalid name: no_underscores");
    assertThatThrownBy(() -> vault.setSecret("long", "x".repeat(25_601)))
        .hasMessageContaining("too large");
    for (String query : List.of("", "?api-version=2099-01-01")) {
      HttpResponse<String> answer = get("/keyvault/kv-test/secrets/x" + query, "any");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("\"code\":\"BadParameter\"");
    }
  }

  @Test
  void challengesWhoComesWithoutAToken() throws Exception {
    HttpResponse<String> answer = get("/keyvault/kv-test/secrets/x?api-version=7.4", "");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("AKV10000");
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
        .matches("Bearer authorization=\"https://[^\"]+\", resource=\"https://vault.azure.net\"");
  }

  @Test
  void aRoleOnTheServiceIsNoneOnAVault() throws Exception {
    try (Emulator other = Emulator.start(EmulatorOptions.defaults().withReadonlyToken("reader"))) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(other.uri() + "/keyvault/kv/secrets/x?api-version=7.4"))
              .header("Authorization", "Bearer reader")
              .build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("ForbiddenByRbac", "getSecret/action");
    }
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(emulator.uri() + path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
