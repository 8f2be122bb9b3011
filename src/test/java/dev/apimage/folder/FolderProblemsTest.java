package dev.apimage.folder;

import static dev.apimage.folder.FolderFixture.marker;
import static dev.apimage.folder.FolderFixture.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderProblemsTest {
  @TempDir Path root;

  private List<Problem> problems() {
    return ArtefactFolder.at(root).read().problems();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tags/a.yml|displayName: A|UNKNOWN_FILE|tags/a.yml|a.yaml",
        "tags/a.txt|x|UNKNOWN_FILE|tags/a.txt|",
        "tags/b/a.yaml|x: 1|UNKNOWN_FILE|tags/b|",
        "apis/a.yaml|x: 1|UNKNOWN_FILE|apis/a.yaml|",
        "products/p/prodct.yaml|displayName: P|MISSING_COMPANION|products/p|",
        "api/a/api.yaml|x: 1|NEAR_MISS|api|apis",
        "polcy.xml|<a/>|NEAR_MISS|polcy.xml|policy.xml",
        "workspaces/w/workspace.yaml|x: 1|UNKNOWN_FILE|workspaces|",
        "tags/a%20b.yaml|displayName: A|BAD_NAME|tags/a%20b.yaml|\"a%2520b\"",
        "tags/a.yaml|displayName: 12|WRONG_TYPE|tags/a.yaml:1:14|quotes",
        "tags/a.yaml|displayName: {a: 1}|WRONG_TYPE|tags/a.yaml:1:1|",
        "tags/a.yaml|dispayName: A|UNKNOWN_PROPERTY|tags/a.yaml:1:1|displayName",
        "namedValues/a.yaml|secret: yes|WRONG_TYPE|namedValues/a.yaml:1:9|",
        "products/p/product.yaml|apis: [1]|WRONG_TYPE|products/p/product.yaml:1:8|quotes",
        "products/p/product.yaml|subscriptionsLimit: \"1\"|WRONG_TYPE|products/p/product.yaml:1:21|",
        "apis/a/api.yaml|definition: both|WRONG_TYPE|apis/a/api.yaml:1:13|",
        "apis/a/api.yaml|isOnline: true|UNKNOWN_PROPERTY|apis/a/api.yaml:1:1|Take it out",
        "apis/a/api.yaml|definition: specification|MISSING_COMPANION|apis/a/api.yaml|",
        "policyFragments/f.xml|<fragment/>|MISSING_COMPANION|policyFragments/f.xml|{}",
        "policyFragments/f.yaml|description: d|MISSING_COMPANION|policyFragments/f.yaml|",
        "apis/a/operations/o.policy.xml|<policies/>|MISSING_COMPANION|apis/a|",
        "environments/x.yml|a: 1|UNKNOWN_FILE|environments/x.yml|"
      })
  void finds(String file, String text, String code, String spot, String advice) {
    marker(root);
    put(root, file, text + "\n");
    Problem problem = problems().get(0);
    assertThat(problem.code().name()).isEqualTo(code);
    assertThat(problem.spot().orElseThrow()).hasToString(spot);
    assertThat(problem.advice()).contains(advice == null ? "" : advice);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "apps/x.txt",
        ".github/x.yml",
        "docs/a.md",
        "src/x.java",
        "tests/x",
        "tags/.gitkeep",
        ".DS_Store",
        "apis/.DS_Store",
        "pipelines/x.yaml",
        "tools/t.sh"
      })
  void leavesOthersFilesAlone(String file) {
    marker(root);
    put(root, file, "x");
    assertThat(problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"format: 2", "format: '1'", "scope: []", "format: 1\nfrmat: 1", "x", ""})
  void refusesAnUnknownFormat(String text) {
    put(root, "apimage.yaml", text);
    assertThat(problems()).isNotEmpty().allMatch(Problem::isError);
  }

  @Test
  void findsEverythingAtOnce() {
    marker(root);
    put(root, "tags/a.yaml", "displayName: [\n");
    put(root, "tags/b.yaml", "displayName: *x\nother: &y 1\n");
    put(root, "api/x.yaml", "x: 1\n");
    put(root, "apis/a/api.yaml", "path: 1\nprotocols: https\n");
    assertThat(problems()).hasSize(7);
  }

  @Test
  void namesThatDifferInCaseClash() {
    marker(root);
    put(root, "tags/a.yaml", "displayName: A\n");
    put(root, "tags/A.yaml", "displayName: A\n");
    if (FolderFixture.files(root).size() == 3) {
      assertThat(problems()).extracting(p -> p.code().name()).containsExactly("NAME_CLASH");
    }
  }

  @Test
  void twoDocumentsOfOneResourceClash() {
    marker(root);
    put(root, "schemas/s.yaml", "schemaType: json\n");
    put(root, "schemas/s.json", "{}\n");
    put(root, "schemas/s.xsd", "<a/>\n");
    assertThat(problems()).extracting(p -> p.code().name()).containsExactly("NAME_CLASH");
  }

  @Test
  void aValueInTwoPlacesIsOneTooMany() {
    marker(root);
    put(root, "policyFragments/f.yaml", "value: <fragment/>\n");
    put(root, "policyFragments/f.xml", "<fragment/>\n");
    assertThat(problems()).extracting(p -> p.code().name()).containsExactly("DUPLICATE_KEY");
  }

  @Test
  void aDocumentThatNobodyAskedForIsAWarning() {
    marker(root);
    put(root, "apis/a/api.yaml", "path: a\n");
    put(root, "apis/a/specification.yaml", "openapi: 3.0.1\n");
    assertThat(problems()).hasSize(1).noneMatch(Problem::isError);
  }

  @Test
  void bytesThatAreNoUtf8AreAnError() throws IOException {
    marker(root);
    put(root, "tags/a.yaml", "");
    Files.write(root.resolve("tags/a.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe4});
    assertThat(problems()).extracting(p -> p.code().name()).containsExactly("SYNTAX");
  }

  @Test
  void aLongNameMustBeTheFiles() {
    marker(root);
    String name = "n".repeat(130);
    put(root, "tags/" + FileNames.encode(name) + ".yaml", "name: " + name + "x\n");
    assertThat(problems()).extracting(p -> p.code().name()).containsExactly("BAD_NAME");
    put(root, "tags/" + FileNames.encode(name) + ".yaml", "displayName: x\n");
    assertThat(problems()).extracting(p -> p.code().name()).containsExactly("BAD_NAME");
    put(root, "tags/" + FileNames.encode(name) + ".yaml", "name: " + name + "\n");
    assertThat(problems()).isEmpty();
  }

  @Test
  void aProblemNeverShowsAValue() {
    marker(root);
    put(root, "namedValues/a.yaml", "displayName: {hunter2: hunter2}\nvalue: &a hunter2\n");
    assertThat(problems()).isNotEmpty().noneMatch(p -> p.toString().contains("hunter2\n"));
    assertThat(problems()).noneMatch(p -> p.excerpt().contains("hunter2"));
  }
}
