package dev.apimage.folder;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Secret;
import dev.apimage.secret.SecretSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads secrets from environment variables and files, each only when it is asked for.
 *
 * @param folder what relative paths are relative to
 * @param variables gives an environment variable's value; null where it is not set
 */
public record LocalSources(Path folder, Function<String, String> variables) {
  /** The sources of this process. */
  public static LocalSources of(Path folder) {
    return new LocalSources(folder, System::getenv);
  }

  /** The reader of a source; empty for those that are not on this machine. */
  public Optional<SecretSource> reader(SourceText source) {
    if (source instanceof SourceText.Variable variable) {
      return Optional.of(
          () -> Optional.ofNullable(variables.apply(variable.name())).flatMap(LocalSources::value));
    }
    if (source instanceof SourceText.TextFile file) {
      return Optional.of(() -> read(file).flatMap(LocalSources::value));
    }
    return Optional.empty();
  }

  private Optional<String> read(SourceText.TextFile file) {
    try {
      String text = Files.readString(folder.resolve(file.path()));
      return Optional.of(text.replaceFirst("\r?\n\\z", ""));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (InvalidPathException | IOException e) {
      // The text of either exception could quote the file.
      String reason = e.getClass().getSimpleName();
      throw new ProblemException(
          Problem.error(Code.UNREADABLE_FILE, file + " could not be read: " + reason + "."));
    }
  }

  private static Optional<Secret> value(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new Secret(text));
  }
}
