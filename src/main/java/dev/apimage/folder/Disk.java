package dev.apimage.folder;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Spot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Files below one root, named by relative paths with forward slashes. Nothing outside is read or
 * written, not even through a symbolic link.
 */
final class Disk {
  private static final String TEMPORARY = ".apimage-";

  private final Path root;

  /** Follows links up to the root itself, and none below it. */
  Disk(Path root) {
    try {
      this.root = Files.isDirectory(root) ? root.toRealPath() : root.toAbsolutePath().normalize();
      if (Files.exists(this.root) && !Files.isDirectory(this.root)) {
        throw new ProblemException(
            Problem.error(Code.NO_FOLDER, this.root + " is a file, not a folder.")
                .advise("Name the folder that it lies in with --folder."));
      }
    } catch (IOException e) {
      throw failed("", "read", e);
    }
  }

  Path root() {
    return root;
  }

  static String join(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /** Entries by name, sorted; none if there is no such folder. */
  List<String> list(String folder) {
    Path path = path(folder);
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !path.equals(root)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.map(p -> p.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw failed(folder, "listed", e);
    } catch (UncheckedIOException e) {
      throw failed(folder, "listed", e.getCause());
    }
  }

  boolean isFolder(String file) {
    return Files.isDirectory(path(file), LinkOption.NOFOLLOW_LINKS);
  }

  boolean isFile(String file) {
    return Files.isRegularFile(path(file), LinkOption.NOFOLLOW_LINKS);
  }

  /** The text of a file that is known to be there. */
  String read(String file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path(file)));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new ProblemException(
          Problem.error(Code.SYNTAX, "The file is not encoded in UTF-8.")
              .at(Spot.of(file))
              .advise("Save it as UTF-8."));
    } catch (IOException e) {
      throw failed(file, "read", e);
    }
  }

  /** The text of a file, if there is one that can be read. */
  Optional<String> find(String file) {
    if (!isFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(file));
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes all or nothing: a reader sees the old file or the new one. What a killed run leaves
   * behind lies at the root, where no resource is and Git is not told to look.
   */
  void write(String file, String text) {
    Path target = path(file);
    Path temporary = root.resolve(TEMPORARY + UUID.randomUUID() + ".tmp");
    try {
      Files.createDirectories(target.getParent());
      try {
        Files.writeString(temporary, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        move(temporary, target);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw failed(file, "written", e);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Deletes what killed runs left behind. */
  void tidy() {
    list("").stream().filter(name -> name.startsWith(TEMPORARY)).forEach(this::delete);
  }

  /** Deletes a file, and the folders around it that are empty then. */
  void delete(String file) {
    try {
      Path path = path(file);
      Files.deleteIfExists(path);
      for (Path up = path.getParent(); !up.equals(root) && isEmpty(up); up = up.getParent()) {
        Files.delete(up);
      }
    } catch (IOException e) {
      throw failed(file, "deleted", e);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private Path path(String file) {
    Path path = resolved(file);
    if (!path.startsWith(root)) {
      throw new ProblemException(
          Problem.error(Code.UNREADABLE_FILE, "\"" + file + "\" lies outside the folder."));
    }
    for (Path up = path.getParent(); up != null && !up.equals(root); up = up.getParent()) {
      if (up.startsWith(root) && Files.isSymbolicLink(up)) {
        throw new ProblemException(
            Problem.error(Code.UNREADABLE_FILE, "A symbolic link leads to \"" + file + "\".")
                .at(Spot.of(file))
                .advise("Put the files themselves into the folder."));
      }
    }
    return path;
  }

  private Path resolved(String file) {
    try {
      return root.resolve(file).normalize();
    } catch (InvalidPathException e) {
      throw new ProblemException(
          Problem.error(
                  Code.UNREADABLE_FILE,
                  "Java cannot use the file name \"" + file + "\" in this locale.")
              .at(Spot.of(file))
              .advise("Set LC_ALL to a UTF-8 locale, such as C.UTF-8, and run it again."));
    }
  }

  static ProblemException failed(String file, String what, IOException e) {
    String reason = FileFault.reason(e);
    return new ProblemException(
        Problem.error(
                Code.UNREADABLE_FILE,
                "\"" + (file.isEmpty() ? "." : file) + "\" could not be " + what + ": " + reason)
            .at(Spot.of(file)));
  }
}
