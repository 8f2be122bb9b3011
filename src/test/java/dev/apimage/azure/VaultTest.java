package dev.apimage.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.emulator.LoggedRequest;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Secret;
import dev.apimage.secret.SecretSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

class VaultTest {
  private Emulator emulator;
  private KeyVaults vaults;

  @BeforeEach
  void start() throws IOException {
    emulator = Emulator.start(EmulatorOptions.defaults());
    vaults = connection().vaults();
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  private ArmConnection connection() {
    Cloud cloud = Cloud.at(emulator.uri().toString());
    return new ArmConnection(new Target("s", "g", "apim", cloud), ArmOptions.defaults());
  }

  private static KeyVaults.Name name(String text) {
    String[] parts = text.split("/", -1);
    return new KeyVaults.Name(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
  }

  private Problem problem(SecretSource source) {
    return catchThrowableOfType(ProblemException.class, source::read).problems().get(0);
  }

  @Test
  void readsEachSecretOnceAndSaysOfEachWhatIsWrong() throws Exception {
    Vault vault = vaults.open("kv-one");
    vault.set("good", new Secret("v4lue"), Map.of("a", "b"), Optional.empty());
    vault.set("old", new Secret("0ld"), Map.of(), Optional.of(Instant.EPOCH));
    vault.set("off", new Secret("0ff"), Map.of(), Optional.empty());
    disable("kv-one", "off");
    int before = emulator.requests().size();
    Map<KeyVaults.Name, SecretSource> read =
        vaults.read(
            List.of(
                name("kv-one/good"),
                name("kv-one/good"),
                name("kv-one/old"),
                name("kv-one/off"),
                name("kv-one/none"),
                name("k/x")),
            4);
    assertThat(emulator.requests().stream().skip(before).map(LoggedRequest::path)).hasSize(4);
    assertThat(read.get(name("kv-one/good")).read().orElseThrow().reveal()).isEqualTo("v4lue");
    assertThat(read.get(name("kv-one/none")).read()).isEmpty();
    assertThat(problem(read.get(name("kv-one/old"))).text()).contains("expired at 1970");
    assertThat(problem(read.get(name("kv-one/off"))).text()).contains("is disabled");
    assertThat(problem(read.get(name("k/x"))).text()).contains("cannot be a Key Vault's name");
  }

  private void disable(String vault, String secret) throws Exception {
    String url = emulator.uri() + "/keyvault/" + vault + "/secrets/" + secret;
    java.net.http.HttpRequest request =
        java.net.http.HttpRequest.newBuilder(URI.create(url + "?api-version=7.4"))
            .header("Authorization", "Bearer any")
            .method(
                "PATCH",
                java.net.http.HttpRequest.BodyPublishers.ofString(
                    "{\"attributes\":{\"enabled\":false}}"))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void saysHowADeletedNameIsFreed() throws Exception {
    Vault vault = vaults.open("kv-one");
    vault.set("name", new Secret("x"), Map.of(), Optional.empty());
    java.net.http.HttpRequest delete =
        java.net.http.HttpRequest.newBuilder(
                URI.create(emulator.uri() + "/keyvault/kv-one/secrets/name?api-version=7.4"))
            .header("Authorization", "Bearer any")
            .DELETE()
            .build();
    HttpClient.newHttpClient().send(delete, HttpResponse.BodyHandlers.ofString());
    ProblemException e =
        catchThrowableOfType(
            ProblemException.class,
            () -> vault.set("name", new Secret("hunter2"), Map.of(), Optional.empty()));
    assertThat(e.problems().get(0).code()).isEqualTo(Code.VAULT_NAME_TAKEN);
    assertThat(e.problems().get(0).advice())
        .contains("az keyvault secret recover --vault-name kv-one --name name");
    assertThat(e.toString()).doesNotContain("hunter2");
  }

  @Test
  void listsWithoutValues() {
    Vault vault = vaults.open("kv-one");
    vault.set("one", new Secret("s"), Map.of("k", "v"), Optional.empty());
    assertThat(vault.list()).containsExactly(new Vault.Entry("one", Map.of("k", "v"), true));
    assertThat(vaults.open("kv-two").list()).isEmpty();
  }

  @Test
  void overTlsItSignsInWithATokenForTheEndpointItself() throws Exception {
    List<TokenRequestContext> asked = new ArrayList<>();
    try (Emulator tls = Emulator.start(EmulatorOptions.defaults().withHttps(true))) {
      Cloud cloud = Cloud.at(tls.uri().toString());
      SSLContext standard = SSLContext.getDefault();
      SSLContext.setDefault(trusting(tls.authority().orElseThrow()));
      try {
        Wire wire =
            new Wire(
                cloud,
                ArmOptions.defaults(),
                () ->
                    context -> {
                      asked.add(context);
                      return Mono.just(new AccessToken("t0ken", OffsetDateTime.MAX));
                    });
        Vault vault = new KeyVaults(cloud, wire).open("kv-tls");
        vault.set("a", new Secret("x"), Map.of(), Optional.empty());
        assertThat(vault.find("a").orElseThrow().value()).isEqualTo(new Secret("x"));
      } finally {
        SSLContext.setDefault(standard);
      }
    }
    assertThat(asked)
        .isNotEmpty()
        .allSatisfy(
            context ->
                assertThat(context.getScopes()).singleElement().asString().endsWith("/.default"));
  }

  @Test
  void theChallengeSaysTheTenantButNotWhatTheTokenIsFor() {
    List<TokenRequestContext> asked = new ArrayList<>();
    String tenant = "0a0b0c0d-0000-0000-0000-000000000001";
    HttpHeaders challenge =
        new HttpHeaders()
            .set(
                HttpHeaderName.WWW_AUTHENTICATE,
                "Bearer authorization=\"https://login.windows.net/"
                    + tenant
                    + "\", resource=\"https://management.azure.com\"");
    List<String> tokens = new ArrayList<>();
    HttpPipeline pipeline =
        new HttpPipelineBuilder()
            .policies(
                new VaultSignIn(
                    context -> {
                      asked.add(context);
                      String token = "token-" + context.getTenantId();
                      return Mono.just(new AccessToken(token, OffsetDateTime.MAX));
                    },
                    "https://vault.azure.net/.default"))
            .httpClient(
                request -> {
                  tokens.add(request.getHeaders().getValue(HttpHeaderName.AUTHORIZATION));
                  Reply reply =
                      tokens.size() == 1
                          ? new Reply(401, challenge, MissingNode.getInstance())
                          : new Reply(200, new HttpHeaders(), MissingNode.getInstance());
                  return Mono.just(new JsonResponse(request, reply));
                })
            .build();
    HttpRequest sent = new HttpRequest(HttpMethod.GET, "https://kv.vault.azure.net/secrets/x");
    assertThat(pipeline.sendSync(sent, Context.NONE).getStatusCode()).isEqualTo(200);
    assertThat(tokens).containsExactly("Bearer token-null", "Bearer token-" + tenant);
    assertThat(asked)
        .allSatisfy(
            context ->
                assertThat(context.getScopes())
                    .containsExactly("https://vault.azure.net/.default"));
  }

  private static SSLContext trusting(String pem) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "authority",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void aVaultThatIsNotThereIsSaidToBeThat() {
    Cloud nobody = Cloud.at("http://127.0.0.1:1");
    Vault vault = new KeyVaults(nobody, new Wire(nobody, ArmOptions.defaults())).open("kv-none");
    ProblemException e = catchThrowableOfType(ProblemException.class, () -> vault.find("x"));
    assertThat(e.problems().get(0).code()).isEqualTo(Code.UNREACHABLE);
    assertThat(e.problems().get(0).text()).startsWith("there is no Key Vault kv-none, or");
  }

  @ParameterizedTest
  @CsvSource({
    "public, https://kv-a.vault.azure.net, https://vault.azure.net/.default",
    "china, https://kv-a.vault.azure.cn, https://vault.azure.cn/.default",
    "usgov, https://kv-a.vault.usgovcloudapi.net, https://vault.usgovcloudapi.net/.default"
  })
  void eachCloudHasItsOwnDomain(String cloud, String url, String scope) {
    VaultAddress address = VaultAddress.of(Cloud.named(cloud), "KV-a");
    assertThat(address.url()).hasToString(url);
    assertThat(address.scope()).isEqualTo(scope);
    assertThat(address.holds(URI.create(url + "/secrets/x?api-version=7.4"))).isTrue();
    assertThat(address.holds(URI.create(url + "/keys/x"))).isFalse();
    assertThat(address.holds(URI.create("https://evil.example/secrets/x"))).isFalse();
  }

  @Test
  void anotherEndpointHasNoVaultsThatAreKnown() {
    ProblemException e =
        catchThrowableOfType(
            ProblemException.class, () -> VaultAddress.of(Cloud.at("https://arm.example"), "kv-a"));
    assertThat(e.problems().get(0).code()).isEqualTo(Code.VAULT);
    assertThat(VaultAddress.of(Cloud.at("https://westeurope.management.azure.com"), "kv-a").url())
        .hasToString("https://kv-a.vault.azure.net");
  }

  @Test
  void keysCanBeFetchedAndRenewedAndNothingElseSent() throws Exception {
    java.net.http.HttpRequest put =
        java.net.http.HttpRequest.newBuilder(
                URI.create(
                    emulator.uri()
                        + connection().target().servicePath()
                        + "/subscriptions/acme?api-version=2024-05-01"))
            .header("Authorization", "Bearer any")
            .header("Content-Type", "application/json")
            .PUT(
                java.net.http.HttpRequest.BodyPublishers.ofString(
                    "{\"properties\":{\"displayName\":\"A\",\"scope\":\"/apis\"}}"))
            .build();
    HttpClient.newHttpClient().send(put, HttpResponse.BodyHandlers.ofString());
    SubscriptionKeys keys = connection().keys();
    SubscriptionKeys.Pair first = keys.fetch("acme");
    keys.regenerate("acme", SubscriptionKeys.Which.SECONDARY);
    SubscriptionKeys.Pair second = keys.fetch("acme");
    assertThat(second.primary()).isEqualTo(first.primary());
    assertThat(second.secondary()).isNotEqualTo(first.secondary());
    keys.regenerate("acme", SubscriptionKeys.Which.PRIMARY);
    assertThat(keys.fetch("acme").primary()).isNotEqualTo(first.primary());
    ArmException e = catchThrowableOfType(ArmException.class, () -> keys.fetch("nobody"));
    assertThat(e.status()).isEqualTo(404);
    assertThat(e.request()).isEqualTo("POST subscriptions/nobody/listSecrets");
    // A name that would lead out of the collection stays one segment.
    assertThat(catchThrowableOfType(RuntimeException.class, () -> keys.fetch("../namedValues/x")))
        .isNotNull();
    assertThat(emulator.requests())
        .filteredOn(r -> r.method().equals("POST"))
        .allMatch(r -> r.path().contains("/subscriptions/"));
  }
}
