package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * A literal in a filter.
 *
 * @param text the text of a string or date without its quotes; otherwise as written
 */
record ODataLiteral(Kind kind, String text) {
  /** What kind of literal it is. */
  enum Kind {
    STRING,
    NUMBER,
    BOOLEAN,
    DATE,
    NULL
  }

  /** A word that is no string: a number, a boolean, a date, null; empty if it is none of these. */
  static Optional<ODataLiteral> word(String word) {
    return switch (word) {
      case "null" -> Optional.of(new ODataLiteral(Kind.NULL, word));
      case "true", "false" -> Optional.of(new ODataLiteral(Kind.BOOLEAN, word));
      default -> {
        if (word.matches("-?[0-9]+(?:\\.[0-9]+)?")) {
          yield Optional.of(new ODataLiteral(Kind.NUMBER, word));
        }
        yield instant(word).map(i -> new ODataLiteral(Kind.DATE, word));
      }
    };
  }

  boolean isNull() {
    return kind == Kind.NULL;
  }

  /** How the value of an entity compares with this literal: negative if it comes before. */
  int compareWith(JsonNode value) {
    if (kind == Kind.NUMBER && value.isNumber()) {
      return value.decimalValue().compareTo(new BigDecimal(text));
    }
    Optional<Instant> mine = instant(text);
    Optional<Instant> other = instant(value.asText());
    if (mine.isPresent() && other.isPresent()) {
      return other.get().compareTo(mine.get());
    }
    return value.asText().toLowerCase(Locale.ROOT).compareTo(text.toLowerCase(Locale.ROOT));
  }

  private static Optional<Instant> instant(String text) {
    if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?")) {
      return Optional.empty();
    }
    try {
      if (text.indexOf('T') < 0) {
        return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      boolean zoned = text.matches("[^T]+T[^Z+-]+[Z+-].*");
      return Optional.of(
          zoned
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
