package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

class ExportsTest extends EmulatorTest {
  private static final String EXPORT = "apis/echo-api?export=true&format=";

  @Test
  void a_link_is_fetched_without_a_token_and_only_with_its_signature() throws IOException {
    Got got = client.get(EXPORT + "openapi%2Bjson-link");
    String link = got.body().at("/value/link").asText();
    Got document = Client.exchange(HttpRequest.newBuilder(URI.create(link)).build());
    JsonNode openapi = Client.JSON.readTree(document.raw().body());
    assertThat(openapi.path("openapi").asText()).startsWith("3.0");
    assertThat(openapi.at("/paths/~1resource/post/operationId").asText())
        .isEqualTo("create-resource");
    String unsigned = link.replaceFirst("\\?.*", "");
    assertThat(Client.exchange(HttpRequest.newBuilder(URI.create(unsigned)).build()).status())
        .isEqualTo(404);
    assertThat(emulator.requests().get(1).query()).contains("sig=***");
  }

  @Test
  void a_document_comes_inline_too() {
    assertThat(client.get(EXPORT + "openapi").body().path("value").asText())
        .contains("openapi: \"3.0.1\"");
  }

  @Test
  void what_is_exported_can_be_imported() {
    String document = client.get(EXPORT + "openapi%2Bjson").body().path("value").asText();
    String body =
        "{\"properties\":{\"path\":\"copy\",\"format\":\"openapi+json\",\"value\":"
            + Client.JSON.getNodeFactory().textNode(document)
            + "}}";
    client.finish(client.send("PUT", "apis/copy", body, ""));
    assertThat(client.get("apis/copy/operations").body().path("count").asInt()).isEqualTo(6);
  }

  @Test
  void formats_that_are_left_out_or_unknown_say_so() {
    assertThat(client.get(EXPORT + "wsdl-link").message()).contains("wsdl");
    assertThat(client.get(EXPORT + "wsdl-link").status()).isEqualTo(501);
    assertThat(client.get(EXPORT + "parchment").status()).isEqualTo(400);
    assertThat(client.get(EXPORT + "graphql-link").status()).isEqualTo(406);
  }

  @Test
  void a_workspace_keeps_the_link_under_properties() {
    client.put("workspaces/w", "{'displayName':'W'}");
    client.put("workspaces/w/apis/a", "{'displayName':'A','path':'wa'}");
    Got got = client.get("workspaces/w/apis/a?export=true&format=openapi-link");
    assertThat(got.body().at("/properties/value/link").asText()).startsWith("http://127.0.0.1");
  }
}
