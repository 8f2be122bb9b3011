package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of fault does to the one request that it strikes. */
class FaultsTest {
  private static final String OPERATION = "{'displayName':'O','method':'GET','urlTemplate':'/o'}";
  private static final String TAG = "{'displayName':'T'}";

  /** An emulator whose first request has a fault. */
  private static Emulator striking(String kind) throws IOException {
    return Emulator.start(EmulatorOptions.defaults().withFaults("rate=1,requests=1,kinds=" + kind));
  }

  @Test
  void the_readme_says_of_each_kind_what_it_does() throws IOException {
    Set<String> told = new HashSet<>();
    for (String line :
        Files.readString(Path.of("README.md"), StandardCharsets.UTF_8).lines().toList()) {
      if (line.startsWith("| `")) {
        told.addAll(List.of(line.split("\\|", -1)[1].replace("`", "").trim().split(" ", -1)));
      }
    }
    assertThat(told).containsAll(FaultSpec.KINDS);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 408, 409, 412, 422, 429, 500, 502, 503, 504})
  void a_status_refuses_before_anything_happens(int status) throws IOException {
    try (Emulator emulator = striking(Integer.toString(status))) {
      Client client = new Client(emulator);
      Got refused = client.put("tags/t", TAG);
      assertThat(refused.status()).isEqualTo(status);
      assertThat(refused.code()).isNotEmpty();
      assertThat(client.get("tags/t").status()).isEqualTo(404);
    }
  }

  @Test
  void a_409_is_a_busy_api_in_two_codes_and_a_busy_endpoint_in_turn() throws IOException {
    try (Emulator emulator =
        Emulator.start(EmulatorOptions.defaults().withFaults("rate=1,requests=3,kinds=409"))) {
      Client client = new Client(emulator);
      Got api = client.put("tags/t", TAG);
      assertThat(api.code()).isEqualTo("PessimisticConcurrencyConflict");
      assertThat(api.message()).isEqualTo("Operation on the API is in progress");
      Got endpoint = client.put("tags/t", TAG);
      assertThat(endpoint.status()).isEqualTo(409);
      assertThat(endpoint.code()).isEqualTo("ManagementApiRequestFailed");
      assertThat(endpoint.detail().path("code").asText()).isEqualTo("Timeout");
      Got other = client.put("tags/t", TAG);
      assertThat(other.status()).isEqualTo(409);
      assertThat(other.code()).isEqualTo("Conflict");
      assertThat(other.message()).isEqualTo("Operation on the API is in progress");
    }
  }

  @Test
  void a_reset_happens_before_and_lost_and_cut_after_all_is_done() throws IOException {
    for (String kind : List.of("reset", "lost", "cut")) {
      try (Emulator emulator = striking(kind)) {
        Client client = new Client(emulator);
        assertThatThrownBy(() -> client.put("tags/t", TAG))
            .as(kind)
            .isInstanceOf(UncheckedIOException.class);
        assertThat(client.get("tags/t").status())
            .as(kind)
            .isEqualTo(kind.equals("reset") ? 404 : 200);
      }
    }
  }

  @Test
  void a_busy_api_refuses_two_writes_after_its_import_has_ended() throws IOException {
    try (Emulator emulator = striking("busy")) {
      Client client = new Client(emulator);
      assertThat(client.finish(imported(client)).status()).isEqualTo(201);
      for (int i = 0; i < 2; i++) {
        Got refused = client.put("apis/i/operations/o", OPERATION);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("PessimisticConcurrencyConflict");
      }
      assertThat(client.put("apis/i/operations/o", OPERATION).status()).isEqualTo(201);
    }
  }

  @Test
  void an_import_that_has_ended_is_not_busy_without_a_fault() throws IOException {
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults())) {
      Client client = new Client(emulator);
      client.finish(imported(client));
      assertThat(client.put("apis/i/operations/o", OPERATION).status()).isEqualTo(201);
    }
  }

  @Test
  void a_slow_operation_takes_five_more_polls() throws IOException {
    try (Emulator emulator = striking("slow")) {
      Client client = new Client(emulator);
      String location = imported(client).header("Location").orElseThrow();
      for (int i = 0; i < 6; i++) {
        assertThat(client.at("GET", location, "", "").status()).isEqualTo(202);
      }
      assertThat(client.at("GET", location, "", "").status()).isEqualTo(201);
    }
  }

  @Test
  void a_failed_operation_is_told_as_such_although_all_is_done() throws IOException {
    try (Emulator emulator = striking("failed")) {
      Client client = new Client(emulator);
      Got ended = client.finish(imported(client));
      assertThat(ended.code()).isEqualTo("ManagementApiRequestFailed");
      assertThat(client.get("apis/i").status()).isEqualTo(200);
    }
  }

  @Test
  void a_poll_is_answered_503_and_another_one_is_not() throws IOException {
    try (Emulator emulator =
        Emulator.start(EmulatorOptions.defaults().withFaults("rate=1,requests=2,kinds=poll"))) {
      Client client = new Client(emulator);
      String location = imported(client).header("Location").orElseThrow();
      assertThat(client.at("GET", location, "", "").status()).isEqualTo(503);
      assertThat(client.at("GET", location, "", "").status()).isEqualTo(202);
    }
  }

  private static Got imported(Client client) {
    String document =
        "{\"openapi\":\"3.0.1\",\"info\":{\"title\":\"I\",\"version\":\"1\"},\"paths\":{}}";
    String value = Json.object().put("value", document).toString();
    return client.put("apis/i", "{'path':'i','format':'openapi+json'," + value.substring(1));
  }
}
