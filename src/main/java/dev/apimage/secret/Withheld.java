package dev.apimage.secret;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Secret;
import java.util.List;
import java.util.Map;

/**
 * A tree without its secrets.
 *
 * @param body with placeholders in their place
 * @param secrets the values that were in clear, by {@link SecretKey}'s written form
 * @param lifted the literals that were taken out of texts
 */
public record Withheld(ObjectNode body, Map<String, Secret> secrets, List<Lifted> lifted) {
  public Withheld {
    secrets = Map.copyOf(secrets);
    lifted = List.copyOf(lifted);
  }

  /**
   * A literal that was taken out of a text.
   *
   * @param key which
   * @param rule the rule that took it for a secret, in words
   * @param line its line in the text, from 1
   * @param column its column, from 1
   * @param inPolicy true in the text of a policy or fragment
   */
  public record Lifted(SecretKey key, String rule, int line, int column, boolean inPolicy) {}

  /** Names no content. */
  @Override
  public String toString() {
    return "Withheld[" + secrets.size() + "]";
  }
}
