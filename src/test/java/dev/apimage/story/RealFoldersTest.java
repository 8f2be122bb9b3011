package dev.apimage.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Rig;
import dev.apimage.Shared;
import dev.apimage.apiops.ApiopsImport;
import dev.apimage.apiops.Imported;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import dev.apimage.publish.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Folders that real teams extracted with Microsoft's tools, through every job and back. */
class RealFoldersTest {
  @TempDir Path temp;

  @TestFactory
  List<DynamicTest> everyRealFolderSurvivesTheWholeWay() throws IOException {
    try (Stream<Path> trees = Files.list(Shared.shared().resolve("corpus/apiops"))) {
      return trees
          .filter(Files::isDirectory)
          .sorted()
          .map(tree -> DynamicTest.dynamicTest(tree.getFileName().toString(), () -> wholeWay(tree)))
          .toList();
    }
  }

  private void wholeWay(Path tree) {
    Imported imported = ApiopsImport.read(tree);
    Path start = temp.resolve(tree.getFileName() + "-start");
    ArtefactFolder.at(start).write(imported.snapshot());
    Snapshot desired = Rig.supplied(read(start));
    PlanOptions options = PlanOptions.defaults();
    try (Rig rig = Rig.empty("a", "b");
        Rig other = Rig.fresh("c")) {
      complete(rig.publish(desired, "a", options));
      Plan verified = rig.plan(desired, "a", options);
      assertThat(verified.changes()).isEmpty();
      assertThat(verified.kept()).isEmpty();

      Path f1 = temp.resolve(tree.getFileName() + "-f1");
      rig.extract("a", f1);
      Snapshot first = Rig.supplied(read(f1));
      complete(rig.publish(first, "b", options));
      Path f2 = temp.resolve(tree.getFileName() + "-f2");
      rig.extract("b", f2);
      assertThat(Rig.files(f2)).isEqualTo(Rig.files(f1));

      int requests = rig.emulator().requests().size();
      complete(rig.publish(first, "b", options));
      assertThat(rig.writesSince(requests)).isEmpty();

      complete(other.publish(first, "c", options.pruning()));
      Path f3 = temp.resolve(tree.getFileName() + "-f3");
      other.extract("c", f3);
      assertThat(Rig.files(f3)).isEqualTo(Rig.files(f1));
    }
  }

  private static Snapshot read(Path folder) {
    return ArtefactFolder.at(folder).read().orThrow().snapshot();
  }

  private static void complete(Outcome outcome) {
    assertThat(outcome.failed().stream().map(f -> f.why().get(0).text()).toList()).isEmpty();
    assertThat(outcome.notTried()).isEmpty();
  }
}
