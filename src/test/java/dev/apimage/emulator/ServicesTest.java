package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.emulator.Client.Got;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services as a whole: operations that take time, soft delete, restore and purge. */
class ServicesTest extends EmulatorTest {
  private Client made;

  @BeforeEach
  void service() {
    made = client.service("made");
  }

  private Got put(boolean restore) {
    ObjectNode body = Json.object().put("location", "West US 2");
    body.putObject("sku").put("name", "Developer").put("capacity", 1);
    body.putObject("properties")
        .put("publisherEmail", "a@contoso.example")
        .put("publisherName", "x")
        .put("restore", restore);
    return made.send("PUT", "", Json.write(body), "");
  }

  private Got deleted(String method, String location) {
    return client.at(
        method,
        emulator.uri()
            + "/subscriptions/s1/providers/Microsoft.ApiManagement/locations/"
            + location
            + "/deletedservices/made?api-version=2024-05-01",
        "",
        "");
  }

  @Test
  void a_creation_tells_its_end_under_one_address_in_both_headers() {
    Got created = put(false);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.properties().path("provisioningState").asText()).isEqualTo("Created");
    String location = created.header("Location").orElseThrow();
    assertThat(created.header("Azure-AsyncOperation")).hasValue(location);
    assertThat(location).contains(made.id() + "/operationresults/").endsWith("&asyncResponse");
    Got going = client.at("GET", location, "", "");
    assertThat(going.status()).isEqualTo(202);
    assertThat(going.header("Retry-After")).isPresent();
    assertThat(going.body().path("status").asText()).isEqualTo("InProgress");
    Got done = client.at("GET", location, "", "");
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.body().path("status").asText()).isEqualTo("Succeeded");
    assertThat(done.body().path("name").asText()).isEqualTo("made");
    assertThat(done.properties().path("provisioningState").asText()).isEqualTo("Succeeded");
  }

  @Test
  void a_change_is_accepted_and_told_later() {
    put(false);
    Got accepted = made.patch("", "{'publisherName':'New'}");
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.raw().body()).isEmpty();
    Got done = made.finish(accepted);
    assertThat(done.properties().path("publisherName").asText()).isEqualTo("New");
  }

  @Test
  void a_deletion_has_a_location_and_ends_with_204() {
    put(false);
    Got going = made.send("DELETE", "", "", "");
    assertThat(going.status()).isEqualTo(202);
    assertThat(going.properties().path("targetProvisioningState").asText()).isEqualTo("Deleting");
    assertThat(going.header("Azure-AsyncOperation")).isEmpty();
    Got poll = client.at("GET", going.header("Location").orElseThrow(), "", "");
    assertThat(poll.status()).isEqualTo(202);
    assertThat(poll.raw().body()).isEmpty();
    assertThat(made.finish(going).status()).isEqualTo(204);
    assertThat(made.send("DELETE", "", "", "").status()).isEqualTo(204);
  }

  @Test
  void a_deleted_service_is_found_only_in_its_location() {
    put(false);
    made.send("DELETE", "", "", "");
    Got found = deleted("GET", "westus2");
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.body().path("id").asText())
        .isEqualTo(
            "/subscriptions/s1/providers/Microsoft.ApiManagement/locations/westus2"
                + "/deletedservices/made");
    assertThat(found.properties().path("serviceId").asText()).endsWith("/service/made");
    assertThat(found.properties().path("scheduledPurgeDate").asText())
        .isEqualTo("2026-01-03T00:00:00Z");
    Got elsewhere = deleted("GET", "westeurope");
    assertThat(elsewhere.status()).isEqualTo(404);
    assertThat(elsewhere.code()).isEqualTo("ServiceNotFound");
    assertThat(deleted("DELETE", "westeurope").status()).isEqualTo(204);
    assertThat(deleted("GET", "westus2").status()).isEqualTo(200);
  }

  @Test
  void a_name_stays_taken_until_the_service_is_restored_or_purged() {
    put(false);
    made.put("tags/t", "{'displayName':'T'}");
    made.send("DELETE", "", "", "");
    Got taken = put(false);
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.code()).isEqualTo("ServiceAlreadyExistsInSoftDeletedState");
    assertThat(put(true).status()).isEqualTo(200);
    assertThat(made.get("tags/t").status()).isEqualTo(200);
    assertThat(deleted("GET", "westus2").status()).isEqualTo(404);
    made.send("DELETE", "", "", "");
    Got purging = deleted("DELETE", "West%20US%202");
    assertThat(purging.status()).isEqualTo(202);
    assertThat(client.finish(purging).status()).isEqualTo(200);
    assertThat(deleted("DELETE", "westus2").status()).isEqualTo(204);
    assertThat(put(false).status()).isEqualTo(201);
    assertThat(made.get("tags/t").status()).isEqualTo(404);
  }
}
