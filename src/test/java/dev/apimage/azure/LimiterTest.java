package dev.apimage.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.apimage.azure.Limiter.Lane;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimiterTest {
  static {
    NetworkSettings.apply();
  }

  private final FakeTime time = new FakeTime();
  private final Limiter limiter = new Limiter(new Waiter(time, Progress.NONE), true);

  private void send(Lane lane, int times) {
    for (int i = 0; i < times; i++) {
      limiter.acquire(lane);
      limiter.answered(lane);
    }
  }

  private static Reply saying(String header, int remaining) {
    HttpHeaders headers =
        new HttpHeaders().set(HttpHeaderName.fromString(header), String.valueOf(remaining));
    return new Reply(200, headers, MissingNode.getInstance());
  }

  @Test
  void letsABurstThroughAndThenKeepsToTheRefill() {
    send(Lane.READS, 250);
    assertThat(time.slept()).isZero();
    send(Lane.READS, 250);
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void countsReadsWritesAndDeletesApart() {
    send(Lane.READS, 250);
    send(Lane.WRITES, 200);
    send(Lane.DELETES, 200);
    assertThat(time.slept()).isZero();
    send(Lane.WRITES, 10);
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void believesAzureWhenLessIsLeft() {
    limiter.acquire(Lane.READS);
    limiter.answered(Lane.READS, saying("x-ms-ratelimit-remaining-subscription-reads", 5));
    send(Lane.READS, 5);
    assertThat(time.slept()).isZero();
    send(Lane.READS, 25);
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void believesAzureWhenMoreIsLeft() {
    limiter.acquire(Lane.WRITES);
    limiter.answered(Lane.WRITES, saying("X-Ms-Ratelimit-Remaining-Subscription-Writes", 1199));
    send(Lane.WRITES, 1199);
    assertThat(time.slept()).isZero();
    send(Lane.WRITES, 10);
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void countsRequestsThatAreStillOnTheWay() {
    for (int i = 0; i < 11; i++) {
      limiter.acquire(Lane.READS);
    }
    limiter.answered(Lane.READS, saying("x-ms-ratelimit-remaining-subscription-reads", 10));
    send(Lane.READS, 25);
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void stopsALaneForAllWorkersButNoOther() {
    limiter.stop(Lane.READS, Duration.ofSeconds(30));
    limiter.stop(Lane.READS, Duration.ofSeconds(3));
    send(Lane.WRITES, 1);
    assertThat(time.slept()).isZero();
    send(Lane.READS, 2);
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void limitsAnUnknownEndpointOnlyOnceItsAnswersSaySo() {
    Limiter unknown = new Limiter(new Waiter(time, Progress.NONE), false);
    for (int i = 0; i < 10_000; i++) {
      unknown.acquire(Lane.READS);
      unknown.answered(Lane.READS);
    }
    assertThat(time.slept()).isZero();
    unknown.acquire(Lane.READS);
    unknown.answered(Lane.READS, saying("x-ms-ratelimit-remaining-subscription-reads", 0));
    for (int i = 0; i < 25; i++) {
      unknown.acquire(Lane.READS);
      unknown.answered(Lane.READS);
    }
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(1));
  }
}
