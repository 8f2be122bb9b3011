package dev.apimage.emulator;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * ARM's token buckets (Microsoft Learn, "Understand how Azure Resource Manager throttles
 * requests"): one each for reads, writes and deletes, of every principal in a subscription, and
 * fifteen times as large ones for all principals together. POST counts as a write; every bearer
 * token is a principal of its own.
 */
final class Throttle implements Handler {
  private static final String REMAINING = "x-ms-ratelimit-remaining-subscription-";

  /** How often the bucket of one principal goes into that of the subscription. */
  private static final int PRINCIPALS = 15;

  /** RFC 9110, IMF-fixdate, whose day has two digits. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final Handler next;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final AtomicLong refused = new AtomicLong();

  Throttle(Handler next, InstantSource clock) {
    this.next = next;
    this.clock = clock;
  }

  @Override
  public Answer answer(Call call) {
    Instant now = clock.instant();
    String kind = kind(call.method());
    String subscription = call.segments().size() > 1 ? Store.lower(call.segments().get(1)) : "";
    Bucket all = bucket(kind, subscription, "", PRINCIPALS, now);
    Bucket own = bucket(kind, subscription, call.bearer().orElse("nobody"), 1, now);
    if (!all.take(now)) {
      return refuse(kind, "subscription '" + subscription + "'", all.seconds(), now)
          .with(REMAINING + "global-" + kind + "s", "0");
    }
    if (!own.take(now)) {
      all.giveBack();
      return refuse(kind, "subscription actor 'emulated'", own.seconds(), now)
          .with(REMAINING + kind + "s", "0");
    }
    String left = Long.toString(own.left());
    String global = Long.toString(all.left());
    return next.answer(call)
        .with(REMAINING + kind + "s", left)
        .with(REMAINING + "global-" + kind + "s", global);
  }

  private Bucket bucket(
      String kind, String subscription, String principal, int times, Instant now) {
    int size = kind.equals("read") ? 250 : 200;
    int refill = kind.equals("read") ? 25 : 10;
    return buckets.computeIfAbsent(
        kind + "\n" + subscription + "\n" + principal,
        key -> new Bucket(size * times, refill * times, now));
  }

  /** Both forms that RFC 9110 knows, in turn; a date has no fractions, hence one second more. */
  private Answer refuse(String kind, String whose, long seconds, Instant now) {
    String after =
        refused.getAndIncrement() % 2 == 0
            ? Long.toString(seconds)
            : HTTP_DATE.format(now.plusSeconds(seconds + 1));
    return Answer.of(refusal(kind, whose, seconds)).with("Retry-After", after);
  }

  /** ARM's words for a bucket that is empty. */
  static Refusal refusal(String kind, String whose, long seconds) {
    return Refusal.arm(
        429,
        "SubscriptionRequestsThrottled",
        "Number of '"
            + kind
            + "' requests for "
            + whose
            + " exceeded. Please try again after '"
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
