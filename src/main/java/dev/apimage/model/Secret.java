package dev.apimage.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * A value that must not be seen. It has no printing form, takes no part in serialisation, and is
 * compared in constant time.
 */
public final class Secret {
  private final String value;

  /**
   * Wraps a value.
   *
   * @param value the secret itself
   */
  public Secret(String value) {
    this.value = Objects.requireNonNull(value, "value");
  }

  /**
   * The value, for the one request body it is meant for. Search for callers of this method to audit
   * where secrets can go.
   */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
  }

  /** Constant: a hash of a secret is a hint of it. */
  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
