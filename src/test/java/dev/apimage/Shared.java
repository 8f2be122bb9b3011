package dev.apimage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Public material that lies beside a checkout on some machines; tests that need it are skipped
 * elsewhere.
 */
public final class Shared {
  private Shared() {}

  /** The folder, or the test is skipped and says so. */
  public static Path shared() {
    String other = System.getenv("APIMAGE_SHARED");
    Path folder = other == null ? Path.of("..", "shared") : Path.of(other);
    assumeTrue(Files.isDirectory(folder), "skipped: no folder " + folder + " with public material");
    return folder;
  }
}
