package dev.apimage.azure;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.apimage.model.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one request until it has an answer that counts: waits for its turn, tries again what is
 * worth it, and reads the answer to its end. Thread-safe.
 */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  // Numbers keep their digits: 1.10 must not become 1.1 on its way from one service to another.
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .reader();
  // Azure sometimes says "after 0 seconds".
  private static final Duration SHORTEST = Duration.ofMillis(200);

  private final HttpPipeline pipeline;
  private final Limiter limiter;
  private final Retries retries;
  private final Waiter waiter;

  Exchange(HttpPipeline pipeline, Limiter limiter, Retries retries, Waiter waiter) {
    this.pipeline = pipeline;
    this.limiter = limiter;
    this.retries = retries;
    this.waiter = waiter;
  }

  /** An answer that was cut off, or is no JSON at all. */
  private static final class NotJsonException extends IOException {
    private static final long serialVersionUID = 1L;

    NotJsonException() {
      super("the answer is not whole JSON");
    }
  }

  /**
   * Sends a request.
   *
   * @return the answer, which may be a refusal
   * @throws ArmException if there was none: unreachable, no sign-in, or nothing readable
   */
  Reply send(Request request) {
    long start = waiter.time().nanos();
    for (int attempt = 1; ; attempt++) {
      try {
        Reply reply = once(request, attempt);
        Optional<Duration> asked = RetryAfter.in(reply, waiter.time().now());
        Duration wait = atLeast(SHORTEST, asked.orElse(retries.backoff(attempt)));
        if (attempt >= retries.tries(request, reply) || isTooLong(start, wait)) {
          return reply;
        }
        if (reply.status() == 429) {
          // The others would only be told the same.
          limiter.stop(Limiter.Lane.of(request.method()), wait);
        } else {
          waiter.pause(wait, asked.isPresent() ? Waiter.ASKED : Waiter.AGAIN);
        }
      } catch (IOException broken) {
        Duration wait = retries.backoff(attempt);
        boolean isLast = attempt >= retries.triesOfBroken(broken instanceof NotJsonException);
        if (isLast || isTooLong(start, wait)) {
          throw gaveUp(request, broken);
        }
        waiter.pause(wait, Waiter.AGAIN);
      }
    }
  }

  private boolean isTooLong(long start, Duration more) {
    Duration spent = Duration.ofNanos(waiter.time().nanos() - start);
    return spent.plus(more).compareTo(Retries.BUDGET) > 0;
  }

  private static Duration atLeast(Duration least, Duration time) {
    return time.compareTo(least) < 0 ? least : time;
  }

  private Reply once(Request request, int attempt) throws IOException {
    Limiter.Lane lane = Limiter.Lane.of(request.method());
    limiter.acquire(lane);
    long start = waiter.time().nanos();
    Reply reply = null;
    try (HttpResponse response = pipeline.sendSync(request.toHttp(), Context.NONE)) {
      reply = read(response);
      return reply;
    } catch (RuntimeException e) {
      throw Failures.translate(request, e);
    } finally {
      if (reply == null) {
        limiter.answered(lane);
      } else {
        limiter.answered(lane, reply);
      }
      log(request, attempt, start, reply);
    }
  }

  private void log(Request request, int attempt, long start, Reply reply) {
    if (LOG.isDebugEnabled()) {
      LOG.debug(
          "{} {} {} {} ms, attempt {}",
          request,
          ArmUrls.loggable(request.url()),
          reply == null ? "no answer" : String.valueOf(reply.status()),
          (waiter.time().nanos() - start) / 1_000_000,
          attempt);
    }
  }

  private static Reply read(HttpResponse response) throws NotJsonException {
    BinaryData data = response.getBodyAsBinaryData();
    byte[] bytes = data == null ? new byte[0] : data.toBytes();
    int status = response.getStatusCode();
    return new Reply(status, response.getHeaders(), json(bytes, status));
  }

  private static JsonNode json(byte[] bytes, int status) throws NotJsonException {
    try {
      JsonNode tree = JSON.readTree(bytes);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException e) {
      // Its text may quote the answer, which may hold a secret: it is not passed on.
      if (status >= 200 && status < 300) {
        throw new NotJsonException();
      }
      return MissingNode.getInstance();
    } catch (IOException e) {
      throw new NotJsonException();
    }
  }

  private static ArmException gaveUp(Request request, IOException broken) {
    Code code = broken instanceof NotJsonException ? Code.UNEXPECTED_ANSWER : Code.UNREACHABLE;
    return ArmException.without(code, request, broken.getMessage() + " each time", "");
  }
}
