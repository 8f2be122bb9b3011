package dev.apimage.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.model.AddressPattern;
import dev.apimage.model.KeyPattern;
import dev.apimage.model.Position;
import dev.apimage.model.Spot;

/**
 * A line of an environment's {@code set}: another value for this target.
 *
 * @param address which resources
 * @param position where in each
 * @param value what stands there instead; null takes the property out
 * @param spot where the line stands
 */
public record SetRule(AddressPattern address, Position position, JsonNode value, Spot spot) {
  /** The line's key. */
  public KeyPattern key() {
    return new KeyPattern(address, position.toString());
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "SetRule[" + key() + "]";
  }
}
