package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class WireTest {
  private static final Handler FINE = call -> Answer.empty(200);

  private static Call call(String method, String path) {
    return Call.of(method, "http://x", new Storage(), path, "", Map.of(), "");
  }

  private static List<Integer> statuses(String faults, String method, String path) {
    Handler faulty = Faults.of(faults, name -> Optional.empty(), FINE);
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      statuses.add(faulty.answer(call(method, path)).status());
    }
    return statuses;
  }

  @Test
  void faults_are_the_same_for_the_same_seed() {
    String spec = "rate=0.3,seed=7,kinds=429+503+reset";
    assertThat(statuses(spec, "GET", "/a"))
        .isEqualTo(statuses(spec, "GET", "/a"))
        .contains(200, 429, 503, 0);
    assertThat(statuses("rate=0.3,seed=8", "GET", "/a"))
        .isNotEqualTo(statuses("rate=0.3,seed=7", "GET", "/a"));
  }

  @Test
  void faults_are_narrowed_to_methods_paths_and_a_number_of_requests() {
    assertThat(statuses("rate=1,methods=PUT", "GET", "/a")).containsOnly(200);
    assertThat(statuses("rate=1,methods=PUT+GET,kinds=500", "GET", "/a")).containsOnly(500);
    assertThat(statuses("rate=1,kinds=500,paths=apis/*", "GET", "/s/apis/a")).containsOnly(500);
    assertThat(statuses("rate=1,kinds=500,paths=apis/*", "GET", "/s/apis/a/b")).containsOnly(200);
    assertThat(statuses("rate=1,kinds=500,paths=apis/**", "GET", "/s/apis/a/b")).containsOnly(500);
    assertThat(statuses("rate=1,kinds=500,requests=5", "GET", "/a").subList(5, 100))
        .containsOnly(200);
  }

  @Test
  void a_wrong_fault_specification_is_refused() {
    Map<String, String> wrongs =
        Map.of(
            "speed=1", "not a fault setting: speed=1",
            "rate=2", "in the faults, rate must be a number from 0 to 1: rate=2",
            "rate=x", "in the faults, rate must be a number from 0 to 1: rate=x",
            "seed=1;rate=1", "in the faults, seed must be a whole number: seed=1;rate=1",
            "requests=-3", "in the faults, requests must be a whole number: requests=-3",
            "methods=FOO", "in the faults, methods must be of GET+HEAD+PUT+PATCH+POST+DELETE",
            "kinds=418", "in the faults, kinds must be of 400+403+408+",
            "kinds=", "in the faults, kinds must be of 400+403+408+",
            "echo=x", "in the faults, echo must be body: echo=x");
    wrongs.forEach(
        (wrong, message) ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> Faults.of(wrong, name -> Optional.empty(), FINE))
                .withMessageStartingWith(message));
  }

  @Test
  void a_service_of_a_bad_name_is_refused_at_the_start() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Emulator.start(EmulatorOptions.defaults().withServices("apim", "bad name")))
        .withMessageStartingWith("'bad name' is no name of a service: ");
  }

  @Test
  void requests_that_never_arrive_in_full_do_not_hold_up_others() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    List<Socket> stalled = new ArrayList<>();
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
      for (int i = 0; i < 100; i++) {
        Socket socket = new Socket(loopback, emulator.uri().getPort());
        stalled.add(socket);
        String head = "PUT /x HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      }
      assertThat(new Client(emulator).get("apis").status()).isEqualTo(200);
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  @Test
  void a_reset_drops_the_connection() throws IOException {
    EmulatorOptions options = EmulatorOptions.defaults().withFaults("rate=1,kinds=reset");
    try (Emulator emulator = Emulator.start(options)) {
      assertThatThrownBy(() -> new Client(emulator).put("tags/t", "{'displayName':'T'}"))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void a_readonly_token_reads_and_nothing_else() throws IOException {
    EmulatorOptions options = EmulatorOptions.defaults().withReadonlyToken("reader");
    try (Emulator emulator = Emulator.start(options)) {
      Client client = new Client(emulator);
      URI address =
          URI.create(
              emulator.uri()
                  + client.id()
                  + "/subscriptions/master/listSecrets?api-version=2024-05-01");
      HttpRequest.Builder request =
          HttpRequest.newBuilder(address).header("Authorization", "Bearer reader");
      Got got = Client.exchange(request.POST(HttpRequest.BodyPublishers.noBody()).build());
      assertThat(got.status()).isEqualTo(403);
      assertThat(got.code()).isEqualTo("AuthorizationFailed");
      assertThat(client.post("subscriptions/master/listSecrets").status()).isEqualTo(200);
    }
  }

  @Test
  void a_strict_key_vault_knows_only_what_was_put_into_it() throws IOException {
    EmulatorOptions options = EmulatorOptions.defaults().withStrictKeyVault(true);
    try (Emulator emulator = Emulator.start(options)) {
      Client client = new Client(emulator);
      String named =
          "{'displayName':'k','keyVault':{'secretIdentifier':"
              + "'https://kv.vault.azure.net/secrets/s'}}";
      assertThat(client.put("namedValues/k", named).detail().path("target").asText())
          .isEqualTo("keyVault");
      String secret = emulator.uri() + "/keyvault/kv/secrets/s?api-version=7.4";
      assertThat(client.at("GET", secret, "", "").status()).isEqualTo(404);
      client.at("PUT", secret, "{\"value\":\"v\"}", "");
      assertThat(client.at("GET", secret, "", "").body().path("value").asText()).isEqualTo("v");
      assertThat(client.put("namedValues/k", named).status()).isEqualTo(201);
    }
  }

  @Test
  void https_is_trusted_by_who_trusts_its_authority() throws Exception {
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults().withHttps(true))) {
      assertThat(emulator.uri().getScheme()).isEqualTo("https");
      SSLContext context = Trust.of(emulator.authority().orElseThrow());
      URI address =
          URI.create(emulator.uri() + new Client(emulator).id() + "/tags?api-version=2024-05-01");
      HttpRequest request =
          HttpRequest.newBuilder(address).header("Authorization", "Bearer x").build();
      HttpResponse<String> got =
          HttpClient.newBuilder()
              .sslContext(context)
              .build()
              .send(request, BodyHandlers.ofString());
      assertThat(got.statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()))
          .isInstanceOf(SSLException.class);
    }
  }
}
