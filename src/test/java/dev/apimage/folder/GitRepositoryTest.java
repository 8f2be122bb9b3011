package dev.apimage.folder;

import static dev.apimage.folder.FolderFixture.put;
import static dev.apimage.folder.FolderFixture.resource;
import static dev.apimage.folder.FolderFixture.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apimage.model.Address;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryTest {
  private static final Optional<Author> ME = Author.parse("Me <me@example.com>");

  @TempDir Path root;
  private SystemReader before;

  /** No configuration or variable of the machine may play a part. */
  @BeforeEach
  void aMachineWithoutConfiguration() {
    before = SystemReader.getInstance();
    SystemReader.setInstance(
        new SystemReader.Delegate(before) {
          @Override
          public String getenv(String variable) {
            return variable.startsWith("GIT_") ? null : super.getenv(variable);
          }

          @Override
          public FileBasedConfig openUserConfig(Config parent, FS fs) {
            return empty(parent, fs);
          }

          @Override
          public FileBasedConfig openSystemConfig(Config parent, FS fs) {
            return empty(parent, fs);
          }

          @Override
          public FileBasedConfig openJGitConfig(Config parent, FS fs) {
            return empty(parent, fs);
          }
        });
  }

  @AfterEach
  void theMachineAsItWas() {
    SystemReader.setInstance(before);
  }

  private static FileBasedConfig empty(Config parent, FS fs) {
    return new FileBasedConfig(parent, null, fs) {
      @Override
      public void load() {
        clear();
      }

      @Override
      public boolean isOutdated() {
        return false;
      }
    };
  }

  private void write(Path folder) {
    ArtefactFolder.at(folder)
        .write(
            snapshot(
                resource("tags/a", "displayName: A"), resource("backends/b", "url: https://b")));
  }

  private static Committed commit(Path folder) {
    try (GitRepository git = GitRepository.init(folder)) {
      return git.commitFolder(folder, "Extract", ME);
    }
  }

  private Set<String> committed(Path anyFolder) throws IOException {
    Set<String> paths = new TreeSet<>();
    try (Git git = Git.open(anyFolder.toFile());
        TreeWalk walk = new TreeWalk(git.getRepository())) {
      walk.addTree(git.getRepository().resolve("HEAD^{tree}"));
      walk.setRecursive(true);
      while (walk.next()) {
        paths.add(walk.getPathString());
      }
    }
    return paths;
  }

  @Test
  void aFirstCommitHoldsTheFolderAndNothingElse() throws Exception {
    put(root, "src/Other.java", "mine");
    put(root, "environments/x.yaml", "exclude: []\n");
    write(root.resolve("apim"));
    GitRepository.init(root).close();
    Committed done = commit(root.resolve("apim"));
    assertThat(done.id()).hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f]{40}"));
    assertThat(committed(root))
        .containsExactly("apim/apimage.yaml", "apim/backends/b.yaml", "apim/tags/a.yaml");
    try (GitRepository git = GitRepository.around(root.resolve("apim")).orElseThrow();
        Git raw = Git.open(root.toFile())) {
      assertThat(git.head()).isEqualTo(done.id());
      assertThat(raw.status().call().getUntracked())
          .containsExactlyInAnyOrder("environments/x.yaml", "src/Other.java");
      assertThat(raw.status().call().hasUncommittedChanges()).isFalse();
      assertThat(raw.getRepository().getBranch()).isEqualTo("main");
    }
  }

  @Test
  void nothingChangedIsNoCommit() {
    write(root);
    assertThat(commit(root).id()).isPresent();
    assertThat(commit(root).id()).isEmpty();
    write(root);
    assertThat(commit(root).id()).isEmpty();
  }

  @Test
  void deletionsAndChangesAreCommitted() throws Exception {
    write(root);
    commit(root);
    ArtefactFolder.at(root)
        .write(
            snapshot(resource("tags/a", "displayName: B"), resource("tags/c", "displayName: C")));
    assertThat(commit(root).id()).isPresent();
    assertThat(committed(root)).containsExactly("apimage.yaml", "tags/a.yaml", "tags/c.yaml");
    try (Git git = Git.open(root.toFile())) {
      assertThat(git.status().call().isClean()).isTrue();
    }
  }

  @Test
  void whatAPersonStagedElsewhereStaysStaged() throws Exception {
    write(root);
    commit(root);
    put(root, "README.md", "mine");
    try (Git git = Git.open(root.toFile())) {
      git.add().addFilepattern("README.md").call();
      ArtefactFolder.at(root).write(snapshot(resource("tags/a", "displayName: A")));
      assertThat(commit(root).id()).isPresent();
      assertThat(committed(root)).containsExactly("apimage.yaml", "tags/a.yaml");
      assertThat(git.status().call().getAdded()).containsExactly("README.md");
    }
  }

  @Test
  void withoutAnIdentityNothingIsCommitted() throws Exception {
    write(root);
    try (GitRepository git = GitRepository.init(root)) {
      assertThatThrownBy(() -> git.commitFolder(root, "Extract", Optional.empty()))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("who you are");
      assertThat(git.head()).isEmpty();
    }
    configure(root, "user", "name", "Me");
    configure(root, "user", "email", "me@example.com");
    try (GitRepository git = GitRepository.init(root)) {
      assertThat(git.commitFolder(root, "Extract", Optional.empty()).id()).isPresent();
    }
  }

  @Test
  void aSignatureThatCannotBeMadeIsSaid() throws Exception {
    write(root);
    GitRepository.init(root).close();
    configure(root, "commit", "gpgsign", "true");
    Committed done = commit(root);
    assertThat(done.id()).isPresent();
    assertThat(done.problems()).hasSize(1).noneMatch(Problem::isError);
  }

  @Test
  void refusesSha256AndBareRepositories(@TempDir Path bare) throws Exception {
    GitRepository.init(root).close();
    configure(root, "extensions", "objectFormat", "sha256");
    assertThatThrownBy(() -> GitRepository.around(root)).isInstanceOf(ProblemException.class);
    Git.init().setDirectory(bare.toFile()).setBare(true).call().close();
    assertThatThrownBy(() -> GitRepository.around(bare)).isInstanceOf(ProblemException.class);
  }

  @Test
  void outsideAnyWorkTreeThereIsNone() {
    assertThat(GitRepository.around(root)).isEmpty();
    assertThatThrownBy(() -> GitRepository.containing(root.resolve("new")))
        .isInstanceOf(ProblemException.class);
    GitRepository.init(root).close();
    GitRepository.containing(root.resolve("new/deeper")).close();
  }

  @Test
  void ignoredFilesAreNamed() {
    write(root);
    put(root, ".gitignore", "backends/\n");
    Committed done = commit(root);
    assertThat(done.id()).isPresent();
    assertThat(done.problems()).extracting(Problem::text).anyMatch(t -> t.contains("backends"));
  }

  @Test
  void aLinkedWorkTreeWillDo(@TempDir Path linked) throws Exception {
    write(root);
    commit(root);
    link(root, linked);
    ArtefactFolder.at(linked).write(snapshot(resource("tags/z", "displayName: Z")));
    Committed done = commit(linked);
    assertThat(done.id()).isPresent();
    try (GitRepository main = GitRepository.around(root).orElseThrow()) {
      assertThat(main.head()).isNotEqualTo(done.id());
    }
  }

  /** What {@code git worktree add} makes; JGit has no command for it. */
  private static void link(Path main, Path linked) throws IOException {
    Path admin = main.resolve(".git/worktrees/linked");
    Files.createDirectories(admin);
    Files.writeString(linked.resolve(".git"), "gitdir: " + admin.toRealPath() + "\n");
    Files.writeString(admin.resolve("gitdir"), linked.resolve(".git") + "\n");
    Files.writeString(admin.resolve("commondir"), "../..\n");
    try (Git git = Git.open(main.toFile())) {
      Files.writeString(
          admin.resolve("HEAD"), git.getRepository().resolve("HEAD").getName() + "\n");
    }
  }

  @Test
  void aMessageCountsAndNames() {
    Written written =
        new Written(
            List.of(Address.parse("tags/a")),
            List.of(),
            List.of(Address.parse("apis/x/policy")),
            List.of(),
            List.of());
    assertThat(CommitMessage.of("contoso", written))
        .isEqualTo("Extract contoso: 1 added, 0 changed, 1 removed\n\n+ tags/a\n- apis/x/policy\n");
    Written many =
        new Written(
            Collections.nCopies(150, Address.parse("tags/a")),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThat(CommitMessage.of("c", many)).endsWith("+ tags/a\n… and 50 more\n");
  }

  @Test
  void anAuthorIsANameAndAnAddress() {
    assertThat(Author.parse(" A B <a@b> ")).contains(new Author("A B", "a@b"));
    assertThat(Author.parse("a@b")).isEmpty();
    assertThat(Author.parse("<a@b>")).isEmpty();
  }

  private static void configure(Path folder, String section, String key, String value)
      throws IOException {
    try (Git git = Git.open(folder.toFile())) {
      Repository repository = git.getRepository();
      StoredConfig config = repository.getConfig();
      config.setString(section, null, key, value);
      config.save();
    }
  }
}
