package dev.apimage.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents that large APIs and real folders hold. */
class RealDocumentsTest {
  private static Projection read(Path file) throws IOException {
    String text = Files.readString(file, UTF_8);
    String name = file.getFileName().toString();
    return Specification.read(name, Specification.importFormat(name, text), text);
  }

  @Test
  void haveOperationsWithNamesOfTheirOwn() throws IOException {
    Path folder = Shared.shared().resolve("corpus").resolve("openapi");
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(p -> p.toString().matches(".*\\.(yaml|json)")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(5);
    for (Path file : files) {
      Projection projection = read(file);
      Set<String> names = new HashSet<>();
      assertThat(projection.operations()).as(file.toString()).hasSizeGreaterThan(10);
      assertThat(projection.operations()).allSatisfy(o -> assertThat(names.add(o.name())).isTrue());
      assertThat(projection.differences(projection)).isEmpty();
    }
  }

  @Test
  void ofImportedFoldersCanAllBeRead() throws IOException {
    try (Stream<Path> all = Files.walk(Shared.shared().resolve("corpus").resolve("apiops"))) {
      List<Path> files =
          all.filter(p -> p.getFileName().toString().startsWith("specification.")).toList();
      assertThat(files).hasSizeGreaterThan(30);
      for (Path file : files) {
        assertThat(read(file).operations().isEmpty())
            .as(file.toString())
            .isEqualTo(file.toString().endsWith(".graphql"));
      }
    }
  }
}
