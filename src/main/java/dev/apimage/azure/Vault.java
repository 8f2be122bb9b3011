package dev.apimage.azure;

import dev.apimage.model.ProblemException;
import dev.apimage.model.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The secrets of one Key Vault. Thread-safe. */
public interface Vault {
  /** The vault's name. */
  String name();

  /**
   * The newest version of a secret.
   *
   * @return empty if there is none of that name
   * @throws ProblemException if it is disabled, or the vault does not answer or says no
   */
  Optional<Stored> find(String secret);

  /**
   * Writes a new version.
   *
   * @param secret letters, digits and hyphens, at most 127
   * @throws ProblemException {@link dev.apimage.model.Code#VAULT_NAME_TAKEN} if a deleted secret
   *     holds the name, and if the vault does not answer or says no
   */
  void set(String secret, Secret value, Map<String, String> tags, Optional<Instant> expires);

  /**
   * All secrets, without their values.
   *
   * @throws ProblemException if the vault does not answer or says no
   */
  List<Entry> list();

  /**
   * A secret's newest version.
   *
   * @param value the secret
   * @param tags as they were set
   * @param expires from when on it is not to be used
   * @param notBefore until when it is not to be used
   */
  record Stored(
      Secret value,
      Map<String, String> tags,
      Optional<Instant> expires,
      Optional<Instant> notBefore) {
    public Stored {
      Objects.requireNonNull(value, "value");
      tags = Map.copyOf(tags);
    }
  }

  /**
   * What a vault tells of a secret without giving it out.
   *
   * @param name the secret's name
   * @param tags as they were set
   * @param enabled false if it cannot be read
   */
  record Entry(String name, Map<String, String> tags, boolean enabled) {
    public Entry {
      tags = Map.copyOf(tags);
    }
  }
}
