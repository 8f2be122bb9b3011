package dev.apimage.keys;

import dev.apimage.azure.SubscriptionKeys;
import dev.apimage.azure.SubscriptionKeys.Pair;
import dev.apimage.azure.SubscriptionKeys.Which;
import dev.apimage.azure.Timekeeper;
import dev.apimage.azure.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the keys of subscriptions from the service straight into a Key Vault. They are in this
 * process's memory and nowhere else. A key that the vault has is not written again.
 */
public final class Deliverer {
  private final SubscriptionKeys keys;
  private final VaultKeys vault;
  private final Timekeeper time;
  private volatile boolean stopped;

  /** A deliverer. */
  public Deliverer(SubscriptionKeys keys, VaultKeys vault, Timekeeper time) {
    this.keys = keys;
    this.vault = vault;
    this.time = time;
  }

  /** Lets the subscription under way end and starts no more. */
  public void stop() {
    stopped = true;
  }

  /** Delivers both keys of each. */
  public Delivery deliver(List<Subscription> subscriptions) {
    List<Delivery.Delivered> done = new ArrayList<>();
    List<Failure> failed = new ArrayList<>();
    List<String> notTried = new ArrayList<>();
    for (Subscription subscription : subscriptions) {
      if (stopped) {
        notTried.add(subscription.name());
        continue;
      }
      try {
        deliver(subscription.name(), done);
      } catch (RuntimeException e) {
        Failure failure = Failure.of(subscription.name(), e);
        failed.add(failure);
        stopped |= failure.isHopeless();
      }
    }
    return new Delivery(vault.vault(), done, failed, notTried);
  }

  private void deliver(String subscription, List<Delivery.Delivered> done) {
    Pair pair = keys.fetch(subscription);
    for (Which key : Which.values()) {
      Optional<Vault.Stored> now = vault.find(subscription, key);
      boolean written =
          vault.deliver(subscription, key, pair.get(key), now, Optional.empty(), time.now());
      String name = vault.secretName(subscription, key);
      done.add(new Delivery.Delivered(subscription, key, name, written));
    }
  }
}
