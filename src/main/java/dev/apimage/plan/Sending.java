package dev.apimage.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Secret;
import java.util.Map;

/**
 * What is sent to make a change.
 *
 * @param patch true for a PATCH of these properties only, false for a PUT of the whole
 * @param body in file form, with placeholders
 * @param whole all of the resource, for the requests that only take that
 * @param values what goes into the placeholders, by {@link dev.apimage.secret.SecretKey}
 */
public record Sending(
    boolean patch, ObjectNode body, ObjectNode whole, Map<String, Secret> values) {
  public Sending {
    values = Map.copyOf(values);
  }

  /** True if there is nothing to send but links. */
  public boolean isEmpty() {
    return patch && body.isEmpty();
  }

  /** Names no content. */
  @Override
  public String toString() {
    return patch ? "Sending[PATCH]" : "Sending[PUT]";
  }
}
