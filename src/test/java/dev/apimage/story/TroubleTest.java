package dev.apimage.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Rig;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import dev.apimage.publish.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service in a bad mood. */
class TroubleTest {
  @ParameterizedTest
  @ValueSource(ints = {7, 21})
  void aPublishThatIsRunAgainFinishesWhateverTheServiceThrows(int seed) throws IOException {
    EmulatorOptions options =
        EmulatorOptions.defaults()
            .withServices("apim")
            .withEmpty(true)
            .withFaults("rate=0.05,seed=" + seed + ",kinds=409+412+422+500+503+reset");
    Snapshot sample =
        Rig.supplied(ArtefactFolder.at(Path.of("samples/contoso")).read().orThrow().snapshot());
    try (Rig rig = Rig.of(Emulator.start(options))) {
      Plan left = null;
      for (int run = 0; run < 5 && (left == null || !left.changes().isEmpty()); run++) {
        Outcome outcome = rig.publish(sample, "apim", PlanOptions.defaults());
        assertThat(outcome.done().size() + outcome.failed().size() + outcome.notTried().size())
            .isPositive();
        left = rig.plan(sample, "apim", PlanOptions.defaults());
      }
      assertThat(left.changes()).isEmpty();
      assertThat(left.kept()).isEmpty();
    }
  }
}
