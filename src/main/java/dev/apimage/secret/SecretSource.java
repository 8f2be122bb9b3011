package dev.apimage.secret;

import dev.apimage.model.Secret;
import java.util.Optional;

/** Where the value of a secret comes from when something is published. */
public interface SecretSource {
  /**
   * Reads the value.
   *
   * @return empty if this source has none
   * @throws dev.apimage.model.ProblemException if the source exists but cannot be read; the message
   *     names the source, never the value
   */
  Optional<Secret> read();
}
