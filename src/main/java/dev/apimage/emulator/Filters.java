package dev.apimage.emulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** What stands between the wire and the router. */
final class Filters {
  private static final int LARGEST_BODY = 4 * 1024 * 1024;
  private static final int LONGEST_URL = 16 * 1024;
  private static final int LONGEST_SEGMENT = 1024;

  private Filters() {}

  /** Every answer comes later by this much. */
  static Handler late(Duration latency, Handler next) {
    if (latency.isZero()) {
      return next;
    }
    return call -> {
      long until = System.nanoTime() + latency.toNanos();
      Answer answer = next.answer(call);
      if (answer.status() == 0) {
        return answer;
      }
      for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      return answer;
    };
  }

  /**
   * Longer addresses (API Management limits, "Maximum request URL size" and "Maximum length of URL
   * path segment") and such with control characters (Microsoft Learn, "Http.sys registry settings
   * for Windows", AllowRestrictedChars) get no further than the web server, which answers in its
   * own words.
   */
  static Handler addressed(Handler next) {
    return call -> {
      int query = call.query().isEmpty() ? 0 : 1 + Extras.query(call).length();
      if (call.rawPath().length() + query > LONGEST_URL) {
        return page(414, "Request URL Too Long", "The request URL is too long.");
      }
      for (String segment : call.segments()) {
        if (segment.length() > LONGEST_SEGMENT
            || segment.chars().anyMatch(Character::isISOControl)) {
          return page(400, "Bad Request - Invalid URL", "The request URL is invalid.");
        }
      }
      return next.answer(call);
    };
  }

  private static Answer page(int status, String title, String message) {
    return Answer.text(
        status,
        "text/html",
        "<HTML><HEAD><TITLE>"
            + title
            + "</TITLE></HEAD>\r\n<BODY><h2>"
            + title
            + "</h2>\r\n<hr><p>HTTP Error "
            + status
            + ". "
            + message
            + "</p>\r\n</BODY></HTML>\r\n");
  }

  /** ARM takes no body above 4 MB. */
  static Handler limited(Handler next) {
    return call -> {
      if (call.body().getBytes(StandardCharsets.UTF_8).length <= LARGEST_BODY) {
        return next.answer(call);
      }
      return Answer.of(
          Refusal.arm(
              413,
              "RequestContentTooLarge",
              "The request content size exceeds the maximum size of 4 MB."));
    };
  }

  /** The headers that ARM puts on every answer. */
  static Handler marked(Handler next) {
    return call -> {
      String id = UUID.randomUUID().toString();
      Answer answer = next.answer(call);
      if (answer.status() == 0) {
        return answer;
      }
      for (String header :
          Set.of("x-ms-request-id", "x-ms-correlation-request-id", "x-ms-routing-request-id")) {
        answer = answer.with(header, id);
      }
      return answer
          .with("Cache-Control", "no-cache")
          .with("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    };
  }
}
