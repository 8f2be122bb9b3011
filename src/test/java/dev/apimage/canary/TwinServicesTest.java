package dev.apimage.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.apimage.Rig;
import dev.apimage.cli.Shell;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.kind.Kind;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Services that differ in nothing but their secrets, wherever a secret can be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwinServicesTest {
  private static final List<String> SERVICES = List.of("one", "two");

  private final Canaries ones = new Canaries(41);
  private final Canaries twos = new Canaries(42);
  private Path temp;
  private Emulator emulator;
  private final Map<String, Stored> stored = new HashMap<>();

  @BeforeAll
  void fillBoth(@TempDir Path folder) throws IOException {
    temp = folder;
    Path state = temp.resolve("services.state");
    EmulatorOptions options =
        EmulatorOptions.defaults().withServices(SERVICES.toArray(new String[0])).withState(state);
    try (Emulator filling = Emulator.start(options)) {
      // Kinds of characters are dealt in turn: each place has others than in the other service.
      twos.plain("nowhere");
      fill(new Admin(filling.uri(), "one"), ones);
      fill(new Admin(filling.uri(), "two"), twos);
    }
    for (String service : SERVICES) {
      stored.put(service, Stored.of(state, service));
    }
    emulator = Emulator.start(options);
    for (String service : SERVICES) {
      Shell.Result result =
          new Shell(temp)
              .run(
                  "extract",
                  "--folder=" + service,
                  "--include=" + String.join(",", Kind.options()),
                  "--service=" + service,
                  "--endpoint=" + emulator.uri());
      assertThat(result.code()).as(result.toString()).isZero();
    }
  }

  private static void fill(Admin admin, Canaries canaries) {
    Filling.positions(admin, canaries);
    Filling.texts(admin, canaries);
  }

  @AfterAll
  void stop() {
    emulator.close();
  }

  private Snapshot image(String service) {
    return ArtefactFolder.at(temp.resolve(service)).read().orThrow().snapshot();
  }

  /** The control: they do differ in each of them. */
  @TestFactory
  Stream<DynamicTest> differInEachSecret() {
    Stored one = stored.get("one");
    Stored two = stored.get("two");
    Hunt hunt = new Hunt(ones.all());
    Stream<DynamicTest> positions =
        Positions.all().stream()
            .map(
                place ->
                    dynamicTest(
                        place.toString(),
                        () -> {
                          String mine = one.at(place.address(), place.at());
                          String theirs = two.at(place.address(), place.at());
                          assertThat(hunt.in(mine)).isNotEmpty();
                          assertThat(hunt.in(theirs)).isEmpty();
                          assertThat(theirs).isNotBlank();
                        }));
    Stream<DynamicTest> texts =
        Guises.all(new Canaries(0)).stream()
            .map(
                guise ->
                    dynamicTest(
                        guise.toString(),
                        () -> {
                          assertThat(hunt.in(one.of(guise.address()).toString())).isNotEmpty();
                          assertThat(two.of(guise.address()))
                              .isNotEmpty()
                              .isNotEqualTo(one.of(guise.address()));
                        }));
    return Stream.concat(positions, texts);
  }

  @Test
  void giveTheSameFolderByteForByte() {
    Map<String, String> one = Rig.files(temp.resolve("one"));
    assertThat(one).isEqualTo(Rig.files(temp.resolve("two")));
    assertThat(image("one").resources().keySet())
        .containsAll(Positions.all().stream().map(Positions.Place::address).toList())
        .containsAll(Guises.all(new Canaries(0)).stream().map(Guises.Guise::address).toList());
  }

  @Test
  void areNotChangedByTheirOwnExtractNorByTheOthers() {
    for (String folder : SERVICES) {
      for (String service : SERVICES) {
        Plan plan = Rig.of(emulator).plan(image(folder), service, PlanOptions.defaults());
        assertThat(plan.problems()).isEmpty();
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.unchanged()).isEqualTo(image(folder).size());
      }
    }
  }

  @Test
  void neitherPlanNorVerifyNeedsAnEnvironmentForThat() {
    for (List<String> command :
        List.of(List.of("plan", "--detailed-exitcode", "--strict"), List.of("verify"))) {
      Shell.Result result =
          new Shell(temp)
              .run(
                  Stream.concat(
                          command.stream(),
                          Stream.of(
                              "--folder=one", "--service=one", "--endpoint=" + emulator.uri()))
                      .toArray(String[]::new));
      assertThat(result.code()).as(result.toString()).isZero();
    }
  }
}
