package dev.apimage.folder;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Spot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.api.AddCommand;
import org.eclipse.jgit.api.CommitCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryState;
import org.eclipse.jgit.lib.UserConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * The Git work tree around an artefact folder. It is only read and committed to; nothing is pushed,
 * and what a person has staged elsewhere stays staged. Not safe for use by several threads.
 */
public final class GitRepository implements AutoCloseable {
  private final Repository repository;

  private GitRepository(Repository repository) {
    this.repository = repository;
  }

  /**
   * Opens the work tree that a folder lies in; a linked work tree will do.
   *
   * @return empty if the folder lies in none
   * @throws ProblemException {@link Code#GIT} if there is one that cannot be worked with: bare, or
   *     with SHA-256 objects, of which JGit reads wrong ids
   */
  public static Optional<GitRepository> around(Path folder) {
    FileRepositoryBuilder builder =
        new FileRepositoryBuilder().findGitDir(folder.toAbsolutePath().normalize().toFile());
    if (builder.getGitDir() == null) {
      return Optional.empty();
    }
    try {
      GitRepository found = new GitRepository(builder.setMustExist(true).build());
      String format = found.repository.getConfig().getString("extensions", null, "objectFormat");
      if (format != null && !format.equalsIgnoreCase("sha1")) {
        found.close();
        throw problem(
            "The repository keeps its objects by " + format + ", which apimage cannot read.",
            "Use git itself to commit.");
      }
      if (found.repository.isBare()) {
        found.close();
        throw problem("The repository is bare: it has no work tree.", "");
      }
      return Optional.of(found);
    } catch (IOException | IllegalArgumentException e) {
      throw failed("opened", e);
    }
  }

  /**
   * Opens the work tree around a folder, making one in the folder if there is none.
   *
   * @throws ProblemException {@link Code#GIT} if that fails
   */
  public static GitRepository init(Path folder) {
    Optional<GitRepository> there = Files.isDirectory(folder) ? around(folder) : Optional.empty();
    if (there.isPresent()) {
      return there.get();
    }
    try {
      Files.createDirectories(folder);
      Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call().close();
      return around(folder).orElseThrow();
    } catch (GitAPIException | IOException | JGitInternalException e) {
      throw failed("made", e);
    }
  }

  /**
   * Opens the work tree that a folder lies in or will lie in.
   *
   * @throws ProblemException {@link Code#GIT} if there is none, or as {@link #around} says
   */
  public static GitRepository containing(Path folder) {
    return around(folder)
        .orElseThrow(
            () ->
                problem(
                    "The folder lies in no Git repository.",
                    "Run git init, or leave --commit out."));
  }

