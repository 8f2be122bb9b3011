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
  private static final String DOT_GIT = ".git";

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
    try {
      // Nothing walks through a link, not even one that leads to the folder itself.
      return new Prover(folder.toRealPath(), fetched).all(service);
    } catch (IOException e) {
      throw new ProblemException(
          Problem.error(
              Code.UNREADABLE_FILE,
              "the folder could not be read: " + e.getClass().getSimpleName()));
    }
  }

  private Proof all(String service) throws IOException {
    List<Problem> notes = new ArrayList<>(fetched.notes());
    Map<Path, Git> repositories = new LinkedHashMap<>();
    try {
      GitHistory.around(folder).ifPresent(git -> open(git, "", repositories));
      walk(folder, "", true, repositories);
      for (Git git : repositories.values()) {
        git.history().gap().ifPresent(why -> notes.add(gap(git, why)));
        walk(git.directory(), git.prefix() + ".git/", false, repositories);
        history(git);
      }
    } finally {
      repositories.values().forEach(git -> git.history().close());
    }
    return new Proof(service, files, objects, lens.bytes(), counts(), lens.findings(), notes);
  }

  /**
   * A repository.
   *
   * @param prefix where its work tree lies in the folder, with a slash behind it; empty for the one
   *     that the folder is of
   */
  private record Git(GitHistory history, String prefix) {
    Path directory() {
      return history.objectDirectory().getParent();
    }
  }

  private static void open(GitHistory history, String prefix, Map<Path, Git> repositories) {
    Git git = new Git(history, prefix);
    if (repositories.putIfAbsent(git.directory(), git) != null) {
      history.close();
    }
  }

  private static Problem gap(Git git, String why) {
    String which = git.prefix().isEmpty() ? "" : " " + git.prefix();
    return Problem.warning(
            Code.NOT_SEARCHED, "the Git repository" + which + " " + why + ": nobody looked there")
        .advise("Look at a full clone; git fetch --unshallow makes one of a shallow clone.");
  }

  /** Looks at files; another repository below the folder is one to look at as well. */
  private void walk(Path root, String prefix, boolean path, Map<Path, Git> repositories)
      throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(root)) {
      all = found.sorted().toList();
    }
    for (Path file : all) {
      String name = root.relativize(file).toString().replace('\\', '/');
      if (path && file.endsWith(DOT_GIT)) {
        String above = name.substring(0, name.length() - DOT_GIT.length());
        GitHistory.around(file.getParent()).ifPresent(git -> open(git, above, repositories));
      }
      boolean elsewhere =
          path
              ? repositories.keySet().stream().anyMatch(file::startsWith)
              : file.startsWith(root.resolve("objects"));
      if (!elsewhere && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        files++;
        try (InputStream in = Files.newInputStream(file)) {
          lens.look(prefix + name, Optional.empty(), path ? name : "", in);
        }
      }
    }
  }

  private void history(Git git) throws IOException {
    GitHistory history = git.history();
    Set<ObjectId> ids = history.all();
    Map<ObjectId, GitHistory.Place> places = history.places(ids);
    for (ObjectId id : ids) {
      ObjectLoader object = history.open(id);
      Optional<GitHistory.Place> place = Optional.ofNullable(places.get(id));
      objects++;
      try (InputStream in = object.openStream()) {
        lens.look(
            git.prefix() + place.map(GitHistory.Place::path).orElse(what(object, id)),
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
