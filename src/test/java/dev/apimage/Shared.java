package dev.apimage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real configuration for tests, which is not part of the project. */
public final class Shared {
  private Shared() {}

  /** The folder; the test is skipped, saying so, where it is absent. */
  public static Path shared() {
    String named = System.getenv("APIMAGE_SHARED");
    Path folder = named == null ? Path.of("..", "shared") : Path.of(named);
    assumeTrue(
        Files.isDirectory(folder), () -> "no real configuration at " + folder.toAbsolutePath());
    return folder;
  }
}
