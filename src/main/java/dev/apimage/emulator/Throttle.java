package dev.apimage.emulator;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * ARM's token buckets, one each for reads, writes and deletes (Azure Resource Manager, "Understand
 * how Azure Resource Manager throttles requests"). POST counts as a write.
 */
final class Throttle implements Handler {
  private static final double NANOS = 1e9;

  /** How often the bucket of one principal goes into that of the subscription. */
  private static final int PRINCIPALS = 15;

  private final Handler next;
  private final LongSupplier clock;
  private final Bucket reads;
  private final Bucket writes;
  private final Bucket deletes;
  private final AtomicLong refused = new AtomicLong();

  Throttle(Handler next, LongSupplier clock) {
    this.next = next;
    this.clock = clock;
    reads = new Bucket("read", 250, 25, clock.getAsLong());
    writes = new Bucket("write", 200, 10, clock.getAsLong());
    deletes = new Bucket("delete", 200, 10, clock.getAsLong());
  }

  private static final class Bucket {
    private final String kind;
    private final double size;
    private final double refill;
    private double tokens;
    private double global;
    private long at;

    Bucket(String kind, double size, double refill, long now) {
      this.kind = kind;
      this.size = size;
      this.refill = refill;
      tokens = size;
      global = size * PRINCIPALS;
      at = now;
    }

    String header(String scope) {
      return "x-ms-ratelimit-remaining-subscription-" + scope + kind + "s";
    }

    /** What all principals together have left. */
    synchronized long everybody() {
      return (long) global;
    }

    /** What remains after taking one; negative if there was none. */
    synchronized double take(long now) {
      double seconds = (now - at) / NANOS;
      tokens = Math.min(size, tokens + seconds * refill);
      global = Math.min(size * PRINCIPALS, global + seconds * refill * PRINCIPALS);
      at = now;
      if (tokens < 1) {
        return tokens - 1;
      }
      tokens--;
      global--;
      return tokens;
    }
  }

  @Override
  public Answer answer(Call call) {
    Bucket bucket =
        switch (kind(call.method())) {
          case "read" -> reads;
          case "delete" -> deletes;
          default -> writes;
        };
    double left = bucket.take(clock.getAsLong());
    if (left < 0) {
      long seconds = Math.max(1, (long) Math.ceil(-left / bucket.refill));
      return Answer.of(refusal(bucket.kind, seconds)).with("Retry-After", retryAfter(seconds));
    }
    return next.answer(call)
        .with(bucket.header(""), Long.toString((long) left))
        .with(bucket.header("global-"), Long.toString(bucket.everybody()));
  }

  /** Both forms that RFC 9110 knows, in turn; a date has no fractions, hence one second more. */
  private String retryAfter(long seconds) {
    return refused.getAndIncrement() % 2 == 0
        ? Long.toString(seconds)
        : DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(seconds + 1));
  }

  /** ARM's words for a bucket that is empty. */
  static Refusal refusal(String kind, long seconds) {
    return new Refusal(
        429,
        "SubscriptionRequestsThrottled",
        "Number of '"
            + kind
            + "' requests for subscription actor 'emulated' exceeded. Please try again after '"
            + seconds
            + "' seconds after additional tokens are available. Refer to"
            + " https://aka.ms/arm-throttling for additional information.");
  }

  /** The bucket that a method takes from: {@code read}, {@code write} or {@code delete}. */
  static String kind(String method) {
    return switch (method) {
      case "GET", "HEAD" -> "read";
      case "DELETE" -> "delete";
      default -> "write";
    };
  }
}
