package dev.apimage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of public reference material beside the project; tests that need it skip without. */
public final class Shared {
  private Shared() {}

  /** The folder, from APIMAGE_SHARED or beside the project; skips the test where it is absent. */
  public static Path shared() {
    String configured = System.getenv("APIMAGE_SHARED");
    Path folder = configured == null ? Path.of("..", "shared") : Path.of(configured);
    assumeTrue(Files.isDirectory(folder), "no reference material at " + folder);
    return folder;
  }
}
