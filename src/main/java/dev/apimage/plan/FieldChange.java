package dev.apimage.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.model.Position;
import java.util.Optional;

/**
 * One property that changes.
 *
 * @param position which
 * @param before what the target has; empty if nothing or if it is a secret
 * @param after what the folder says; empty if nothing or if it is a secret
 * @param secret true if only a secret's value changes, of which nothing is told
 */
public record FieldChange(
    Position position, Optional<JsonNode> before, Optional<JsonNode> after, boolean secret) {
  static FieldChange of(Position position, JsonNode before, JsonNode after) {
    return new FieldChange(
        position, Optional.ofNullable(before), Optional.ofNullable(after), false);
  }

  static FieldChange ofSecret(Position position) {
    return new FieldChange(position, Optional.empty(), Optional.empty(), true);
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "FieldChange[" + position + "]";
  }
}
