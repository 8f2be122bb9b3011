package dev.apimage.cli;

import dev.apimage.folder.FileFault;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.report.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A file for a report: what {@code --report FORMAT=PATH} says.
 *
 * @param format how it is written
 * @param path as typed
 */
record ReportFile(Format format, Path path) {
  /** Reads {@code json=out/plan.json}. */
  static final class Converter implements ITypeConverter<ReportFile> {
    @Override
    public ReportFile convert(String value) {
      int equals = value.indexOf('=');
      if (equals < 1 || equals == value.length() - 1) {
        throw new TypeConversionException("it is FORMAT=PATH, such as json=plan.json");
      }
      String word = value.substring(0, equals);
      Format format = Format.of(word).orElseThrow(() -> noFormat(word));
      try {
        return new ReportFile(format, Path.of(value.substring(equals + 1)));
      } catch (InvalidPathException e) {
        throw new TypeConversionException("this is no path here");
      }
    }
  }

  static TypeConversionException noFormat(String word) {
    return new TypeConversionException("there is no format '" + word + "', but " + Format.words());
  }

  /**
   * Makes sure that a file can be written, before work is done whose answer would be lost.
   *
   * @throws ProblemException if it cannot
   */
  static void prepare(Path path) {
    try {
      if (Files.isDirectory(path)) {
        throw refused(path, "it is a folder", "Name a file in it.");
      }
      Path folder = path.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".apimage-", ".tmp"));
    } catch (IOException e) {
      throw refused(path, e);
    }
  }

  /**
   * Writes all or nothing.
   *
   * @throws ProblemException if that cannot be done
   */
  static void write(Path path, String text) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path half = Files.createTempFile(folder, ".apimage-", ".tmp");
      try {
        Files.writeString(half, text);
        Files.move(half, path, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(half);
      }
    } catch (IOException e) {
      throw refused(path, e);
    }
  }

  private static ProblemException refused(Path path, IOException e) {
    return refused(path, FileFault.reason(e), "Name a place that can be written to.");
  }

  private static ProblemException refused(Path path, String why, String advice) {
    return new ProblemException(
        Problem.error(Code.UNREADABLE_FILE, "the file " + path + " cannot be written: " + why)
            .advise(advice));
  }
}
