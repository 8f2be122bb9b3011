package dev.apimage.folder;

import static dev.apimage.folder.FolderFixture.files;
import static dev.apimage.folder.FolderFixture.marker;
import static dev.apimage.folder.FolderFixture.policy;
import static dev.apimage.folder.FolderFixture.put;
import static dev.apimage.folder.FolderFixture.resource;
import static dev.apimage.folder.FolderFixture.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.apimage.kind.Canonical;
import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.text.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtefactFolderTest {
  @TempDir Path root;

  private Written write(Snapshot snapshot) {
    return ArtefactFolder.at(root).write(snapshot);
  }

  private Content read() {
    return ArtefactFolder.at(root).read();
  }

  @Test
  void whatIsWrittenReadsBackAndStaysAsItIs() {
    Snapshot sample = FolderFixture.sample();
    Written first = write(sample);
    assertThat(first.created()).hasSize(sample.size());
    Content content = read();
    assertThat(content.problems()).isEmpty();
    assertThat(content.snapshot().resources().keySet()).isEqualTo(sample.resources().keySet());
    sample.stream().forEach(r -> assertSame(r, content.snapshot()));
    Map<String, String> before = files(root);
    Written second = write(sample);
    assertThat(second.isNothing()).isTrue();
    assertThat(second.unchanged()).hasSize(sample.size());
    assertThat(write(content.snapshot()).isNothing()).isTrue();
    assertThat(files(root)).isEqualTo(before);
  }

  private static void assertSame(Resource wanted, Snapshot there) {
    Kind kind = Kind.require(wanted.address());
    Resource read = there.at(wanted.address()).orElseThrow();
    assertThat(Trees.same(Canonical.of(kind, read.body()), Canonical.of(kind, lf(wanted))))
        .as("%s %s", wanted.address(), read.body())
        .isTrue();
  }

  private static com.fasterxml.jackson.databind.node.ObjectNode lf(Resource resource) {
    var body = resource.copyBody();
    if (body.path("value").isTextual()) {
      body.put("value", body.get("value").asText().replace("\r\n", "\n"));
    }
    return body;
  }

  @Test
  void filesLieWhereTheFormatSays() {
    write(FolderFixture.sample());
    assertThat(files(root).keySet())
        .contains(
            "apimage.yaml",
            "policy.xml",
            "namedValues/pay-key.yaml",
            "tags/a%3Ab.yaml",
            "groups/%43ON.yaml",
            "policyFragments/f.xml",
            "policyFragments/f.yaml",
            "policyFragments/g.yaml",
            "schemas/j.json",
            "schemas/x.xsd",
            "apis/echo/api.yaml",
            "apis/echo/policy.xml",
            "apis/echo/operations/get.yaml",
            "apis/echo/operations/get.policy.xml",
            "apis/echo/schemas/s1.json",
            "apis/echo/schemas/s2.xsd",
            "apis/echo/revisions/2/api.yaml",
            "apis/echo/revisions/2/operations/get.yaml",
            "products/gold/product.yaml",
            "gateways/gw/gateway.yaml",
            "subscriptions/s.yaml");
    assertThat(files(root).get("policy.xml")).isEqualTo("<policies>\n\t<inbound />\n</policies>\n");
    assertThat(files(root).get("apis/echo/api.yaml"))
        .isEqualTo(
            """
            # yaml-language-server: $schema=https://raw.githubusercontent.com/apimage/apimage/main/schemas/v1/api.schema.json
            displayName: Echo
            path: echo
            definition: operations
            tags:
              - a
              - b
            """);
    assertThat(files(root).get("policyFragments/g.yaml")).endsWith("\n{}\n");
    String longName = "x".repeat(80) + "%".repeat(40);
    assertThat(files(root).get("backends/" + FileNames.encode(longName) + ".yaml"))
        .contains("\nname: " + longName + "\nurl: https://x\n");
  }

  @Test
  void aWindowsCheckoutMeansTheSame() {
    write(FolderFixture.sample());
    files(root).forEach((file, text) -> put(root, file, text.replace("\n", "\r\n")));
    Map<String, String> before = files(root);
    assertThat(read().problems()).isEmpty();
    assertThat(write(FolderFixture.sample()).isNothing()).isTrue();
    assertThat(files(root)).isEqualTo(before);
  }

  @Test
  void handWrittenFormStaysWhereTheMeaningIsEqual() {
    marker(root);
    put(root, "policy.xml", "<!-- why -->\n<policies>\n  <inbound />\n</policies>\n");
    put(root, "tags/a.yaml", "# mine\ndisplayName:   'A'\n");
    put(root, "subscriptions/s.yaml", "scope: /products/GOLD\nstate: active\ndisplayName: S\n");
    Map<String, String> before = files(root);
    Written written =
        write(
            snapshot(
                policy("policy", "<!-- why -->\r\n<policies>\r\n\t<inbound />\r\n</policies>"),
                resource("tags/A", "displayName: A"),
                resource("subscriptions/s", "{displayName: S, scope: /products/gold}")));
    assertThat(written.isNothing()).isTrue();
    assertThat(files(root)).isEqualTo(before);
  }

  @Test
  void aChangeKeepsCommentsAndTouchesNothingElse() {
    marker(root);
    put(root, "backends/b.yaml", "# ours\ntitle: T # t\nurl: https://a # why\n");
    put(root, "backends/c.yaml", "url: https://c   # c\n");
    Written written =
        write(
            snapshot(
                resource("backends/b", "{title: T, url: 'https://b'}"),
                resource("backends/c", "url: https://c")));
    assertThat(written.updated()).containsExactly(Address.parse("backends/b"));
    assertThat(files(root).get("backends/b.yaml"))
        .isEqualTo("# ours\ntitle: T # t\nurl: https://b # why\n");
    assertThat(files(root).get("backends/c.yaml")).isEqualTo("url: https://c   # c\n");
  }

  @Test
  void onlyWhatItCouldHaveWrittenIsDeleted() {
    write(FolderFixture.sample());
    put(root, "README.md", "mine");
    put(root, "environments/prod.yaml", "exclude: []\n");
    put(root, "backends/broken.yaml", "url: [\n");
    put(root, "apis/echo/notes.txt", "mine");
    put(root, "products/gold/notes.txt", "mine");
    put(root, ".github/x.yml", "mine");
    Written written = write(snapshot(resource("tags/a:b", "displayName: 'a:b'")));
    assertThat(written.deleted()).hasSize(FolderFixture.sample().size() - 1);
    assertThat(files(root).keySet())
        .containsExactly(
            ".github/x.yml",
            "README.md",
            "apimage.yaml",
            "apis/echo/notes.txt",
            "backends/broken.yaml",
            "environments/prod.yaml",
            "products/gold/notes.txt",
            "tags/a%3Ab.yaml");
    assertThat(root.resolve("groups")).doesNotExist();
  }

  @Test
  void whatLiesOutsideTheScopeStays() {
    put(root, "apimage.yaml", "format: 1\nscope: ['tags/*', apis/x]\n");
    put(root, "tags/a.yaml", "displayName: A\n");
    put(root, "apis/x/api.yaml", "path: x\n");
    put(root, "apis/x/policy.xml", "<policies />\n");
    put(root, "groups/g.yaml", "displayName: G\n");
    assertThat(write(snapshot()).deleted())
        .containsExactly(
            Address.parse("apis/x"), Address.parse("apis/x/policy"), Address.parse("tags/a"));
    assertThat(files(root).keySet()).containsExactly("apimage.yaml", "groups/g.yaml");
  }

  @Test
  void aBrokenFileIsWrittenAfreshWhenItsResourceIsThere() {
    marker(root);
    put(root, "tags/a.yaml", "displayName: [\n");
    assertThat(write(snapshot(resource("tags/a", "displayName: A"))).updated()).hasSize(1);
    assertThat(files(root).get("tags/a.yaml")).endsWith("displayName: A\n");
  }

  @Test
  void anotherKindOfDocumentReplacesTheOld() {
    write(snapshot(resource("schemas/s", "{schemaType: json, document: {a: 1}}")));
    write(snapshot(resource("schemas/s", "{schemaType: xml, value: <a/>}")));
    assertThat(files(root).keySet())
        .containsExactly("apimage.yaml", "schemas/s.xsd", "schemas/s.yaml");
  }

  @Test
  void aSpecificationIsReadAndNeverTouched() {
    marker(root);
    put(root, "apis/a/api.yaml", "displayName: A\npath: a\ndefinition: specification\n");
    put(root, "apis/a/specification.json", "{\"swagger\": \"2.0\"}\n");
    put(root, "apis/a/operations/get.policy.xml", "<policies />\n");
    Content content = read().orThrow();
    Resource api = content.snapshot().at(Address.parse("apis/a")).orElseThrow();
    assertThat(api.body().get("format").asText()).isEqualTo("swagger-json");
    assertThat(api.body().get("value").asText()).isEqualTo("{\"swagger\": \"2.0\"}");
    assertThat(content.snapshot().has(Address.parse("apis/a/operations/get/policy"))).isTrue();
    Map<String, String> before = files(root);
    assertThat(write(content.snapshot()).isNothing()).isTrue();
    Resource other =
        resource("apis/a", "{displayName: B, path: a, definition: specification, value: other}");
    write(
        snapshot(
            other, content.snapshot().at(Address.parse("apis/a/operations/get/policy")).get()));
    assertThat(files(root).get("apis/a/specification.json"))
        .isEqualTo(before.get("apis/a/specification.json"));
    assertThat(files(root).get("apis/a/api.yaml"))
        .isEqualTo("displayName: B\npath: a\ndefinition: specification\n");
    Written gone = write(snapshot());
    assertThat(gone.problems()).hasSize(1);
    assertThat(files(root).keySet()).containsExactly("apimage.yaml", "apis/a/specification.json");
  }

  @Test
  void aSpecificationThatIsNotThereYetIsMade() {
    write(
        snapshot(
            resource(
                "apis/a",
                "{displayName: A, path: a, definition: specification, format: openapi, value: 'openapi: 3.0.1'}")));
    assertThat(files(root).get("apis/a/specification.yaml")).isEqualTo("openapi: 3.0.1\n");
    assertThat(files(root).get("apis/a/api.yaml")).doesNotContain("format", "value");
    Resource read = read().orThrow().snapshot().at(Address.parse("apis/a")).orElseThrow();
    assertThat(read.body().get("format").asText()).isEqualTo("openapi");
  }

  @Test
  void whatAKilledRunLeftIsTidiedAway() {
    marker(root);
    put(root, ".apimage-1.tmp", "half");
    write(snapshot(resource("tags/a", "displayName: A")));
    assertThat(files(root)).containsOnlyKeys("apimage.yaml", "tags/a.yaml");
  }

  @Test
  void refusesAFolderThatIsNotItsOwn() {
    put(root, "apis/readme.txt", "mine");
    assertThatThrownBy(() -> write(snapshot()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problems().get(0).code()).isEqualTo(Code.NOT_EMPTY));
    assertThat(files(root)).containsOnlyKeys("apis/readme.txt");
    assertThat(read().problems()).extracting(p -> p.code()).containsExactly(Code.NO_FOLDER);
  }

  @Test
  void aFreshRepositoryWithAReadmeWillDo() {
    put(root, "README.md", "hello");
    write(snapshot(resource("tags/a", "displayName: A")));
    assertThat(files(root)).containsOnlyKeys("README.md", "apimage.yaml", "tags/a.yaml");
  }

  @Test
  void aLinkOutOfTheFolderIsNeitherReadNorWrittenThrough(@TempDir Path elsewhere)
      throws IOException {
    marker(root);
    put(elsewhere, "a.yaml", "displayName: A\n");
    Files.createSymbolicLink(root.resolve("tags"), elsewhere);
    assertThat(read().snapshot().size()).isZero();
    assertThat(read().problems()).extracting(p -> p.code()).containsExactly(Code.UNKNOWN_FILE);
    assertThatThrownBy(() -> write(snapshot(resource("tags/b", "displayName: B"))))
        .isInstanceOf(ProblemException.class);
    assertThat(files(elsewhere)).containsOnlyKeys("a.yaml");
  }

  @Test
  void originsPointIntoTheRightFile() {
    marker(root);
    put(root, "backends/b.yaml", "url: https://b\ncredentials:\n  header:\n    x: [a]\n");
    put(root, "schemas/s.yaml", "schemaType: json\n");
    put(root, "schemas/s.json", "{\n  \"a\": {\"b\": 1}\n}\n");
    put(root, "policy.xml", "<policies />\n");
    Snapshot snapshot = read().orThrow().snapshot();
    assertThat(place(snapshot, "backends/b", "credentials.header.x[0]"))
        .isEqualTo("backends/b.yaml:4:9");
    assertThat(place(snapshot, "backends/b", "credentials.none")).isEqualTo("backends/b.yaml:2:1");
    assertThat(place(snapshot, "schemas/s", "document.a.b")).isEqualTo("schemas/s.json:2:14");
    assertThat(place(snapshot, "schemas/s", "schemaType")).isEqualTo("schemas/s.yaml:1:13");
    assertThat(place(snapshot, "policy", "value")).isEqualTo("policy.xml:1:1");
  }

  private static String place(Snapshot snapshot, String address, String position) {
    Resource resource = snapshot.at(Address.parse(address)).orElseThrow();
    return resource.origin().spot(Position.parse(position)).orElseThrow().toString();
  }
}
