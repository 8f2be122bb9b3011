package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpTest extends EmulatorTest {
  @TempDir Path folder;

  @Override
  EmulatorOptions options() {
    return EmulatorOptions.defaults()
        .withServices("apim", "other")
        .withLog(folder.resolve("log.jsonl"));
  }

  @Test
  void without_a_bearer_token_nothing_is_answered() {
    URI address = URI.create(emulator.uri() + client.id() + "/apis?api-version=2024-05-01");
    Got got = Client.exchange(HttpRequest.newBuilder(address).build());
    assertThat(got.status()).isEqualTo(401);
    assertThat(got.code()).isEqualTo("AuthenticationFailed");
    assertThat(got.header("WWW-Authenticate").orElse("")).startsWith("Bearer");
  }

  @Test
  void an_api_version_is_required_and_must_be_known() {
    String address = emulator.uri() + client.id() + "/apis";
    assertThat(client.at("GET", address, "", "").code()).isEqualTo("MissingApiVersionParameter");
    Got unknown = client.version("1999-01-01").get("apis");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.code()).isEqualTo("NoRegisteredProviderFound");
    assertThat(unknown.message())
        .startsWith(
            "No registered resource provider found for location 'westeurope' and API version"
                + " '1999-01-01' for type 'service/apis'. The supported api-versions are '2019-12-01,")
        .contains("2024-05-01");
  }

  @Test
  void an_unknown_service_is_not_found_by_arm() {
    Got got = client.service("nobody").get("apis");
    assertThat(got.status()).isEqualTo(404);
    assertThat(got.code()).isEqualTo("ServiceNotFound");
    assertThat(got.message()).isEqualTo("Api service does not exist: nobody");
    assertThat(got.body().path("error").has("innerError")).isTrue();
  }

  @Test
  void an_unknown_resource_type_is_refused() {
    Got got = client.get("gadgets");
    assertThat(got.status()).isEqualTo(404);
    assertThat(got.code()).isEqualTo("InvalidResourceType");
    assertThat(got.message()).contains("service/gadgets");
  }

  @Test
  void a_verb_that_a_path_lacks_is_refused() {
    assertThat(client.patch("certificates/c", "{}").status()).isEqualTo(405);
  }

  @Test
  void ids_echo_the_subscription_and_group_of_the_request() {
    String address =
        emulator.uri()
            + "/subscriptions/abc/resourcegroups/My-Group/providers/microsoft.apimanagement"
            + "/service/APIM/groups/guests?api-version=2024-05-01";
    assertThat(client.at("GET", address, "", "").body().path("id").asText())
        .isEqualTo(
            "/subscriptions/abc/resourceGroups/My-Group/providers/Microsoft.ApiManagement"
                + "/service/apim/groups/guests");
  }

  @Test
  void services_are_listed_by_group_and_by_subscription() {
    for (String scope : new String[] {"/subscriptions/s", "/subscriptions/s/resourceGroups/g"}) {
      Got got =
          client.at(
              "GET",
              emulator.uri()
                  + scope
                  + "/providers/Microsoft.ApiManagement/service?api-version=2024-05-01",
              "",
              "");
      assertThat(got.body().path("value").findValuesAsText("name")).contains("apim", "other");
    }
  }

  @Test
  void a_service_needs_a_publisher_a_location_and_a_tier() {
    Got got = client.service("made").put("", "{}");
    assertThat(got.code()).isEqualTo("ValidationError");
    assertThat(got.body().path("error").path("details").findValuesAsText("target"))
        .contains("location", "sku", "publisherEmail", "publisherName");
  }

  @Test
  void services_do_not_see_each_other() {
    client.put("tags/t", "{'displayName':'T'}");
    assertThat(client.service("other").get("tags/t").status()).isEqualTo(404);
  }

  @Test
  void the_log_has_a_line_a_request_and_no_secret_of_the_query() throws IOException {
    client.get("apis?%24top=1&sig=abc");
    String line =
        Files.readString(folder.resolve("log.jsonl"), StandardCharsets.UTF_8)
            .lines()
            .findFirst()
            .orElseThrow();
    assertThat(line)
        .contains("\"method\":\"GET\"", "\"status\":200", "%24top=1", "sig=***", "\"ms\":")
        .doesNotContain("abc");
    assertThat(emulator.requests())
        .singleElement()
        .satisfies(request -> assertThat(request.path()).isEqualTo(client.id() + "/apis"));
  }

  @Test
  void every_answer_carries_arms_headers() {
    Got got = client.get("apis");
    assertThat(got.header("x-ms-request-id")).isPresent();
    assertThat(got.header("Cache-Control")).hasValue("no-cache");
  }

  @Test
  void an_escaped_plus_and_a_semicolon_in_a_path_are_what_they_say() {
    client.put("products/a%2Bb", "{'displayName':'P'}");
    assertThat(client.get("products/a+b").body().path("name").asText()).isEqualTo("a+b");
  }
}
