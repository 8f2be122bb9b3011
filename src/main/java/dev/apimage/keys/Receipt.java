package dev.apimage.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How far a rotation is. It holds names only: no key, nor anything made from one.
 *
 * @param rotation an id that the secrets written by it are tagged with
 * @param service the service's resource id
 * @param vault the Key Vault's name
 * @param pattern how the secrets are named
 * @param selection the words that chose the subscriptions
 * @param started when, as ISO 8601
 * @param entries the subscriptions, in the order in which they are worked through
 */
public record Receipt(
    String rotation,
    String service,
    String vault,
    String pattern,
    String selection,
    String started,
    List<Entry> entries) {
  public Receipt {
    entries = List.copyOf(entries);
  }

  /** How far a subscription is. */
  public enum State {
    /** Nothing was done to it. */
    WAITING,
    /** Its secondary key is about to be renewed, or has been. */
    SECONDARY_BEGUN,
    /** The vault has the new secondary key. */
    SECONDARY_DELIVERED,
    /** Its primary key is about to be renewed, or has been. */
    PRIMARY_BEGUN,
    /** The vault has both new keys. */
    DONE,
    /** The service no longer has the subscription. */
    GONE;

    /** True if the first phase has nothing more to do. */
    public boolean isHalf() {
      return this != WAITING && this != SECONDARY_BEGUN;
    }

    /** True if nothing is left to do. */
    public boolean isOver() {
      return this == DONE || this == GONE;
    }
  }

  /**
   * One subscription.
   *
   * @param subscription its name
   * @param owner {@code users/1}; empty if it belongs to nobody
   * @param state how far it is
   */
  public record Entry(String subscription, String owner, State state) {
    public Entry {
      Objects.requireNonNull(state, "state");
    }
  }

  /** The same with one subscription further on. */
  Receipt with(String subscription, State state) {
    List<Entry> changed = new ArrayList<>();
    for (Entry entry : entries) {
      boolean meant = entry.subscription().equals(subscription);
      changed.add(meant ? new Entry(subscription, entry.owner(), state) : entry);
    }
    return new Receipt(rotation, service, vault, pattern, selection, started, changed);
  }

  /** True if the first phase is over for all. */
  public boolean isHalf() {
    return entries.stream().allMatch(entry -> entry.state().isHalf());
  }

  /** True if both phases are over for all. */
  public boolean isOver() {
    return entries.stream().allMatch(entry -> entry.state().isOver());
  }

  /** True if the second phase has begun for one of them. */
  boolean isFinishing() {
    return entries.stream()
        .anyMatch(e -> e.state() == State.PRIMARY_BEGUN || e.state() == State.DONE);
  }

  /** Keeps a receipt at each step, so that a killed rotation goes on where it was. */
  @FunctionalInterface
  public interface Keeper {
    /** Keeps it; when this returns, a power cut does not lose it. */
    void keep(Receipt receipt);
  }
}
