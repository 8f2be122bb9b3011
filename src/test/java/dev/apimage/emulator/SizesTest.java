package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sizes of "API Management limits" and of Azure Resource Manager. */
class SizesTest extends EmulatorTest {
  private static final int KIB = 1024;

  private String address(String path) {
    return emulator.uri() + client.id() + path;
  }

  /** A request of so many bytes that makes a tag. */
  private Got tag(int bytes) {
    String head = "{\"properties\":{\"displayName\":\"T\",\"x\":\"";
    String tail = "\"}}";
    String body = head + "x".repeat(bytes - head.length() - tail.length()) + tail;
    return client.send("PUT", "tags/t", body, "");
  }

  @Test
  void a_body_has_at_most_4_mb() {
    assertThat(tag(4 * KIB * KIB).status()).isEqualTo(201);
    Got large = tag(4 * KIB * KIB + 1);
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.code()).isEqualTo("RequestContentTooLarge");
    assertThat(large.message())
        .isEqualTo("The request content size exceeds the maximum size of 4 MB.");
    assertThat(large.body().path("error").has("details")).isFalse();
  }

  @Test
  void a_url_has_at_most_16_kib() {
    String path = address("/tags?api-version=2024-05-01&x=");
    int used = path.length() - emulator.uri().toString().length();
    assertThat(client.at("GET", path + "x".repeat(16 * KIB - used), "", "").status())
        .isEqualTo(200);
    Got longer = client.at("GET", path + "x".repeat(16 * KIB - used + 1), "", "");
    assertThat(longer.status()).isEqualTo(414);
    assertThat(longer.raw().body()).contains("HTTP Error 414. The request URL is too long.");
    assertThat(longer.header("Content-Type")).get().asString().startsWith("text/html");
  }

  @Test
  void a_segment_of_the_path_has_at_most_1024_characters() {
    assertThat(client.get("tags/" + "t".repeat(KIB)).code()).isEqualTo("ValidationError");
    Got longer = client.get("tags/" + "t".repeat(KIB + 1));
    assertThat(longer.status()).isEqualTo(400);
    assertThat(longer.raw().body()).contains("HTTP Error 400. The request URL is invalid.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%00", "%0A", "%7F", "%C2%85"})
  void a_path_has_no_control_characters(String escaped) {
    Got got = client.put("tags/a" + escaped + "b", "{'displayName':'T'}");
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.raw().body()).contains("HTTP Error 400. The request URL is invalid.");
  }

  /** A policy document of so many bytes. */
  private static String policy(int bytes) {
    String head = "<policies><inbound /><backend /><outbound /><on-error><!--";
    String tail = "--></on-error></policies>";
    return "{'format':'rawxml','value':'"
        + head
        + "x".repeat(bytes - head.length() - tail.length())
        + tail
        + "'}";
  }

  @Test
  void a_policy_document_has_at_most_256_kib() {
    assertThat(client.put("policies/policy", policy(256 * KIB)).status()).isEqualTo(200);
    Got larger = client.put("policies/policy", policy(256 * KIB + 1));
    assertThat(larger.code()).isEqualTo("ValidationError");
    assertThat(larger.detail().path("message").asText()).contains("256 KiB");
  }

  @Test
  void a_policy_document_of_the_consumption_tier_has_at_most_16_kib() throws IOException {
    try (Emulator small = Emulator.start(EmulatorOptions.defaults().withSku("Consumption"))) {
      Client consumption = new Client(small);
      assertThat(consumption.put("policies/policy", policy(16 * KIB)).status()).isEqualTo(200);
      Got larger = consumption.put("policies/policy", policy(16 * KIB + 1));
      assertThat(larger.code()).isEqualTo("ValidationError");
      assertThat(larger.detail().path("message").asText()).contains("16 KiB");
    }
  }

  @Test
  void a_named_value_has_at_most_4096_characters() {
    String named = "{'displayName':'n','value':'%s'}";
    assertThat(client.put("namedValues/n", named.formatted("x".repeat(4096))).status())
        .isEqualTo(201);
    Got longer = client.put("namedValues/n", named.formatted("x".repeat(4097)));
    assertThat(longer.code()).isEqualTo("ValidationError");
    assertThat(longer.detail().path("target").asText()).isEqualTo("value");
  }

  @Test
  void a_diagnostic_logs_at_most_8192_bytes_of_a_body() {
    client.put("loggers/l", "{'loggerType':'azureMonitor'}");
    String diagnostic = "{'loggerId':'/loggers/l','frontend':{'request':{'body':{'bytes':%d}}}}";
    assertThat(client.put("diagnostics/azuremonitor", diagnostic.formatted(8192)).status())
        .isEqualTo(201);
    Got more = client.put("diagnostics/azuremonitor", diagnostic.formatted(8193));
    assertThat(more.code()).isEqualTo("ValidationError");
    assertThat(more.detail().path("target").asText()).isEqualTo("frontend.request.body.bytes");
  }
}
