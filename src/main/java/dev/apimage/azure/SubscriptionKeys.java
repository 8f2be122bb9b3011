package dev.apimage.azure;

import dev.apimage.model.Secret;

/**
 * The keys of a service's subscriptions: the only door to requests that give out or renew a secret.
 * Only the room {@code keys} has a use for it. Thread-safe.
 */
public interface SubscriptionKeys {
  /** One of a subscription's two keys. */
  enum Which {
    PRIMARY,
    SECONDARY
  }

  /**
   * Both keys of a subscription.
   *
   * @param primary the first
   * @param secondary the second
   */
  record Pair(Secret primary, Secret secondary) {
    /** One of the two. */
    public Secret get(Which which) {
      return which == Which.PRIMARY ? primary : secondary;
    }
  }

  /**
   * Fetches both keys.
   *
   * @param subscription the subscription's name in the service
   * @throws ArmException if the service does not answer or says no
   */
  Pair fetch(String subscription);

  /**
   * Makes the service replace one key. A lost answer makes it ask again, so that the key may be
   * replaced twice: fetch it afterwards.
   *
   * @throws ArmException if the service does not answer or says no
   */
  void regenerate(String subscription, Which which);
}
