package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.emulator.Client.Got;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The headers that stand on every answer, whatever it says. */
class HeadersTest extends EmulatorTest {
  private static final List<String> IDS =
      List.of("x-ms-request-id", "x-ms-correlation-request-id", "x-ms-routing-request-id");

  static Stream<String> requests() {
    return Stream.of(
        "GET apis",
        "GET apis/none",
        "HEAD apis/echo-api",
        "PUT groups/g",
        "DELETE tags/none",
        "POST subscriptions/master/regeneratePrimaryKey",
        "GET gadgets",
        "POST backup");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void everyAnswerHasItsIdsAndIsNeitherCachedNorSentInClear(String request) {
    String[] parts = request.split(" ", -1);
    String body = parts[0].equals("PUT") ? "{\"properties\":{\"displayName\":\"G\"}}" : "";
    Got got = client.send(parts[0], parts[1], body, parts[0].equals("DELETE") ? "*" : "");
    for (String id : IDS) {
      assertThat(got.header(id)).as(id).isPresent();
    }
    assertThat(got.header("Cache-Control")).hasValue("no-cache");
    assertThat(got.header("Strict-Transport-Security"))
        .hasValue("max-age=31536000; includeSubDomains");
  }

  @Test
  void twoAnswersHaveDifferentRequestIds() {
    assertThat(client.get("apis").header("x-ms-request-id"))
        .isNotEqualTo(client.get("apis").header("x-ms-request-id"));
  }

  @Test
  void anAnswerToNobodyHasThemToo() {
    URI address = URI.create(emulator.uri() + client.id() + "/apis?api-version=2024-05-01");
    Got got = Client.exchange(HttpRequest.newBuilder(address).build());
    assertThat(got.status()).isEqualTo(401);
    for (String id : IDS) {
      assertThat(got.header(id)).as(id).isPresent();
    }
  }
}
