package dev.apimage.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.cli.Shell;
import dev.apimage.kind.Kind;
import dev.apimage.text.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of Microsoft's APIOps tools that hold secrets in clear. */
class ImportCanaryTest {
  /** The folders' names in such a tree, where they are not ARM's. */
  private static final Map<String, String> FOLDERS =
      Map.of("namedValues", "named values", "policyFragments", "policy fragments");

  @TempDir Path temp;
  private final Canaries canaries = new Canaries(10);

  private void write(String file, String text) throws IOException {
    Path path = temp.resolve("artifacts").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void resource(String collection, String name, ObjectNode properties) throws IOException {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.set("properties", properties);
    String singular = collection.substring(0, collection.length() - 1);
    write(
        FOLDERS.getOrDefault(collection, collection)
            + "/"
            + name
            + "/"
            + singular
            + "Information.json",
        JsonText.write(envelope));
  }

  private void fill() throws IOException {
    for (Kind kind : Kind.values()) {
      for (int n = 0;
          n < Positions.bodies(kind) && !kind.secrets().isEmpty() && kind.isTop();
          n++) {
        String name = Positions.address(kind, n).name();
        resource(kind.collection(), name, Positions.filled(kind, n, name, canaries));
      }
    }
    for (Guises.Guise guise : Guises.all(canaries)) {
      if (guise.address().isTop() && !guise.address().collection().startsWith("policy")) {
        resource(guise.address().collection(), guise.address().name(), guise.body());
      }
      if (guise.address().isSingleton()) {
        write(
            "apis/typed-text/operations/" + guise.address().parent().name() + "/policy.xml",
            guise.body().path("value").asText());
      }
    }
    write(
        "apis/typed-text/specification.yaml",
        "openapi: 3.0.1\ninfo: {title: t, version: '1'}\npaths:\n  /x:\n    get:\n"
            + "      operationId: x\n      parameters:\n        - {name: api-key, in: header,"
            + " schema: {type: string, default: "
            + canaries.plain("default in a document")
            + "}}\n      responses: {'200': {description: ok}}\n");
    write(
        "configuration.prod.yaml",
        "apimServiceName: contoso\nnamedValues:\n  - name: canary-0\n    properties:\n"
            + "      value: "
            + canaries.plain("secret named value in a configuration")
            + "\n  - name: typed-1\n    properties:\n      value: AccountKey="
            + canaries.plain("connection string in a configuration")
            + "\nbackends:\n  - name: canary-0\n    properties:\n      url: https://h.invalid/f?code="
            + canaries.plain("URL in a configuration")
            + "\n      credentials:\n        header:\n          first: ['"
            + canaries.plain("header in a configuration")
            + "']\napis:\n  - name: typed-text\n    properties:\n      serviceUrl: https://u:"
            + canaries.plain("user and password in a configuration")
            + "@h.invalid\n");
  }

  @Test
  void leavesNoSecretInTheImageTheEnvironmentsOrItsWords() throws IOException {
    fill();
    Shell.Result result =
        new Shell(temp).run("import", "apiops", "artifacts", "--out", "image", "--debug");
    assertThat(result.code()).as(result.toString()).isZero();
    assertThat(temp.resolve("image/environments/prod.yaml")).isRegularFile();
    assertThat(temp.resolve("image/backends")).isDirectory();
    Hunt hunt = new Hunt(canaries.all());
    assertThat(hunt.below(temp.resolve("artifacts"))).isNotEmpty();
    assertThat(hunt.in(result.toString())).isEmpty();
    assertThat(hunt.below(temp.resolve("image"))).isEmpty();
  }

  @Test
  void repeatsNoneOfWhatItCannotRead() throws IOException {
    String secret = canaries.plain("broken file");
    write(
        "backends/a/backendInformation.json",
        "{\"properties\": {\"title\": \"" + secret + "\",, }");
    write("backends/b/backendInformation.json", "{\"properties\": [\"" + secret + "\"]}");
    write("backends/c/backendInformation.json", "\"" + secret + "\"");
    write("named values/x/namedValueInformation.json", "{\"properties\": {\"" + secret + "\": ");
    write(
        "configuration.prod.yaml", "namedValues:\n  - " + secret + "\n  - name: [" + secret + "\n");
    Shell.Result result = new Shell(temp).run("import", "apiops", "artifacts", "--out", "image");
    assertThat(result.code()).isNotZero();
    assertThat(new Hunt(canaries.all()).in(result.toString())).isEmpty();
  }
}
