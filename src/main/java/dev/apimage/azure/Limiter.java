package dev.apimage.azure;

import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpMethod;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Keeps all workers together below Resource Manager's limits: token buckets per subscription and
 * principal, one each for reads, writes and deletes ("Understand how Azure Resource Manager
 * throttles requests", Microsoft Learn). What answers say in {@code x-ms-ratelimit-remaining-…}
 * overrules our own count, since others may be signed in as the same principal. Thread-safe.
 *
 * <p>Written here because the count must be set from outside in both directions and a lane be
 * stopped by {@code Retry-After}: on bucket4j that is as much code again around it, and
 * resilience4j's limiter counts in fixed windows.
 */
final class Limiter {
  /** A bucket of its own. */
  enum Lane {
    READS(250, 25),
    WRITES(200, 10),
    DELETES(200, 10);

    private final int burst;
    private final int perSecond;

    Lane(int burst, int perSecond) {
      this.burst = burst;
      this.perSecond = perSecond;
    }

    static Lane of(HttpMethod method) {
      if (method == HttpMethod.GET || method == HttpMethod.HEAD) {
        return READS;
      }
      return method == HttpMethod.DELETE ? DELETES : WRITES;
    }
  }

  private static final String REMAINING = "x-ms-ratelimit-remaining-";

  private final Waiter waiter;
  private final Map<Lane, Bucket> buckets = new EnumMap<>(Lane.class);

  /**
   * A limiter.
   *
   * @param known true if the published figures hold from the start; false for an endpoint that is
   *     limited only if its answers say so
   */
  Limiter(Waiter waiter, boolean known) {
    this.waiter = waiter;
    for (Lane lane : Lane.values()) {
      buckets.put(lane, new Bucket(lane, known, waiter.time().nanos()));
    }
  }

  /** Waits for its turn. Each call is to be followed by one of {@link #answered}. */
  void acquire(Lane lane) {
    Bucket bucket = buckets.get(lane);
    long queue = bucket.take(waiter.time().nanos());
    waiter.pause(Duration.ofNanos(queue), "to keep to Azure's limits");
    for (long stop = bucket.stoppedFor(waiter.time().nanos());
        stop > 0;
        stop = bucket.stoppedFor(waiter.time().nanos())) {
      waiter.pause(Duration.ofNanos(stop), Waiter.ASKED);
    }
  }

  /** Notes that a request is over, without an answer. */
  void answered(Lane lane) {
    buckets.get(lane).give(OptionalInt.empty(), waiter.time().nanos());
  }

  /** Notes that a request is over, and what its answer says about the rest. */
  void answered(Lane lane, Reply reply) {
    buckets.get(lane).give(remaining(lane, reply), waiter.time().nanos());
  }

  /** Stops a lane for all workers. */
  void stop(Lane lane, Duration time) {
    buckets.get(lane).stop(waiter.time().nanos() + time.toNanos());
  }

  /** The lowest of the counts for a lane: subscription, subscription-global, tenant. */
  private static OptionalInt remaining(Lane lane, Reply reply) {
    String suffix = "-" + lane.name().toLowerCase(Locale.ROOT);
    return reply.headers().stream()
        .filter(
            header -> {
              String name = header.getName().toLowerCase(Locale.ROOT);
              return name.startsWith(REMAINING) && name.endsWith(suffix);
            })
        .map(HttpHeader::getValue)
        .filter(value -> value.matches("\\d{1,9}"))
        .mapToInt(Integer::parseInt)
        .min();
  }

  /** One bucket. A negative number of tokens is a queue. */
  private static final class Bucket {
    private final Lane lane;
    private boolean limited;
    private double capacity;
    private double tokens;
    private int outstanding;
    private long filledAt;
    private long stoppedUntil;

    Bucket(Lane lane, boolean limited, long now) {
      this.lane = lane;
      this.limited = limited;
      this.capacity = lane.burst;
      this.tokens = lane.burst;
      this.filledAt = now;
      this.stoppedUntil = now;
    }

    synchronized long take(long now) {
      fill(now);
      outstanding++;
      tokens -= limited ? 1 : 0;
      return tokens < 0 ? (long) (-tokens / lane.perSecond * 1e9) : 0;
    }

    synchronized long stoppedFor(long now) {
      return stoppedUntil - now;
    }

    synchronized void stop(long until) {
      if (until - stoppedUntil > 0) {
        stoppedUntil = until;
      }
    }

    synchronized void give(OptionalInt remaining, long now) {
      fill(now);
      outstanding--;
      if (remaining.isPresent()) {
        limited = true;
        capacity = Math.max(lane.burst, remaining.getAsInt());
        // Requests on the way are not in the server's count yet.
        tokens = remaining.getAsInt() - outstanding;
      }
    }

    private void fill(long now) {
      tokens = Math.min(capacity, tokens + (now - filledAt) / 1e9 * lane.perSecond);
      filledAt = now;
    }
  }
}
