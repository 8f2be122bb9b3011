package dev.apimage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares what the tool says with a file under {@code src/test/resources}. To accept what it says
 * now: {@code mvn test -Dgolden=update}, then look at the difference with {@code git diff}.
 */
public final class Golden {
  private static final boolean UPDATE = "update".equals(System.getProperty("golden"));

  private final Path folder;

  private Golden(Path folder) {
    this.folder = folder;
  }

  /** The files in the folder {@code golden} beside a test's package. */
  public static Golden of(Class<?> test) {
    Path resources = Path.of("src", "test", "resources");
    String room = test.getPackageName().replace('.', '/');
    return new Golden(resources.resolve(room).resolve("golden"));
  }

  /** Fails if a text is not what the file of that name holds. */
  public void check(String name, String actual) {
    Path file = folder.resolve(name);
    try {
      if (UPDATE) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
        return;
      }
      assertThat(file).as("accept with -Dgolden=update").exists();
      // A checkout on Windows may have changed the newlines.
      String expected = Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n");
      assertThat(actual).as("%s (accept with -Dgolden=update)", file).isEqualTo(expected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
