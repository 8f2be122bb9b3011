package dev.apimage.secret;

import dev.apimage.model.Address;

/**
 * What a person said of places that look secret and are not: a sample key of a documentation, say.
 * Such a place is kept as it is, wherever it is read from.
 */
public interface Allowance {
  /** Nothing is allowed. */
  Allowance NONE = (address, place) -> false;

  /**
   * True if a place may stay in clear.
   *
   * @param place a position such as {@code url}, or the id of a literal inside a text
   */
  boolean allows(Address address, String place);

  /** True if a secret may stay, named by its id or by the position it stands at. */
  default boolean allows(Address address, SecretKey key) {
    return allows(address, key.toString()) || allows(address, key.position().toString());
  }
}
