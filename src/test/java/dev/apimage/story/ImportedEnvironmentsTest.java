package dev.apimage.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Shared;
import dev.apimage.apiops.ApiopsImport;
import dev.apimage.apiops.Imported;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.folder.Environment;
import dev.apimage.folder.Environments;
import dev.apimage.folder.LocalSources;
import dev.apimage.folder.Overlay;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.text.YamlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is imported from another tool's folder is a folder and environments of ours. */
class ImportedEnvironmentsTest {
  @TempDir Path temp;

  @Test
  void environmentsOfRealFoldersFitTheFolderTheyCameWith() throws IOException {
    try (Stream<Path> trees = Files.list(Shared.shared().resolve("corpus").resolve("apiops"))) {
      trees.filter(Files::isDirectory).sorted().forEach(this::fits);
    }
  }

  @Test
  void environmentsOfAnImportFitTheFolderTheyCameWith() {
    fits(Path.of("src", "test", "resources", "apiops", "lists"));
  }

  private void fits(Path tree) {
    Imported imported = ApiopsImport.read(tree);
    Path folder = temp.resolve(tree.getFileName().toString());
    ArtefactFolder.at(folder).write(imported.snapshot().map(Resource::withoutSecrets));
    imported.environments().forEach((name, body) -> write(folder, name, YamlText.write(body, "")));
    Snapshot snapshot = ArtefactFolder.at(folder).read().orThrow().snapshot();
    assertThat(snapshot.resources().keySet()).isEqualTo(imported.snapshot().resources().keySet());
    List<String> names = Environments.at(folder).names();
    assertThat(names).containsExactlyInAnyOrderElementsOf(imported.environments().keySet());
    for (String name : names) {
      Environment environment = Environments.at(folder).read(name);
      LocalSources everything = new LocalSources(folder, variable -> "from " + variable);
      List<Problem> problems =
          new ArrayList<>(Overlay.apply(snapshot, environment, everything).problems());
      // Some pipelines set what is younger than the api-version that the folder is read by.
      problems.removeIf(p -> p.code() == Code.UNKNOWN_PROPERTY);
      assertThat(problems).as(tree + " " + name).isEmpty();
    }
  }

  private static void write(Path folder, String name, String text) {
    try {
      Path file = folder.resolve(Environments.FOLDER).resolve(name + ".yaml");
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
