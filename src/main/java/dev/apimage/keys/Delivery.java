package dev.apimage.keys;

import dev.apimage.azure.SubscriptionKeys.Which;
import java.util.List;

/**
 * What came of writing keys into a Key Vault.
 *
 * @param vault its name
 * @param done the keys that the vault has now
 * @param failed the subscriptions whose keys could not be written
 * @param notTried the subscriptions that were not tried after a failure that would repeat itself
 */
public record Delivery(
    String vault, List<Delivered> done, List<Failure> failed, List<String> notTried) {
  public Delivery {
    done = List.copyOf(done);
    failed = List.copyOf(failed);
    notTried = List.copyOf(notTried);
  }

  /**
   * A key that a vault has.
   *
   * @param subscription whose
   * @param key which
   * @param secret the Key Vault secret's name
   * @param written false if the vault had it already
   */
  public record Delivered(String subscription, Which key, String secret, boolean written) {}

  /** True if the vault has every key. */
  public boolean isComplete() {
    return failed.isEmpty() && notTried.isEmpty();
  }

  /** True if something was written. */
  public boolean hasWritten() {
    return done.stream().anyMatch(Delivered::written);
  }
}
