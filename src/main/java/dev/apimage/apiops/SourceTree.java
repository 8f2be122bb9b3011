package dev.apimage.apiops;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Spot;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The files of the folder, and which of them were understood: what is left at the end is named. */
final class SourceTree {
  private static final Set<String> SKIPPED = Set.of(".git", "node_modules");

  private final Path folder;
  private final SortedSet<String> files = new TreeSet<>();
  private final Set<String> done = new HashSet<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * Lists a folder.
   *
   * @throws ProblemException if it cannot be listed
   */
  SourceTree(Path folder) {
    this.folder = folder;
    try {
      Files.walkFileTree(folder, new Lister());
    } catch (IOException e) {
      throw new ProblemException(
          Problem.error(Code.IMPORT_UNREADABLE, "The folder cannot be read: " + folder + "."));
    }
  }

  private final class Lister extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      boolean isSkipped =
          !directory.equals(folder) && SKIPPED.contains(directory.getFileName().toString());
      return isSkipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files.add(folder.relativize(file).toString().replace(File.separatorChar, '/'));
      return FileVisitResult.CONTINUE;
    }
  }

  /** All files, relative to the folder, with forward slashes. */
  SortedSet<String> files() {
    return files;
  }

  /** A file's text, which counts as understood; empty, and a problem, if it is not UTF-8. */
  Optional<String> text(String file) {
    done.add(file);
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(file));
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      add(Problem.error(Code.IMPORT_UNREADABLE, "The file is not UTF-8."), file);
    } catch (IOException e) {
      add(Problem.error(Code.IMPORT_UNREADABLE, "The file cannot be read."), file);
    }
    return Optional.empty();
  }

  void understood(String file) {
    done.add(file);
  }

  boolean isUnderstood(String file) {
    return done.contains(file);
  }

  void add(Problem problem, String file) {
    problems.add(problem.at(Spot.of(file)));
  }

  void add(Problem problem) {
    problems.add(problem);
  }

  List<Problem> problems() {
    return problems;
  }
}
