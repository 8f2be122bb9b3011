package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.emulator.Client.Got;
import org.junit.jupiter.api.Test;

/** Only a service is deleted softly; what it holds is gone when it is deleted. */
class SoftDeleteTest extends EmulatorTest {
  private static final String SERVICE =
      "{\"location\":\"West Europe\",\"sku\":{\"name\":\"Developer\",\"capacity\":1},"
          + "\"properties\":{\"publisherEmail\":\"a@example.com\",\"publisherName\":\"first\"}}";

  private static final String RESTORE =
      "{\"location\":\"West Europe\",\"sku\":{\"name\":\"Premium\",\"capacity\":2},\"properties\":"
          + "{\"publisherEmail\":\"b@example.com\",\"publisherName\":\"second\",\"restore\":true}}";

  private Client made() {
    Client made = client.service("made");
    made.finish(made.send("PUT", "", SERVICE, ""));
    made.put("tags/t", "{'displayName':'T'}");
    return made;
  }

  private Got deleted(String method) {
    return client.at(
        method,
        emulator.uri()
            + "/subscriptions/s1/providers/Microsoft.ApiManagement/locations/westeurope"
            + "/deletedservices/made?api-version=2024-05-01",
        "",
        "");
  }

  @Test
  void aRestoreIgnoresEverythingElseThatItIsSent() {
    Client made = made();
    made.finish(made.send("DELETE", "", "", ""));
    assertThat(made.send("PUT", "", RESTORE, "").status()).isEqualTo(200);
    Got restored = made.get("");
    assertThat(restored.properties().path("publisherName").asText()).isEqualTo("first");
    assertThat(restored.body().at("/sku/name").asText()).isEqualTo("Developer");
    assertThat(made.get("tags/t").status()).isEqualTo(200);
  }

  @Test
  void aDeletedServiceLiesUnderItsLocationAndItsNameStaysTaken() {
    Client made = made();
    made.finish(made.send("DELETE", "", "", ""));
    assertThat(made.get("tags/t").code()).isEqualTo("ServiceNotFound");
    assertThat(deleted("GET").body().path("name").asText()).isEqualTo("made");
    assertThat(made.send("PUT", "", SERVICE, "").status()).isEqualTo(409);
  }

  @Test
  void aDeleteThereIsForGoodAndFreesTheName() {
    Client made = made();
    made.finish(made.send("DELETE", "", "", ""));
    assertThat(deleted("DELETE").status()).isEqualTo(202);
    assertThat(deleted("GET").status()).isEqualTo(404);
    assertThat(made.send("PUT", "", SERVICE, "").status()).isEqualTo(201);
    assertThat(made.get("tags/t").status()).isEqualTo(404);
  }

  @Test
  void whatAServiceHoldsIsDeletedAtOnceAndItsNameIsFree() {
    client.put("tags/t", "{'displayName':'T'}");
    assertThat(client.delete("tags/t").status()).isEqualTo(200);
    assertThat(client.get("tags/t").status()).isEqualTo(404);
    assertThat(client.put("tags/t", "{'displayName':'T'}").status()).isEqualTo(201);
  }
}
