package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** ARM's published limits, on a clock that the test moves. */
class ThrottleTest {
  private static final String READS = "x-ms-ratelimit-remaining-subscription-reads";
  private static final String WRITES = "x-ms-ratelimit-remaining-subscription-writes";
  private static final String DELETES = "x-ms-ratelimit-remaining-subscription-deletes";
  private static final String ALL_READS = "x-ms-ratelimit-remaining-subscription-global-reads";
  private static final String ALL_WRITES = "x-ms-ratelimit-remaining-subscription-global-writes";
  private static final String RETRY_AFTER = "Retry-After";

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final Throttle throttle = new Throttle(call -> Answer.empty(200), () -> now);

  private Answer send(String method, String principal) {
    return throttle.answer(
        Call.of(
            method,
            "http://x",
            "/subscriptions/s1/resourceGroups/g",
            "",
            Map.of("Authorization", "Bearer " + principal),
            ""));
  }

  private Answer send(String method) {
    return send(method, "me");
  }

  /** How many of so many requests are let through. */
  private long passed(int requests, String method, String principal) {
    return IntStream.range(0, requests)
        .filter(i -> send(method, principal).status() == 200)
        .count();
  }

  @Test
  void a_principal_has_250_reads_and_25_more_a_second() {
    assertThat(passed(300, "GET", "me")).isEqualTo(250);
    now = now.plusSeconds(1);
    assertThat(passed(20, "HEAD", "me") + passed(20, "GET", "me")).isEqualTo(25);
    now = now.plus(Duration.ofMillis(400));
    assertThat(passed(20, "GET", "me")).isEqualTo(10);
    now = now.plusSeconds(3600);
    assertThat(passed(300, "GET", "me")).isEqualTo(250);
  }

  @Test
  void a_principal_has_200_writes_and_10_more_a_second() {
    assertThat(passed(100, "PUT", "me") + passed(50, "PATCH", "me")).isEqualTo(150);
    assertThat(passed(100, "POST", "me")).isEqualTo(50);
    now = now.plusSeconds(2);
    assertThat(passed(30, "PUT", "me")).isEqualTo(20);
  }

  @Test
  void a_principal_has_200_deletes_and_10_more_a_second() {
    assertThat(passed(300, "DELETE", "me")).isEqualTo(200);
    assertThat(send("PUT").status()).isEqualTo(200);
    assertThat(send("GET").status()).isEqualTo(200);
    now = now.plusSeconds(1);
    assertThat(passed(30, "DELETE", "me")).isEqualTo(10);
  }

  @Test
  void each_answer_tells_what_is_left() {
    assertThat(send("GET").headers()).containsEntry(READS, "249").containsEntry(ALL_READS, "3749");
    assertThat(send("PUT").headers())
        .containsEntry(WRITES, "199")
        .containsEntry(ALL_WRITES, "2999")
        .doesNotContainKey(READS);
    assertThat(send("POST").headers()).containsEntry(WRITES, "198");
    assertThat(send("DELETE").headers()).containsEntry(DELETES, "199");
    assertThat(send("GET").headers()).containsEntry(READS, "248").containsEntry(ALL_READS, "3748");
  }

  @Test
  void principals_have_buckets_of_their_own_and_15_together() {
    assertThat(passed(300, "PUT", "p0")).isEqualTo(200);
    assertThat(send("PUT", "p1").headers()).containsEntry(WRITES, "199");
    for (int i = 1; i < 15; i++) {
      passed(300, "PUT", "p" + i);
    }
    Answer refused = send("PUT", "p15");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry(ALL_WRITES, "0").doesNotContainKey(WRITES);
    assertThat(refused.body()).contains("Number of 'write' requests for subscription 's1'");
    now = now.plusSeconds(1);
    assertThat(passed(200, "PUT", "p15")).isEqualTo(150);
  }

  @Test
  void the_429_is_arms() {
    passed(250, "GET", "me");
    Answer refused = send("GET");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry(READS, "0");
    assertThat(refused.body())
        .isEqualTo(
            "{\"error\":{\"code\":\"SubscriptionRequestsThrottled\",\"message\":\"Number of 'read'"
                + " requests for subscription actor 'emulated' exceeded. Please try again after '1'"
                + " seconds after additional tokens are available. Refer to"
                + " https://aka.ms/arm-throttling for additional information.\"}}");
  }

  @Test
  void retry_after_is_in_seconds_and_in_turn_a_date_of_http() {
    passed(250, "GET", "me");
    assertThat(send("GET").headers()).containsEntry(RETRY_AFTER, "1");
    assertThat(send("GET").headers()).containsEntry(RETRY_AFTER, "Sun, 01 Mar 2026 12:00:02 GMT");
    assertThat(send("GET").headers()).containsEntry(RETRY_AFTER, "1");
  }

  @Test
  void who_waits_as_either_form_says_is_let_through() {
    passed(250, "GET", "me");
    now = now.plusMillis(700);
    passed(17, "GET", "me");
    for (int i = 0; i < 4; i++) {
      passed(300, "GET", "me");
      String after = send("GET").headers().get(RETRY_AFTER);
      now =
          after.endsWith("GMT")
              ? ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()
              : now.plusSeconds(Long.parseLong(after));
      assertThat(send("GET").status()).as(after).isEqualTo(200);
    }
  }

  @Test
  void who_comes_too_early_is_told_again() {
    passed(200, "PUT", "me");
    assertThat(send("PUT").headers()).containsEntry(RETRY_AFTER, "1");
    now = now.plusMillis(50);
    Answer early = send("PUT");
    assertThat(early.status()).isEqualTo(429);
    assertThat(early.headers()).containsKey(RETRY_AFTER);
  }

  @Test
  void a_clock_that_is_set_back_gives_no_tokens() {
    passed(250, "GET", "me");
    now = now.minusSeconds(60);
    assertThat(send("GET").status()).isEqualTo(429);
    now = now.plusSeconds(60);
    assertThat(send("GET").status()).isEqualTo(429);
  }

  @Test
  void signing_in_and_fetching_an_export_cost_nothing() throws IOException {
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults().withThrottled(true))) {
      Client client = new Client(emulator);
      assertThat(client.get("tags").header(READS)).isPresent();
      assertThat(
              client
                  .at("GET", emulator.uri() + "/metadata/endpoints?api-version=2015-01-01", "", "")
                  .header(READS))
          .isEmpty();
      Got export = client.get("apis/echo-api?export=true&format=openapi%2Bjson-link");
      assertThat(export.header(READS)).isPresent();
      String link = export.properties().path("value").path("link").asText();
      link = link.isEmpty() ? export.body().path("value").path("link").asText() : link;
      assertThat(client.at("GET", link, "", "").header(READS)).isEmpty();
    }
  }
}