  /** The full id of the commit that is checked out; empty before the first one. */
  public Optional<String> head() {
    try {
      return Optional.ofNullable(repository.resolve("HEAD")).map(ObjectId::getName);
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  /**
   * Commits what changed in an artefact folder: the marker, policies and collections, deletions
   * included. Everything else in the work tree, and whatever a person staged of it, is left out.
   *
   * @param folder the artefact folder; the work tree's root or a folder below it
   * @param author who the commit is by; without one, Git's own configuration must say
   * @return the commit, or none if nothing changed
   * @throws ProblemException {@link Code#GIT} if nobody is named, or a merge or rebase is going on,
   *     or Git fails
   */
  public Committed commitFolder(Path folder, String message, Optional<Author> author) {
    requireReady(author);
    PersonIdent person = person(author);
    try {
      List<String> paths = paths(folder);
      List<Problem> problems = new ArrayList<>(ignored(paths));
      stage(paths);
      Set<String> staged = staged();
      Set<String> ours = new TreeSet<>(staged);
      ours.removeIf(path -> !isOurs(path, paths));
      if (ours.isEmpty()) {
        return new Committed(Optional.empty(), problems);
      }
      unsigned().ifPresent(problems::add);
      RevCommit commit = commit(message, person, ours.size() == staged.size() ? Set.of() : ours);
      return new Committed(Optional.of(commit.getName()), problems);
    } catch (GitAPIException | IOException | JGitInternalException e) {
      throw failed("written", e);
    }
  }

  /** Commits what an extract wrote, with a message that counts and names it. */
  public Committed commit(Path folder, String service, Written written) {
    return commitFolder(folder, CommitMessage.of(service, written), Optional.empty());
  }

  /**
   * Finds out early whether a commit could be made.
   *
   * @throws ProblemException {@link Code#GIT} if nobody is named, or a merge or rebase is going on
   */
  public void requireReady(Optional<Author> author) {
    RepositoryState state = repository.getRepositoryState();
    if (state != RepositoryState.SAFE) {
      throw problem(
          "The repository is in the middle of something: " + state.getDescription() + ".",
          "Finish it first.");
    }
    person(author);
  }

  private RevCommit commit(String message, PersonIdent person, Set<String> only)
      throws GitAPIException {
    CommitCommand commit = new Git(repository).commit();
    commit.setMessage(message).setAuthor(person).setCommitter(person).setSign(false);
    only.forEach(commit::setOnly);
    return commit.call();
  }

  /** JGit would take the name of the computer's user silently, where git refuses. */
  private PersonIdent person(Optional<Author> author) {
    if (author.isPresent()) {
      return new PersonIdent(author.get().name(), author.get().email());
    }
    UserConfig user = repository.getConfig().get(UserConfig.KEY);
    if (user.isCommitterNameImplicit() || user.isCommitterEmailImplicit()) {
      throw problem(
          "Git does not know who you are, so nothing was committed.",
          "Run: git config user.name \"…\" and git config user.email \"…\", or name an author.");
    }
    return new PersonIdent(repository);
  }

  private Optional<Problem> unsigned() {
    boolean wanted =
        repository
            .getConfig()
            .getBoolean(
                ConfigConstants.CONFIG_COMMIT_SECTION, ConfigConstants.CONFIG_KEY_GPGSIGN, false);
    return wanted
        ? Optional.of(
            Problem.warning(
                    Code.GIT, "The commit is not signed, though commit.gpgsign asks for it.")
                .advise("Sign it with: git commit --amend --no-edit -S"))
        : Optional.empty();
  }

  /** The format's own names below the folder, relative to the work tree. */
  private List<String> paths(Path folder) throws IOException {
    Path top = repository.getWorkTree().toPath().toRealPath();
    Path inside = folder.toRealPath();
    if (!inside.startsWith(top)) {
      throw problem("The folder does not lie in this work tree.", "");
    }
    String prefix = top.relativize(inside).toString().replace('\\', '/');
    return RootNames.known().stream()
        .filter(name -> !name.equals(Environments.FOLDER))
        .map(name -> Disk.join(prefix, name))
        .toList();
  }

  private static boolean isOurs(String path, List<String> paths) {
    return paths.stream().anyMatch(p -> path.equals(p) || path.startsWith(p + "/"));
  }

  /** Stages additions and changes, then deletions: JGit's add does not do both at once. */
  private void stage(List<String> paths) throws GitAPIException, IOException {
    if (hasAny(paths)) {
      stage(repository, paths);
      return;
    }
    try (Repository packing = new Packing(repository)) {
      stage(packing, paths);
    }
  }

  private static void stage(Repository into, List<String> paths) throws GitAPIException {
    AddCommand add = new Git(into).add();
    AddCommand update = new Git(into).add().setUpdate(true);
    paths.forEach(add::addFilepattern);
    paths.forEach(update::addFilepattern);
    add.call();
    update.call();
  }

  private boolean hasAny(List<String> paths) throws IOException {
    DirCache index = repository.readDirCache();
    return paths.stream()
        .anyMatch(p -> index.findEntry(p) >= 0 || index.getEntriesWithin(p).length > 0);
  }

  /** Every path on which the index differs from the commit that is checked out. */
  private Set<String> staged() throws IOException {
    Set<String> paths = new TreeSet<>();
    try (TreeWalk walk = new TreeWalk(repository)) {
      ObjectId tree = repository.resolve("HEAD^{tree}");
      if (tree == null) {
        walk.addTree(new EmptyTreeIterator());
      } else {
        walk.addTree(tree);
      }
      walk.addTree(new DirCacheIterator(repository.readDirCache()));
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        paths.add(walk.getPathString());
      }
    }
    return paths;
  }

  /** An image of which a .gitignore keeps parts out of Git is no image. */
  private List<Problem> ignored(List<String> paths) throws GitAPIException {
    var status = new Git(repository).status();
    paths.forEach(status::addPath);
    return status.call().getIgnoredNotInIndex().stream()
        .filter(path -> !path.substring(path.lastIndexOf('/') + 1).startsWith("."))
        .sorted()
        .map(
            path ->
                Problem.warning(Code.GIT, "\"" + path + "\" is ignored, so it was not committed.")
                    .at(Spot.of(path))
                    .advise("Take the pattern out of .gitignore."))
        .toList();
  }

  @Override
  public void close() {
    repository.close();
  }

  private static ProblemException problem(String text, String advice) {
    return new ProblemException(Problem.error(Code.GIT, text).advise(advice));
  }

  private static ProblemException failed(String what, Exception e) {
    return problem("The Git repository could not be " + what + ": " + e.getMessage(), "");
  }

  /** Writes new objects into one pack: ten times as fast as a file each, for a first extract. */
  private static final class Packing extends FileRepository {
    Packing(Repository repository) throws IOException {
      super(
          new FileRepositoryBuilder()
              .setGitDir(repository.getDirectory())
              .setWorkTree(repository.getWorkTree())
              .setup());
    }

    @Override
    public ObjectInserter newObjectInserter() {
      return getObjectDatabase().newPackInserter();
    }
  }
}
