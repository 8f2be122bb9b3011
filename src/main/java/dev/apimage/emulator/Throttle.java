package dev.apimage.emulator;

import java.util.function.LongSupplier;

/**
 * ARM's token buckets, one each for reads, writes and deletes (Azure Resource Manager, "Understand
 * how Azure Resource Manager throttles requests"). POST counts as a write.
 */
final class Throttle implements Handler {
  private static final double NANOS = 1e9;

  private final Handler next;
  private final LongSupplier clock;
  private final Bucket reads;
  private final Bucket writes;
  private final Bucket deletes;

  Throttle(Handler next, LongSupplier clock) {
    this.next = next;
    this.clock = clock;
    reads = new Bucket("read", "reads", 250, 25, clock.getAsLong());
    writes = new Bucket("write", "writes", 200, 10, clock.getAsLong());
    deletes = new Bucket("delete", "deletes", 200, 10, clock.getAsLong());
  }

  private static final class Bucket {
    private final String kind;
    private final String header;
    private final double size;
    private final double refill;
    private double tokens;
    private long at;

    Bucket(String kind, String header, double size, double refill, long now) {
      this.kind = kind;
      this.header = "x-ms-ratelimit-remaining-subscription-" + header;
      this.size = size;
      this.refill = refill;
      tokens = size;
      at = now;
    }

    /** What remains after taking one; negative if there was none. */
    synchronized double take(long now) {
      tokens = Math.min(size, tokens + (now - at) / NANOS * refill);
      at = now;
      if (tokens < 1) {
        return tokens - 1;
      }
      tokens--;
      return tokens;
    }
  }

  @Override
  public Answer answer(Call call) {
    Bucket bucket =
        switch (call.method()) {
          case "GET", "HEAD" -> reads;
          case "DELETE" -> deletes;
          default -> writes;
        };
    double left = bucket.take(clock.getAsLong());
    if (left < 0) {
      long seconds = Math.max(1, (long) Math.ceil(-left / bucket.refill));
      return Answer.of(
              new Refusal(
                  429,
                  "SubscriptionRequestsThrottled",
                  "Number of '"
                      + bucket.kind
                      + "' requests for subscription actor 'emulated' exceeded. Please try again"
                      + " after '"
                      + seconds
                      + "' seconds after additional tokens are available. Refer to"
                      + " https://aka.ms/arm-throttling for additional information."))
          .with("Retry-After", Long.toString(seconds));
    }
    return next.answer(call).with(bucket.header, Long.toString((long) left));
  }
}
