package dev.apimage.publish;

import dev.apimage.model.Address;
import dev.apimage.model.Problem;
import dev.apimage.plan.Change;
import java.util.List;

/**
 * How a publish ended.
 *
 * @param done the changes that were made, in order
 * @param failed the changes that were not, each with why
 * @param notTried the changes that were not tried, each with why
 * @param newKeys the subscriptions that the target made new keys for
 */
public record Outcome(
    List<Change> done, List<Failure> failed, List<Failure> notTried, List<Address> newKeys) {
  public Outcome {
    done = List.copyOf(done);
    failed = List.copyOf(failed);
    notTried = List.copyOf(notTried);
    newKeys = List.copyOf(newKeys);
  }

  /**
   * A change that was not made.
   *
   * @param change which
   * @param why at least one reason
   * @param wrote true if a part of it may have been written
   */
  public record Failure(Change change, List<Problem> why, boolean wrote) {
    public Failure {
      why = List.copyOf(why);
    }
  }

  /** True if everything was made. */
  public boolean isComplete() {
    return failed.isEmpty() && notTried.isEmpty();
  }

  /** True if the target is no longer as it was. */
  public boolean hasWritten() {
    return !done.isEmpty() || failed.stream().anyMatch(Failure::wrote);
  }
}
