package dev.apimage.keys;

import dev.apimage.azure.SubscriptionKeys.Which;
import dev.apimage.azure.Vault;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Secret;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keys of one service as a Key Vault has them: what their consumers were told. Tags on each
 * secret say whose key it is and when apimage renewed it last; that is kept there rather than in a
 * file, since everybody who rotates sees the same vault.
 */
public final class VaultKeys {
  static final String SERVICE = "apimage-service";
  static final String SUBSCRIPTION = "apimage-subscription";
  static final String KEY = "apimage-key";
  static final String ROTATION = "apimage-rotation";
  static final String ROTATED = "apimage-rotated";

  private final Vault vault;
  private final String service;
  private final SecretNames names;
  private final Options options;

  /**
   * How secrets are written.
   *
   * @param tags to be set beside apimage's own
   * @param expires from when on a written key is not to be used
   * @param takeOver true to write over secrets that apimage did not write
   */
  public record Options(Map<String, String> tags, Optional<Instant> expires, boolean takeOver) {
    /** No tags, no end, nothing taken over. */
    public static final Options NONE = new Options(Map.of(), Optional.empty(), false);

    public Options {
      tags = Map.copyOf(tags);
    }
  }

  /** The keys of a service in a vault. */
  public VaultKeys(Vault vault, String service, SecretNames names, Options options) {
    this.vault = vault;
    this.service = service;
    this.names = names;
    this.options = options;
  }

  /** The vault's name. */
  public String vault() {
    return vault.name();
  }

  SecretNames names() {
    return names;
  }

  String secretName(String subscription, Which key) {
    return names.of(subscription, key);
  }

  /**
   * What the vault has.
   *
   * @throws ProblemException {@link Code#FOREIGN_SECRET} if that is something else than this key
   */
  Optional<Vault.Stored> find(String subscription, Which key) {
    String name = secretName(subscription, key);
    Optional<Vault.Stored> found = vault.find(name);
    found
        .filter(secret -> !options.takeOver() && !isOurs(secret.tags(), subscription, key))
        .ifPresent(
            secret -> {
              throw new ProblemException(
                  Problem.error(
                          Code.FOREIGN_SECRET,
                          "the secret "
                              + name
                              + " of Key Vault "
                              + vault.name()
                              + " was not written by apimage for subscriptions/"
                              + subscription)
                      .advise("--take-over writes a new version of it, or use --secret-name."));
            });
    return found;
  }

  private boolean isOurs(Map<String, String> tags, String subscription, Which key) {
    return service.equalsIgnoreCase(tags.get(SERVICE))
        && subscription.equalsIgnoreCase(tags.get(SUBSCRIPTION))
        && word(key).equals(tags.get(KEY));
  }

  static String word(Which key) {
    return key.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Writes a key unless the vault has it.
   *
   * @param now the vault's present one
   * @param rotation by which it was renewed; empty if apimage did not renew it
   * @return true if a version was written
   */
  boolean deliver(
      String subscription,
      Which key,
      Secret value,
      Optional<Vault.Stored> now,
      Optional<String> rotation,
      Instant time) {
    if (isValid(now, value, time)) {
      return false;
    }
    Map<String, String> tags = new TreeMap<>(options.tags());
    tags.put(SERVICE, service);
    tags.put(SUBSCRIPTION, subscription);
    tags.put(KEY, word(key));
    rotation.ifPresent(
        id -> {
          tags.put(ROTATION, id);
          tags.put(ROTATED, time.truncatedTo(ChronoUnit.SECONDS).toString());
        });
    vault.set(secretName(subscription, key), value, tags, options.expires());
    return true;
  }

  /** True if consumers can read this value from the vault. */
  static boolean isValid(Optional<Vault.Stored> stored, Secret value, Instant time) {
    return stored
        .filter(secret -> secret.value().equals(value))
        .filter(secret -> secret.expires().map(time::isBefore).orElse(true))
        .isPresent();
  }

  /** True if this rotation wrote it. */
  static boolean isOf(Optional<Vault.Stored> stored, String rotation) {
    return stored.filter(secret -> rotation.equals(secret.tags().get(ROTATION))).isPresent();
  }

  /** When apimage renewed each subscription's keys, as the tags say, without reading a value. */
  public Map<String, Renewals> renewals(List<Subscription> subscriptions) {
    Map<String, Map<String, String>> tags = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    vault.list().forEach(entry -> tags.put(entry.name(), entry.tags()));
    Map<String, Renewals> renewals = new HashMap<>();
    for (Subscription subscription : subscriptions) {
      Map<String, String> primary =
          tags.getOrDefault(secretName(subscription.name(), Which.PRIMARY), Map.of());
      Map<String, String> secondary =
          tags.getOrDefault(secretName(subscription.name(), Which.SECONDARY), Map.of());
      renewals.put(
          subscription.name(),
          new Renewals(
              isOurs(primary, subscription.name(), Which.PRIMARY)
                  && isOurs(secondary, subscription.name(), Which.SECONDARY),
              time(primary),
              time(secondary)));
    }
    return renewals;
  }

  private static Optional<Instant> time(Map<String, String> tags) {
    try {
      return Optional.ofNullable(tags.get(ROTATED)).map(Instant::parse);
    } catch (DateTimeException e) {
      // Somebody changed the tag by hand; then it is not known.
      return Optional.empty();
    }
  }

  /**
   * When apimage renewed the keys of a subscription.
   *
   * @param delivered true if the vault has both
   * @param primary the primary one
   * @param secondary the secondary one
   */
  public record Renewals(
      boolean delivered, Optional<Instant> primary, Optional<Instant> secondary) {
    /** The last time that one of them was renewed. */
    public Optional<Instant> last() {
      return primary.isPresent() && secondary.isPresent()
          ? Optional.of(primary.get().isAfter(secondary.get()) ? primary.get() : secondary.get())
          : primary.or(() -> secondary);
    }

    /** Since when the older of them is in use; a key that was never renewed is as old as that. */
    public Optional<Instant> oldest(Optional<Instant> created) {
      Optional<Instant> first = primary.or(() -> created);
      Optional<Instant> second = secondary.or(() -> created);
      return first.isPresent() && second.isPresent()
          ? Optional.of(first.get().isBefore(second.get()) ? first.get() : second.get())
          : Optional.empty();
    }
  }
}
