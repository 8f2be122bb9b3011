package dev.apimage.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.azure.ArmReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a service tells of a subscription without giving out its keys.
 *
 * @param name its name in the service
 * @param displayName as developers see it; may be empty
 * @param scope what it opens: {@code products/gold}, {@code apis/orders}, {@code apis} for all,
 *     empty for the whole service
 * @param owner {@code users/1}; empty if it belongs to nobody
 * @param state {@code active}, {@code suspended} …
 * @param created when
 */
public record Subscription(
    String name,
    String displayName,
    String scope,
    String owner,
    String state,
    Optional<Instant> created) {
  /** The built-in all-access subscription; its keys open everything. */
  static final String MASTER = "master";

  /** All subscriptions of a service, by name. */
  public static List<Subscription> all(ArmReader reader) {
    List<Subscription> all = new ArrayList<>();
    try (Stream<ObjectNode> items = reader.list("subscriptions", Map.of())) {
      items.forEach(item -> all.add(of(item)));
    }
    all.sort(Comparator.comparing(s -> s.name().toLowerCase(Locale.ROOT)));
    return all;
  }

  private static Subscription of(ObjectNode item) {
    JsonNode properties = item.path("properties");
    return new Subscription(
        item.path("name").asText(),
        text(properties, "displayName"),
        relative(text(properties, "scope")),
        relative(text(properties, "ownerId")),
        text(properties, "state"),
        time(text(properties, "createdDate")));
  }

  private static String text(JsonNode node, String property) {
    return node.path(property).isTextual() ? node.path(property).asText() : "";
  }

  /** Full ids end in what is relative to the service (REST reference, Subscription - List). */
  private static String relative(String id) {
    return id.replaceFirst("(?i)^.*/service/[^/]+", "").replaceAll("^/|/$", "");
  }

  private static Optional<Instant> time(String text) {
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      // Old services have dates without an offset; a date that cannot be read is not known.
      return Optional.empty();
    }
  }

  boolean isMaster() {
    return name.equalsIgnoreCase(MASTER);
  }
}
