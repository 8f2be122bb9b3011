package dev.apimage.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Rig;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Severity;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import dev.apimage.plan.TargetFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a service holds, one publish with deletes makes it what the folder says. */
class AnyFolderOverAnyTest {
  private static final PlanOptions PRUNING =
      new PlanOptions(
          true, 1000, a -> true, (a, k) -> false, PlanOptions.MissingOwner.DROP, TargetFacts.NONE);

  private static final String KILLED = "rate=0.05,kinds=403,methods=PUT+PATCH+DELETE";
  private static final String TROUBLED =
      "rate=0.1,kinds=400+409+412+422+429+500+503+reset+lost+cut+slow+busy+failed+poll";

  private static final Snapshot NOTHING = Snapshot.of(List.of());

  /** With {@code -Plong} many more. */
  static IntStream seeds() {
    return IntStream.range(
        Integer.getInteger("from", 0), Boolean.getBoolean("apimage.long") ? 500 : 6);
  }

  static IntStream fewer() {
    return IntStream.range(
        Integer.getInteger("from", 0), Boolean.getBoolean("apimage.long") ? 200 : 2);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void onePublishIsEnough(int seed) {
    check(seed);
  }

  /** 403 ends a publish at once, wherever it is, as its end by force would. */
  @ParameterizedTest
  @MethodSource("fewer")
  void aPublishThatWasCutShortIsFinishedByTheNext(int seed, @TempDir Path temp) throws IOException {
    cutShort(seed, KILLED, temp);
  }

  @ParameterizedTest
  @MethodSource("fewer")
  void aPublishThatMetTroubleIsFinishedByTheNext(int seed, @TempDir Path temp) throws IOException {
    cutShort(seed, TROUBLED, temp);
  }

  /** What a rebuild had half made does not stay behind for want of deletes. */
  @ParameterizedTest
  @MethodSource("fewer")
  void aRebuildThatWasCutShortNeedsNoDeletes(int seed, @TempDir Path temp) throws IOException {
    Snapshot folder = Rig.supplied(RandomFolder.of(seed, NOTHING));
    again(folder, PlanOptions.defaults(), seed, KILLED, temp);
  }

  private static void cutShort(int seed, String faults, Path temp) throws IOException {
    Snapshot before = Rig.supplied(RandomFolder.of(2L * seed, NOTHING));
    Snapshot after = Rig.supplied(RandomFolder.of(2L * seed + 1, before));
    try (Rig rig = Rig.of(Emulator.start(calm(temp)))) {
      publish(rig, before, "over", PRUNING);
      if (isRefused(rig.plan(after, "over", PRUNING))) {
        return;
      }
    }
    again(after, PRUNING, seed, faults, temp);
  }

  private static EmulatorOptions calm(Path temp) {
    return EmulatorOptions.defaults()
        .withServices("over")
        .withEmpty(true)
        .withState(temp.resolve("state"));
  }

  /** Publishes in trouble, plans anew each time as a person would, and ends without trouble. */
  private static void again(
      Snapshot folder, PlanOptions options, int seed, String faults, Path temp) throws IOException {
    for (int run = 0; run < 3; run++) {
      Plan plan;
      try (Rig rig = Rig.of(Emulator.start(calm(temp)))) {
        plan = rig.plan(folder, "over", options);
        assertThat(isRefused(plan)).isFalse();
      }
      EmulatorOptions trouble = calm(temp).withFaults(faults + ",seed=" + (seed + 1000 * run));
      try (Rig rig = Rig.of(Emulator.start(trouble))) {
        new Publisher(rig.hurried("over"), 8, PublishListener.NONE).publish(plan);
      }
    }
    try (Rig rig = Rig.of(Emulator.start(calm(temp)))) {
      publish(rig, folder, "over", options);
      isThere(rig, folder, "over");
    }
  }

  private static void check(int seed) {
    Snapshot before = Rig.supplied(RandomFolder.of(2L * seed, NOTHING));
    Snapshot after = Rig.supplied(RandomFolder.of(2L * seed + 1, before));
    try (Rig rig = Rig.empty("over", "anew")) {
      publish(rig, before, "over", PRUNING);
      if (isRefused(rig.plan(after, "over", PRUNING))) {
        return;
      }
      publish(rig, after, "over", PRUNING);
      isThere(rig, after, "over");
      publish(rig, after, "anew", PRUNING);
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

  private static void publish(Rig rig, Snapshot folder, String service, PlanOptions options) {
    Outcome outcome = rig.publish(folder, service, options);
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
