package dev.apimage.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.folder.Author;
import dev.apimage.folder.GitRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The control: the search finds what is there, in every encoding and in every kind of place. */
class HuntTest {
  @TempDir Path temp;
  private final Canaries canaries = new Canaries(1);

  @TestFactory
  Stream<DynamicTest> findsEveryEncoding() {
    return Stream.of(1, 2, 3, 4, 5, 6)
        .flatMap(
            n -> {
              String secret = canaries.any("place " + n);
              Hunt hunt = new Hunt(canaries.all());
              return Hunt.encodings(secret).entrySet().stream()
                  .flatMap(e -> e.getValue().stream().map(text -> Map.entry(e.getKey(), text)))
                  .map(
                      e ->
                          DynamicTest.dynamicTest(
                              e.getKey() + " of secret " + n,
                              () ->
                                  assertThat(hunt.in("before " + e.getValue() + " after"))
                                      .contains("place " + n + " (" + e.getKey() + ")")));
            });
  }

  @Test
  void findsBase64WhateverStandsBeforeTheSecret() {
    String secret = canaries.any("header");
    Hunt hunt = new Hunt(canaries.all());
    for (String user : List.of("", "a", "ab", "abc", "somebody")) {
      String text = user + ":" + secret + ":end";
      String encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
      assertThat(hunt.in("Basic " + encoded)).as(user).contains("header (base64)");
    }
  }

  @Test
  void findsAPieceOfASecret() {
    String secret = canaries.plain("place");
    assertThat(new Hunt(canaries.all()).in("x" + secret.substring(5, 17) + "…")).isNotEmpty();
  }

  @Test
  void findsNothingWhereNothingIs() {
    canaries.any("one");
    String other = new Canaries(2).any("another");
    assertThat(new Hunt(canaries.all()).in(other)).isEmpty();
    assertThat(new Hunt(canaries.all()).in(new byte[0])).isEmpty();
  }

  @Test
  void findsThemInLooseObjects() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("repository/.git/objects/ab"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      out.write(("blob 28\0" + canaries.plain("loose")).getBytes(StandardCharsets.UTF_8));
    }
    Files.write(folder.resolve("0".repeat(38)), bytes.toByteArray());
    assertThat(new Hunt(canaries.all()).below(temp).toString()).contains("loose (plain)");
  }

  @Test
  void findsThemInFilesNamesAndGitObjects() throws IOException {
    Files.writeString(temp.resolve("report.json"), canaries.plain("file"));
    Files.writeString(Files.createDirectories(temp.resolve("a/b")).resolve("x.tmp"), "");
    Files.writeString(temp.resolve("a/b").resolve(canaries.plain("name")), "");
    Path folder = Files.createDirectory(temp.resolve("image"));
    Path tag = Files.createDirectories(folder.resolve("tags")).resolve("t.yaml");
    Files.writeString(tag, "displayName: " + canaries.plain("commit") + "\n");
    try (GitRepository git = GitRepository.init(folder)) {
      git.commitFolder(
          folder, canaries.plain("message"), Optional.of(new Author("a", "a@b.invalid")));
      Files.delete(tag);
    }
    assertThat(new Hunt(canaries.all()).below(temp).toString())
        .contains("file (plain)", "name (plain)", "commit (plain)", "message (plain)")
        .contains("objects/pack/");
  }
}
