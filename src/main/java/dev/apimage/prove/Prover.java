package dev.apimage.prove;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;

/**
 * Looks through a folder and the whole Git repository around it: all objects, those that nothing
 * refers to included, and Git's own files with the reflogs. Each object is read once, as a stream;
 * how much memory that takes does not depend on how large a file is.
 */
public final class Prover {
  private final Path folder;
  private final SecretFetcher.Fetched fetched;
  private final Lens lens;
  private int files;
  private int objects;

  private Prover(Path folder, SecretFetcher.Fetched fetched) {
    this.folder = folder;
    this.fetched = fetched;
    this.lens = new Lens(new Needles(fetched.secrets()), Shapes.of(folder));
  }

  /**
   * Looks.
   *
   * @param service whose secrets were fetched; empty if none were
   * @throws ProblemException if something cannot be read: what was not looked at is not proven
   */
  public static Proof prove(Path folder, String service, SecretFetcher.Fetched fetched) {
    if (!Files.isDirectory(folder)) {
      throw new ProblemException(
          Problem.error(Code.NO_FOLDER, "there is no folder " + folder)
              .advise("Name it with --folder."));
    }
    return new Prover(folder.toAbsolutePath().normalize(), fetched).all(service);
  }

  private Proof all(String service) {
    try (Git git = new Git(GitHistory.around(folder))) {
      Optional<Path> own = git.history().map(h -> h.objectDirectory().getParent());
      walk(folder, own, "");
      if (own.isPresent()) {
        walk(own.get(), git.history().map(GitHistory::objectDirectory), ".git/");
        history(git.history().get());
      }
      return new Proof(
          service, files, objects, lens.bytes(), counts(), lens.findings(), fetched.notes());
    } catch (IOException e) {
      throw new ProblemException(
          Problem.error(
              Code.UNREADABLE_FILE,
              "the folder could not be read: " + e.getClass().getSimpleName()));
    }
  }

  /** Closes what may not be there. */
  private record Git(Optional<GitHistory> history) implements AutoCloseable {
    @Override
    public void close() {
      history.ifPresent(GitHistory::close);
    }
  }

  private void walk(Path root, Optional<Path> but, String prefix) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(root)) {
      all =
          found
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .filter(file -> but.filter(file::startsWith).isEmpty())
              .sorted()
              .toList();
    }
    for (Path file : all) {
      String name = root.relativize(file).toString().replace('\\', '/');
      files++;
      try (InputStream in = Files.newInputStream(file)) {
        lens.look(prefix + name, Optional.empty(), prefix.isEmpty() ? name : "", in);
      }
    }
  }

  private void history(GitHistory git) throws IOException {
    Set<ObjectId> ids = git.all();
    Map<ObjectId, GitHistory.Place> places = git.places(ids);
    for (ObjectId id : ids) {
      ObjectLoader object = git.open(id);
      Optional<GitHistory.Place> place = Optional.ofNullable(places.get(id));
      objects++;
      try (InputStream in = object.openStream()) {
        lens.look(
            place.map(GitHistory.Place::path).orElse(what(object, id)),
            place.map(GitHistory.Place::commit),
            place.map(GitHistory.Place::path).orElse(""),
            in);
      }
    }
  }

  private static String what(ObjectLoader object, ObjectId id) {
    String name = id.getName().substring(0, 12);
    return switch (object.getType()) {
      case Constants.OBJ_COMMIT -> "the commit " + name + " itself";
      case Constants.OBJ_TAG -> "the tag object " + name;
      case Constants.OBJ_TREE -> "the names in the Git tree " + name;
      default -> "the Git object " + name + ", which no commit has";
    };
  }

  private List<Proof.Count> counts() {
    Set<String> found =
        lens.findings().stream()
            .flatMap(finding -> finding.secret().stream())
            .map(RealSecret::place)
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, List<RealSecret>> kinds = new LinkedHashMap<>();
    for (RealSecret secret : fetched.secrets()) {
      kinds.computeIfAbsent(secret.kind(), k -> new ArrayList<>()).add(secret);
    }
    List<Proof.Count> counts = new ArrayList<>();
    kinds.forEach(
        (kind, secrets) ->
            counts.add(
                new Proof.Count(
                    kind,
                    secrets.size(),
                    (int) secrets.stream().filter(Needles::isTooShort).count(),
                    (int) secrets.stream().filter(s -> found.contains(s.place())).count())));
    return counts;
  }
}
