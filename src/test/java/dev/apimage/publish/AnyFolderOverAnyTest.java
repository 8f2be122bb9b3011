package dev.apimage.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Rig;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Severity;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import dev.apimage.plan.TargetFacts;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a service holds, one publish with deletes makes it what the folder says. */
class AnyFolderOverAnyTest {
  private static final PlanOptions PRUNING =
      new PlanOptions(
          true, 1000, a -> true, (a, k) -> false, PlanOptions.MissingOwner.DROP, TargetFacts.NONE);

  private static final Snapshot NOTHING = Snapshot.of(List.of());

  static IntStream few() {
    return IntStream.range(0, 8);
  }

  static IntStream many() {
    return IntStream.range(8, 500);
  }

  @ParameterizedTest
  @MethodSource("few")
  void onePublishIsEnough(int seed) {
    check(seed);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("many")
  void onePublishIsEnoughFarAndWide(int seed) {
    check(seed);
  }

  private static void check(int seed) {
    Snapshot before = Rig.supplied(RandomFolder.of(2L * seed, NOTHING));
    Snapshot after = Rig.supplied(RandomFolder.of(2L * seed + 1, before));
    try (Rig rig = Rig.empty("over", "anew")) {
      publish(rig, before, "over");
      if (isRefused(rig.plan(after, "over", PRUNING))) {
        return;
      }
      publish(rig, after, "over");
      isThere(rig, after, "over");
      publish(rig, after, "anew");
      isThere(rig, rig.read("over").snapshot(), "anew");
    }
  }

  /** Values that are swapped, and names that stay in use, are refused before anything is done. */
  private static boolean isRefused(Plan plan) {
    List<Problem> errors =
        plan.problems().stream().filter(p -> p.severity() == Severity.ERROR).toList();
    assertThat(errors).extracting(Problem::code).allMatch(Code.CLASH::equals);
    return !errors.isEmpty();
  }

  private static void publish(Rig rig, Snapshot folder, String service) {
    Outcome outcome = rig.publish(folder, service, PRUNING);
    assertThat(outcome.failed()).as("failed").isEmpty();
    assertThat(outcome.notTried()).as("not tried").isEmpty();
  }

  private static void isThere(Rig rig, Snapshot folder, String service) {
    Plan plan = rig.plan(folder, service, PRUNING);
    assertThat(plan.problems()).as("problems on " + service).isEmpty();
    assertThat(plan.changes()).as("changes on " + service).isEmpty();
    assertThat(plan.kept()).as("kept on " + service).isEmpty();
  }
}
