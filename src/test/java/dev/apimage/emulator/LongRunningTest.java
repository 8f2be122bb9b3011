package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.emulator.Client.Got;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two shapes of writes that outlast their answer, and how each is told to have ended. */
class LongRunningTest extends EmulatorTest {
  private static final String OPENAPI =
      "{\"openapi\":\"3.0.1\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"paths\":{}}";

  private static Got imports(Client at, String document) {
    String body =
        "{\"properties\":{\"path\":\"a\",\"format\":\"openapi+json\",\"value\":"
            + TextNode.valueOf(document)
            + "}}";
    return at.send("PUT", "apis/a", body, "");
  }

  private String location(String path, String version, int code) {
    return Pattern.quote(emulator.uri() + client.id() + "/" + path + "?api-version=" + version)
        + "&asyncId=[0-9a-f]{24}&asyncCode="
        + code;
  }

  @ParameterizedTest
  @ValueSource(strings = {"2019-12-01", "2020-12-01", "2021-08-01", "2021-12-01-preview"})
  void olderVersionsAnswer202WithoutABodyAndALocation(String version) {
    Client older = client.version(version);
    Got accepted = imports(older, OPENAPI);
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.raw().body()).isEmpty();
    assertThat(accepted.header("Azure-AsyncOperation")).isEmpty();
    assertThat(accepted.header("Location").orElseThrow()).matches(location("apis/a", version, 201));
    Got updated = older.finish(accepted);
    assertThat(updated.status()).isEqualTo(201);
    assertThat(imports(older, OPENAPI).header("Location").orElseThrow())
        .matches(location("apis/a", version, 200));
  }

  @Test
  void theLocationAnswers202UntilTheEndAndThenTheStoredCodeAndTheEntity() {
    Got accepted = imports(client.version("2021-08-01"), OPENAPI);
    String location = accepted.header("Location").orElseThrow();
    Got first = client.at("GET", location, "", "");
    assertThat(first.status()).isEqualTo(202);
    assertThat(first.raw().body()).isEmpty();
    Got last = client.at("GET", location, "", "");
    assertThat(last.status()).isEqualTo(201);
    assertThat(last.body().path("id").asText()).isEqualTo(client.id() + "/apis/a");
    assertThat(last.properties().has("provisioningState")).as("it is younger").isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2022-04-01-preview", "2022-08-01", "2024-05-01"})
  void youngerVersionsAnswerWithTheEntityInProgressAndBothAddresses(String version) {
    Got begun = imports(client.version(version), OPENAPI);
    assertThat(begun.status()).isEqualTo(201);
    assertThat(begun.properties().path("provisioningState").asText()).isEqualTo("InProgress");
    assertThat(begun.header("Location").orElseThrow()).matches(location("apis/a", version, 201));
    assertThat(begun.header("Azure-AsyncOperation").orElseThrow())
        .startsWith(emulator.uri() + client.id() + "/tenant/operationResults/");
    assertThat(client.finish(begun).status()).isEqualTo(201);
  }

  @Test
  void theOperationsResultIsAnEntityOfTheTenantWithItsStatusAndTimes() {
    Got begun = imports(client, OPENAPI);
    String address = begun.header("Azure-AsyncOperation").orElseThrow();
    JsonNode first = client.at("GET", address, "", "").body();
    String name = first.path("name").asText();
    assertThat(address).contains("/tenant/operationResults/" + name + "?");
    assertThat(first.path("id").asText())
        .isEqualTo(client.id() + "/tenant/operationResults/" + name);
    assertThat(first.path("type").asText())
        .isEqualTo("Microsoft.ApiManagement/service/tenant/operationResults");
    JsonNode properties = first.path("properties");
    assertThat(properties.path("status").asText()).isEqualTo("InProgress");
    for (String field : new String[] {"started", "updated", "resultInfo", "error", "actionLog"}) {
      assertThat(properties.has(field)).as(field).isTrue();
    }
    JsonNode last = client.at("GET", address, "", "").body();
    assertThat(last.at("/properties/status").asText()).isEqualTo("Succeeded");
    assertThat(last.at("/properties/error").isNull()).isTrue();
  }

  @Test
  void aRefusalOnThePollIs400AtTheLocationAndFailedAtTheOperation() {
    Got begun = imports(client, "{\"openapi\":");
    assertThat(begun.status()).isEqualTo(201);
    assertThat(begun.header("Location").orElseThrow())
        .matches(location("apis/a", "2024-05-01", 201));
    Got end = client.finish(begun);
    assertThat(end.status()).isEqualTo(400);
    assertThat(end.code()).isEqualTo("ValidationError");
    JsonNode result =
        client.at("GET", begun.header("Azure-AsyncOperation").orElseThrow(), "", "").body();
    assertThat(result.at("/properties/status").asText()).isEqualTo("Failed");
    assertThat(result.at("/properties/error")).isEqualTo(end.body().path("error"));
    assertThat(client.get("apis/a").status()).isEqualTo(404);
  }

  @Test
  void aPlainApiIsPutAtOnceIn2019AndGoesOnIn2024() {
    Got plain = client.version("2019-12-01").put("apis/p", "{'displayName':'P','path':'p'}");
    assertThat(plain.status()).isEqualTo(201);
    assertThat(plain.header("Location")).isEmpty();
    Got younger = client.put("apis/q", "{'displayName':'Q','path':'q'}");
    assertThat(younger.status()).isEqualTo(201);
    assertThat(younger.header("Location")).isPresent();
    assertThat(younger.header("Azure-AsyncOperation")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"namedValues/n", "policyFragments/f", "schemas/s", "apis/a/schemas/s"})
  void namedValuesFragmentsAndSchemasGoOnBehindTheirAnswer(String path) {
    Got begun = OneOfEach.make(client, path);
    assertThat(begun.status()).isEqualTo(201);
    assertThat(begun.properties().path("provisioningState").asText()).isEqualTo("InProgress");
    assertThat(begun.header("Azure-AsyncOperation")).isPresent();
    assertThat(client.get(path).properties().path("provisioningState").asText())
        .isEqualTo("Succeeded");
  }

  @Test
  void olderVersionsAnswerTheirPutsWith202Too() {
    Got accepted = OneOfEach.make(client.version("2021-08-01"), "namedValues/n");
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.raw().body()).isEmpty();
  }

  @Test
  void aDeletedApiIsGoneWhenThePollSaysSo() {
    client.put("apis/p", "{'displayName':'P','path':'p'}");
    Got accepted = client.delete("apis/p");
    assertThat(accepted.status()).isEqualTo(202);
    Got end = client.finish(accepted);
    assertThat(end.status()).isEqualTo(200);
    assertThat(end.raw().body()).isEmpty();
    assertThat(client.get("apis/p").status()).isEqualTo(404);
  }

  @Test
  void operationsOnAServiceAreAskedAboutUnderOperationresultsInBase64() {
    String body =
        "{\"location\":\"West Europe\",\"sku\":{\"name\":\"Developer\",\"capacity\":1},"
            + "\"properties\":{\"publisherEmail\":\"a@example.com\",\"publisherName\":\"x\"}}";
    Client made = client.service("made");
    Got created = made.send("PUT", "", body, "");
    assertThat(activity(created)).matches("made_Act_[0-9a-f]{8}");
    assertThat(client.at("GET", created.header("Location").orElseThrow(), "", "").status())
        .isEqualTo(202);
    assertThat(made.finish(created).properties().path("provisioningState").asText())
        .isEqualTo("Succeeded");
    assertThat(activity(made.send("DELETE", "", "", ""))).matches("made_Term_[0-9a-f]{8}");
  }

  private static String activity(Got begun) {
    String location = begun.header("Location").orElseThrow();
    String id = location.replaceFirst(".*/service/made/operationresults/([^?]+)\\?.*", "$1");
    return new String(Base64.getDecoder().decode(id), StandardCharsets.UTF_8);
  }
}
