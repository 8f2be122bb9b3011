package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a document shows of a shell is typed, from its first line to its last. */
class StoriesTest {
  private static final Path STORIES = Path.of("src/test/resources/dev/apimage/story");

  @TempDir Path directory;

  static Stream<Path> documents() throws IOException {
    List<Path> all = new ArrayList<>(List.of(Path.of("README.md")));
    try (Stream<Path> stories = Files.list(STORIES)) {
      stories.filter(file -> file.toString().endsWith(".md")).sorted().forEach(all::add);
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void happensAsItIsTold(Path document) throws Exception {
    copy(Path.of("samples"), directory.resolve("samples"));
    copy(STORIES.resolve("apiops-artifacts"), directory.resolve("apiops-artifacts"));
    List<Transcript.Step> steps = Transcript.read(document);
    assertThat(steps).isNotEmpty();
    SoftAssertions all = new SoftAssertions();
    try (Terminal terminal = new Terminal(directory)) {
      for (Transcript.Step step : steps) {
        Transcript.Step expected = normal(terminal, step);
        Terminal.Result result = terminal.type(step.command());
        if (!expected.accepts(result.lines())) {
          all.assertThat(String.join("\n", result.lines()))
              .as("%s:%d: %s", document, step.line(), step.command())
              .isEqualTo(String.join("\n", expected.expected()));
        }
        all.assertThat(result.code())
            .as("exit code of %s:%d: %s", document, step.line(), step.command())
            .isEqualTo(step.exit());
      }
    }
    all.assertAll();
  }

  /** That the tests above can fail. */
  @Test
  void anotherLineIsNotAccepted() {
    Transcript.Step step = new Transcript.Step(1, "x", List.of("a", "…", "d"), 0);
    assertThat(step.accepts(List.of("a", "d"))).isTrue();
    assertThat(step.accepts(List.of("a", "b", "c", "d"))).isTrue();
    assertThat(step.accepts(List.of("a", "d", "e"))).isFalse();
    assertThat(step.accepts(List.of("b", "d"))).isFalse();
    assertThat(step.accepts(List.of("a"))).isFalse();
  }

  private static Transcript.Step normal(Terminal terminal, Transcript.Step step) {
    List<String> lines = terminal.normal(String.join("\n", step.expected()));
    return new Transcript.Step(step.line(), step.command(), lines, step.exit());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
