package dev.apimage.keys;

import dev.apimage.azure.SubscriptionKeys;
import dev.apimage.azure.SubscriptionKeys.Pair;
import dev.apimage.azure.SubscriptionKeys.Which;
import dev.apimage.azure.Timekeeper;
import dev.apimage.azure.Vault;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Renews the keys of subscriptions so that no consumer is ever without one that works and that it
 * was told about. What a consumer was told is what the Key Vault holds. The first phase renews and
 * delivers the secondary keys only; whoever uses them changes to the primary ones or reads the
 * vault again. The second phase, some time later, renews and delivers the primary keys.
 *
 * <p>One subscription at a time, so that what goes wrong goes wrong for one. Before a key is
 * renewed the vault has the other one, and both as they are; so that after a kill at any point the
 * next run can tell from service and vault, together with the receipt, whether the key was renewed,
 * and whether it was delivered.
 */
public final class Rotator {
  private final SubscriptionKeys keys;
  private final VaultKeys vault;
  private final Receipt.Keeper keeper;
  private final Timekeeper time;
  private volatile boolean stopped;
  private Receipt receipt;
  private boolean written;

  /** A rotator, for one phase. */
  public Rotator(SubscriptionKeys keys, VaultKeys vault, Receipt.Keeper keeper, Timekeeper time) {
    this.keys = keys;
    this.vault = vault;
    this.keeper = keeper;
    this.time = time;
  }

  /** The receipt of a rotation that has not begun. */
  public static Receipt begin(
      String service,
      VaultKeys vault,
      Selection selection,
      List<Subscription> subscriptions,
      Instant now) {
    byte[] id = new byte[8];
    new SecureRandom().nextBytes(id);
    return new Receipt(
        HexFormat.of().formatHex(id),
        service,
        vault.vault(),
        vault.names().pattern(),
        selection.toString(),
        now.truncatedTo(ChronoUnit.SECONDS).toString(),
        subscriptions.stream()
            .map(s -> new Receipt.Entry(s.name(), s.owner(), Receipt.State.WAITING))
            .toList());
  }

  /** Lets the subscription under way end and starts no more. */
  public void stop() {
    stopped = true;
  }

  /**
   * Renews and delivers the secondary keys; goes on where an earlier run was.
   *
   * @throws ProblemException {@link Code#ROTATION} if the second phase has begun
   */
  public Rotation renewSecondary(Receipt from) {
    if (from.isFinishing()) {
      throw refused("the second phase of this rotation has begun", "Say --finish to go on.");
    }
    return all(
        from, Which.SECONDARY, Receipt.State.SECONDARY_BEGUN, Receipt.State.SECONDARY_DELIVERED);
  }

  /**
   * Renews and delivers the primary keys; goes on where an earlier run was.
   *
   * @throws ProblemException {@link Code#ROTATION} if the first phase is not over
   */
  public Rotation renewPrimary(Receipt from) {
    if (!from.isHalf()) {
      throw refused(
          "not every consumer has a new secondary key yet",
          "Run rotate without --finish to the end first.");
    }
    return all(from, Which.PRIMARY, Receipt.State.PRIMARY_BEGUN, Receipt.State.DONE);
  }

  private static ProblemException refused(String text, String advice) {
    return new ProblemException(Problem.error(Code.ROTATION, text).advise(advice));
  }

  private Rotation all(Receipt from, Which key, Receipt.State begun, Receipt.State end) {
    receipt = from;
    keeper.keep(receipt);
    List<Failure> failed = new ArrayList<>();
    for (Receipt.Entry entry : from.entries()) {
      boolean over = key == Which.SECONDARY ? entry.state().isHalf() : entry.state().isOver();
      if (over || stopped) {
        continue;
      }
      try {
        renew(entry, key, begun);
        mark(entry, end);
      } catch (RuntimeException e) {
        if (Failure.isGone(e)) {
          mark(entry, Receipt.State.GONE);
        } else {
          Failure failure = Failure.of(entry.subscription(), e);
          failed.add(failure);
          stopped |= failure.isHopeless();
        }
      }
    }
    return new Rotation(receipt, key == Which.PRIMARY, written, failed);
  }

  private void mark(Receipt.Entry entry, Receipt.State state) {
    receipt = receipt.with(entry.subscription(), state);
    keeper.keep(receipt);
  }

  private void renew(Receipt.Entry entry, Which key, Receipt.State begun) {
    String name = entry.subscription();
    Which other = key == Which.PRIMARY ? Which.SECONDARY : Which.PRIMARY;
    Pair before = keys.fetch(name);
    Optional<Vault.Stored> told = vault.find(name, key);
    Optional<Vault.Stored> toldOther = vault.find(name, other);
    boolean known = isKnown(toldOther, before, other);
    deliver(name, other, before, toldOther, Optional.empty());
    if (VaultKeys.isOf(told, receipt.rotation())) {
      // Renewed by a run that did not come to say so; or by this rotation and by somebody since.
      deliver(name, key, before, told, Optional.of(receipt.rotation()));
      return;
    }
    boolean hasBegun = entry.state() == begun;
    if (!hasBegun && !known && (key == Which.PRIMARY || isKnown(told, before, key))) {
      deliver(name, key, before, told, Optional.empty());
      throw refused(
          "subscriptions/"
              + name
              + " has a "
              + VaultKeys.word(other)
              + " key that its consumers could not know; it is in the vault now, and nothing was"
              + " renewed",
          "Run the same command again when they have taken it.");
    }
    // After a kill: another key than the vault's is the renewed one, which was not delivered yet.
    boolean renewed = hasBegun && told.filter(t -> !t.value().equals(before.get(key))).isPresent();
    Pair now = before;
    if (!renewed) {
      deliver(name, key, before, told, Optional.empty());
      mark(entry, begun);
      written = true;
      keys.regenerate(name, key);
      now = keys.fetch(name);
    }
    deliver(name, other, now, vault.find(name, other), Optional.empty());
    deliver(name, key, now, vault.find(name, key), Optional.of(receipt.rotation()));
  }

  private boolean isKnown(Optional<Vault.Stored> told, Pair pair, Which key) {
    return VaultKeys.isValid(told, pair.get(key), time.now());
  }

  private void deliver(
      String name, Which key, Pair pair, Optional<Vault.Stored> told, Optional<String> rotation) {
    written |= vault.deliver(name, key, pair.get(key), told, rotation, time.now());
  }
}
