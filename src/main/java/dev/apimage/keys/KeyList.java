package dev.apimage.keys;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The subscriptions of a service, without a key.
 *
 * @param subscriptions those that were asked for, by name
 * @param vault the Key Vault that was looked into; empty if none was
 * @param renewals by subscription, what that vault's tags say
 */
public record KeyList(
    List<Subscription> subscriptions,
    Optional<String> vault,
    Map<String, VaultKeys.Renewals> renewals) {
  public KeyList {
    subscriptions = List.copyOf(subscriptions);
    renewals = Map.copyOf(renewals);
  }
}
