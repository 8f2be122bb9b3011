package dev.apimage.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apimage.folder.Author;
import dev.apimage.folder.GitRepository;
import dev.apimage.model.Code;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProverTest {
  /** No rule takes it for a secret by its shape alone. */
  private static final String VALUE = "plain \"one\" <&+/ é'half=";

  private static final Author AUTHOR = new Author("Me", "me@contoso.example");

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void folder() throws IOException {
    folder = Files.createDirectories(temp.resolve("image"));
    write("apimage.yaml", "format: 1\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void commit(String message) {
    try (GitRepository git = GitRepository.init(folder)) {
      git.commitFolder(folder, message, Optional.of(AUTHOR));
    }
  }

  private static RealSecret real(String value) {
    return new RealSecret("test secrets", "subscriptions/acme primaryKey", new Secret(value));
  }

  private Proof prove(RealSecret... secrets) {
    return Prover.prove(folder, "contoso", new SecretFetcher.Fetched(List.of(secrets), List.of()));
  }

  private static List<String> forms() {
    return List.of(
        VALUE,
        Base64.getEncoder().encodeToString(VALUE.getBytes(StandardCharsets.UTF_8)),
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(VALUE.getBytes(StandardCharsets.UTF_8)),
        Base64.getEncoder().encodeToString(("u:" + VALUE).getBytes(StandardCharsets.UTF_8)),
        Base64.getEncoder().encodeToString(("me:" + VALUE + "!").getBytes(StandardCharsets.UTF_8)),
        URLEncoder.encode(VALUE, StandardCharsets.UTF_8),
        URLEncoder.encode(VALUE, StandardCharsets.UTF_8).replace("+", "%20"),
        "plain%20%22one%22%20%3c%26%2b%2f%20%c3%a9%27half%3d",
        "plain &quot;one&quot; &lt;&amp;+/ é'half=",
        "plain &quot;one&quot; &lt;&amp;+/ é&apos;half=",
        "plain &quot;one&quot; &lt;&amp;+/ é&#39;half=",
        "plain \"one\" &lt;&amp;+/ é'half=",
        "plain \\\"one\\\" <&+/ é'half=",
        "plain \\\"one\\\" <&+\\/ é'half=",
        "plain \\u0022one\\u0022 \\u003C\\u0026\\u002B/ é\\u0027half=");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aSecretIsFoundInAnyFormAndNeverShown(String form) throws IOException {
    write("notes.txt", "first\nsecond: [" + form + "]\n");
    Proof proof = prove(real(VALUE));
    assertThat(proof.findings()).hasSize(1);
    Finding finding = proof.findings().get(0);
    assertThat(finding.place()).isEqualTo("notes.txt:2");
    assertThat(finding.what()).startsWith("subscriptions/acme primaryKey");
    assertThat(proof.kinds()).containsExactly(new Proof.Count("test secrets", 1, 0, 1));
    assertThat(proof.toString()).doesNotContain("half");
  }

  @Test
  void aFolderWithoutItIsClean() throws IOException {
    write("notes.txt", VALUE.substring(1));
    commit("nothing");
    Proof proof = prove(real(VALUE));
    assertThat(proof.isClean()).isTrue();
    assertThat(proof.kinds()).containsExactly(new Proof.Count("test secrets", 1, 0, 0));
    assertThat(proof.objects()).isPositive();
  }

  @Test
  void aSecretThatAnOlderCommitHasIsFoundWithItsFileAndCommit() throws IOException {
    write("tags/a.yaml", "displayName: A\n# " + VALUE + "\n");
    commit("first");
    write("tags/a.yaml", "displayName: A\n");
    commit("second");
    assertThat(prove(real(VALUE)).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.place()).matches("tags/a\\.yaml:2 in commit [0-9a-f]{12}"));
  }

  @Test
  void messagesTagsReflogsStashesAndLooseObjectsAreLookedAt() throws Exception {
    commit("first");
    try (Git git = Git.open(folder.toFile())) {
      git.getRepository().getConfig().setString("user", null, "name", "Me");
      git.getRepository().getConfig().setString("user", null, "email", "me@contoso.example");
      git.getRepository().getConfig().save();
      git.tag().setName("v1").setMessage("tag " + VALUE).call();
      write("apimage.yaml", "format: 1\n# " + VALUE + "\n");
      git.stashCreate().call();
      git.commit().setAllowEmpty(true).setMessage("log " + VALUE).setSign(false).call();
      git.reset().setMode(org.eclipse.jgit.api.ResetCommand.ResetType.HARD).setRef("HEAD~1").call();
      try (ObjectInserter insert = git.getRepository().newObjectInserter()) {
        insert.insert(
            Constants.OBJ_BLOB, ("unreachable " + VALUE).getBytes(StandardCharsets.UTF_8));
        insert.flush();
      }
    }
    assertThat(prove(real(VALUE)).findings().stream().map(Finding::where))
        .anyMatch(where -> where.startsWith("the tag object"))
        .anyMatch(where -> where.endsWith("itself"))
        .anyMatch(where -> where.endsWith("which no commit has"))
        .contains("apimage.yaml", ".git/logs/HEAD");
  }

  @Test
  void packedObjectsAreLookedAt() throws Exception {
    write("tags/a.yaml", "displayName: A\n# " + VALUE + "\n");
    commit("first");
    write("tags/a.yaml", "displayName: A\n");
    commit("second");
    try (Git git = Git.open(folder.toFile())) {
      git.getRepository()
          .getConfig()
          .setInt(ConfigConstants.CONFIG_GC_SECTION, null, "pruneExpire", 0);
      git.gc().setExpire(java.time.Instant.EPOCH).call();
    }
    assertThat(prove(real(VALUE)).findings()).hasSize(1);
  }

  @Test
  void aFolderBelowTheWorkTreesRootHasTheSameHistory() throws IOException {
    write("tags/a.yaml", "displayName: A\n# " + VALUE + "\n");
    commit("first");
    Files.createDirectories(folder.resolve("below"));
    folder = folder.resolve("below");
    assertThat(prove(real(VALUE)).findings()).hasSize(1);
  }

  @Test
  void shortSecretsAreCountedAndNotLookedFor() throws IOException {
    write("notes.txt", "admin12\n");
    Proof proof = prove(real("admin12"));
    assertThat(proof.isClean()).isTrue();
    assertThat(proof.kinds()).containsExactly(new Proof.Count("test secrets", 1, 1, 0));
  }

  @Test
  void shapesAreFoundWithoutAnyService() throws IOException {
    write(
        "apis/a/policy.xml",
        "<policies>\n<inbound>\n<authentication-basic username=\"u\" password=\"Tr0ub4dor-and-3\" />"
            + "\n</inbound>\n</policies>\n");
    write("backends/b.yaml", "url: https://b\nproxy: {url: http://p, password: correct horse}\n");
    Proof proof = Prover.prove(folder, "", SecretFetcher.Fetched.NOTHING);
    assertThat(proof.findings().stream().map(f -> f.place() + " " + f.what()))
        .containsExactlyInAnyOrder(
            "apis/a/policy.xml:3 the password of authentication-basic",
            "backends/b.yaml a value in clear at backends/b#proxy.password");
    assertThat(proof.toString()).doesNotContain("Tr0ub4dor", "horse");
  }

  @Test
  void whatThePersonAllowedIsAllowedInOlderVersionsToo() throws IOException {
    write("apis/a/api.yaml", "displayName: A\npath: a\ndescription: 1\n");
    write(
        "apis/a/policy.xml",
        "<policies>\n<inbound>\n<authentication-basic username=\"u\" password=\"Tr0ub4dor-and-3\" />"
            + "\n</inbound>\n</policies>\n");
    commit("first");
    write("apis/a/policy.xml", Files.readString(folder.resolve("apis/a/policy.xml")) + "\n");
    commit("second");
    assertThat(prove().findings()).hasSize(3);
    write(
        "apimage.yaml",
        "format: 1\nallow:\n  - place: apis/a/policy\n    reason: a sample of the vendor\n");
    assertThat(prove().findings()).isEmpty();
  }

  @Test
  void aFolderThatIsNotThereIsNoProof() {
    folder = temp.resolve("nowhere");
    assertThatThrownBy(this::prove).isInstanceOf(ProblemException.class);
  }

  @Test
  void aContentLargerThanTheWindowIsSearchedAcrossItsEdges() throws IOException {
    Random random = new Random(7);
    for (int at = 0; at < 4000; at += 97) {
      StringBuilder text = new StringBuilder();
      while (text.length() < at) {
        text.append((char) ('a' + random.nextInt(26)));
        if (random.nextInt(40) == 0) {
          text.append('\n');
        }
      }
      int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
      text.append(VALUE).append("\n".repeat(3000));
      Lens lens = new Lens(new Needles(List.of(real(VALUE))), Shapes.of(temp), 300, 100);
      lens.look(
          "x",
          Optional.empty(),
          "",
          new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
      assertThat(lens.findings()).as("at %d", at).hasSize(1);
      assertThat(lens.findings().get(0).line()).isEqualTo(line);
    }
  }

  @Test
  void aRepositoryBelowTheFolderIsLookedAtAsWell() throws IOException {
    write("tags/a.yaml", "displayName: A\n# " + VALUE + "\n");
    commit("first");
    write("tags/a.yaml", "displayName: A\n");
    commit("second");
    Proof proof =
        Prover.prove(temp, "contoso", new SecretFetcher.Fetched(List.of(real(VALUE)), List.of()));
    assertThat(proof.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.place()).startsWith("image/tags/a.yaml:2 in commit "));
    assertThat(proof.objects()).isPositive();
  }

  @Test
  void aLinkToTheFolderIsFollowed() throws IOException {
    write("notes.txt", VALUE);
    Path link = Files.createSymbolicLink(temp.resolve("link"), folder);
    Proof proof =
        Prover.prove(link, "contoso", new SecretFetcher.Fetched(List.of(real(VALUE)), List.of()));
    assertThat(proof.findings()).hasSize(1);
  }

  @Test
  void aCloneThatLacksHistorySaysSo() throws Exception {
    write("tags/a.yaml", "displayName: A\n# " + VALUE + "\n");
    commit("first");
    write("tags/a.yaml", "displayName: A\n");
    commit("second");
    Path clone = temp.resolve("clone");
    Git.cloneRepository()
        .setURI(folder.toUri().toString())
        .setDirectory(clone.toFile())
        .setDepth(1)
        .call()
        .close();
    Proof proof =
        Prover.prove(clone, "contoso", new SecretFetcher.Fetched(List.of(real(VALUE)), List.of()));
    assertThat(proof.notes())
        .singleElement()
        .satisfies(note -> assertThat(note.code()).isEqualTo(Code.NOT_SEARCHED))
        .satisfies(note -> assertThat(note.text()).contains("shallow clone"));
    assertThat(prove(real(VALUE)).notes()).isEmpty();
  }

  @Test
  void namesAreLookedAtAndNotRepeated() throws Exception {
    String name = "plain-one-half-of-it";
    write("docs/" + name + "/readme.txt", "nothing, and " + VALUE);
    commit("first");
    try (Git git = Git.open(folder.toFile())) {
      git.branchCreate().setName(name).call();
    }
    Proof proof = prove(real(name), new RealSecret("others", "x", new Secret(VALUE)));
    assertThat(proof.findings()).extracting(Finding::where).allMatch(w -> !w.contains(name));
    assertThat(proof.findings())
        .extracting(Finding::where)
        .contains("the name of a file, folder, branch or tag");
    Files.delete(folder.resolve("docs/" + name + "/readme.txt"));
    assertThat(
            prove(real(name)).findings().stream()
                .filter(f -> f.commit().isEmpty())
                .map(Finding::where))
        .contains("the name of a file, folder, branch or tag");
  }

  @Test
  void whatOnlyAResourceTellsIsFoundInEachLayout() throws IOException {
    write("namedValues/x.yaml", "displayName: db-password\nvalue: S0mmer!2019\n");
    write(
        "authorizationProviders/crm/authorizationProvider.yaml",
        "oauth2:\n  grantTypes:\n    clientCredentials:\n      clientSecret: correct horse\n");
    write(
        "authorizationProviders/crm/authorizations/sales/authorization.yaml",
        "parameters:\n  clientSecret: battery staple\n");
    commit("first");
    List<String> rules =
        Prover.prove(folder, "", SecretFetcher.Fetched.NOTHING).findings().stream()
            .filter(f -> f.commit().isPresent())
            .map(Finding::what)
            .toList();
    assertThat(rules)
        .containsExactlyInAnyOrder(
            "a value in clear at namedValues/x#a6d0875b",
            "a value in clear at authorizationProviders/crm#oauth2.grantTypes.clientCredentials.clientSecret",
            "a value in clear at"
                + " authorizationProviders/crm/authorizations/sales#parameters.clientSecret");
  }
}
