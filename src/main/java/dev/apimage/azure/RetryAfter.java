package dev.apimage.azure;

import com.azure.core.http.HttpHeaderName;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** When a server wants to be asked again (RFC 9110, 10.2.3: seconds or an HTTP date). */
final class RetryAfter {
  private RetryAfter() {}

  static Optional<Duration> in(Reply reply, Instant now) {
    return reply.header(HttpHeaderName.RETRY_AFTER).flatMap(text -> parse(text.strip(), now));
  }

  private static Optional<Duration> parse(String text, Instant now) {
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(now, date);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeException e) {
      // An unreadable wish is no wish: the usual growing waits apply.
      return Optional.empty();
    }
  }
}
