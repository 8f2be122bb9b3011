package dev.apimage.keys;

import dev.apimage.model.Code;
import java.util.List;

/**
 * What came of one phase of a rotation.
 *
 * @param receipt how far each subscription is now
 * @param finishing true for the second phase, which renews the primary keys
 * @param written true if a key was renewed or delivered
 * @param failed the subscriptions that failed
 */
public record Rotation(Receipt receipt, boolean finishing, boolean written, List<Failure> failed) {
  public Rotation {
    failed = List.copyOf(failed);
  }

  /** The subscriptions of which the phase is over. */
  public List<Receipt.Entry> done() {
    return receipt.entries().stream()
        .filter(e -> finishing ? e.state().isOver() : e.state().isHalf())
        .toList();
  }

  /** The subscriptions that were not tried. */
  public List<Receipt.Entry> notTried() {
    return receipt.entries().stream()
        .filter(e -> !done().contains(e))
        .filter(e -> failed.stream().noneMatch(f -> f.subscription().equals(e.subscription())))
        .toList();
  }

  /** True if the phase is over for all. */
  public boolean isComplete() {
    return finishing ? receipt.isOver() : receipt.isHalf();
  }

  /** True if it only waits for consumers to take a key that they could not know. */
  public boolean isWaiting() {
    return !failed.isEmpty()
        && failed.stream().allMatch(f -> f.why().stream().allMatch(p -> p.code() == Code.ROTATION));
  }
}
