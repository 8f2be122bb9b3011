package dev.apimage.prove;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Every object of a Git repository, whether something refers to it or not, each once: what loose
 * files and packs hold, and what references reach in a repository that lends its objects. Not safe
 * for use by several threads.
 */
final class GitHistory implements AutoCloseable {
  private final Repository repository;
  private final ObjectReader objects;

  /**
   * Where a file's content was first seen.
   *
   * @param commit the commit's id
   * @param path the file's path in the work tree
   */
  record Place(String commit, String path) {}

  private GitHistory(Repository repository) {
    this.repository = repository;
    this.objects = repository.newObjectReader();
  }

  /**
   * Opens the repository that a folder lies in.
   *
   * @return empty if there is none
   */
  static Optional<GitHistory> around(Path folder) {
    FileRepositoryBuilder builder =
        new FileRepositoryBuilder().findGitDir(folder.toAbsolutePath().normalize().toFile());
    if (builder.getGitDir() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new GitHistory(builder.setMustExist(true).build()));
    } catch (IOException | IllegalArgumentException e) {
      throw failed(e);
    }
  }

  /** Git's own directory. */
  Path directory() {
    return repository.getDirectory().toPath().toAbsolutePath().normalize();
  }

  /** Where the objects are; for a linked work tree that is elsewhere. */
  Path objectDirectory() {
    return repository instanceof FileRepository files
        ? files.getObjectDatabase().getDirectory().toPath().toAbsolutePath().normalize()
        : directory().resolve("objects");
  }

  /** Why a part of the history is not here; empty if all of it is. */
  Optional<String> gap() {
    if (Files.exists(objectDirectory().resolveSibling("shallow"))) {
      return Optional.of("is a shallow clone, which lacks older commits");
    }
    try (Stream<Path> files = Files.walk(objectDirectory(), 2)) {
      return files.anyMatch(file -> file.toString().endsWith(".promisor"))
          ? Optional.of("is a partial clone, which lacks contents of older commits")
          : Optional.empty();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** The ids of all objects. */
  Set<ObjectId> all() {
    try {
      Set<ObjectId> ids = new TreeSet<>();
      Path root = objectDirectory();
      try (Stream<Path> loose = Files.walk(root, 2)) {
        loose
            .map(root::relativize)
            .map(p -> p.toString().replace('\\', '/').replace("/", ""))
            .filter(name -> name.matches("[0-9a-f]{40}"))
            .forEach(name -> ids.add(ObjectId.fromString(name)));
      }
      if (repository instanceof FileRepository files) {
        for (Pack pack : files.getObjectDatabase().getPacks()) {
          for (PackIndex.MutableEntry entry : pack) {
            ids.add(entry.toObjectId());
          }
        }
      }
      reachable(ids);
      return ids;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Objects that another repository lends are in no directory of this one. */
  private void reachable(Set<ObjectId> ids) throws IOException {
    if (!Files.exists(objectDirectory().resolve("info").resolve("alternates"))) {
      return;
    }
    try (ObjectWalk walk = new ObjectWalk(repository)) {
      for (Ref ref : repository.getRefDatabase().getRefs()) {
        if (ref.getObjectId() != null) {
          walk.markStart(walk.parseAny(ref.getObjectId()));
        }
      }
      for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
        ids.add(commit.copy());
      }
      for (var object = walk.nextObject(); object != null; object = walk.nextObject()) {
        ids.add(object.copy());
      }
    }
  }

  /** An object's content, which may be large: read it as a stream. */
  ObjectLoader open(ObjectId id) {
    try {
      return objects.open(id);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Names for the contents of files.
   *
   * @param ids of objects of all types, commits among them
   */
  Map<ObjectId, Place> places(Set<ObjectId> ids) {
    Map<ObjectId, Place> places = new HashMap<>();
    try (RevWalk walk = new RevWalk(objects);
        TreeWalk tree = new TreeWalk(objects)) {
      for (ObjectId id : ids) {
        if (open(id).getType() == Constants.OBJ_COMMIT) {
          introduced(walk.parseCommit(id), walk, tree, places);
        }
      }
      return places;
    } catch (MissingObjectException e) {
      // A shallow clone ends somewhere: what is there has been named.
      return places;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** What a commit has that its parents do not. */
  private static void introduced(
      RevCommit commit, RevWalk walk, TreeWalk tree, Map<ObjectId, Place> places)
      throws IOException {
    tree.reset();
    tree.setRecursive(true);
    tree.setFilter(commit.getParentCount() == 0 ? TreeFilter.ALL : TreeFilter.ANY_DIFF);
    tree.addTree(commit.getTree());
    for (RevCommit parent : commit.getParents()) {
      tree.addTree(walk.parseCommit(parent).getTree());
    }
    while (tree.next()) {
      ObjectId blob = tree.getObjectId(0);
      if (!blob.equals(ObjectId.zeroId())) {
        places.putIfAbsent(blob, new Place(commit.getName(), tree.getPathString()));
      }
    }
  }

  @Override
  public void close() {
    objects.close();
    repository.close();
  }

  static ProblemException failed(Exception e) {
    return new ProblemException(
        Problem.error(
            Code.GIT, "The Git repository could not be read: " + e.getClass().getSimpleName()));
  }
}
