package dev.apimage.apiops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Shared;
import dev.apimage.kind.Canonical;
import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people really extracted with APIOps. */
class RealTreesTest {
  private static final Pattern LINK =
      Pattern.compile(
          ".*/(products|gateways|tags)/([^/]+)/(apis|groups|products)/([^/]+)/[A-Za-z]+Information\\.json");

  private static Path tree(String name) {
    return Shared.shared().resolve("corpus").resolve("apiops").resolve(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Azure__apiops",
        "anotherRedbeard__apiops-demo",
        "anotherRedbeard__apiops-demo@head",
        "christopherhouse__mmmapimws",
        "jordanbean-msft__apiops-apim-dev1"
      })
  void areImportedOrNamedFileByFile(String name) throws IOException {
    Path folder = tree(name);
    Imported imported = ApiopsImport.read(folder);
    Set<String> covered = new HashSet<>();
    imported.problems().forEach(p -> p.spot().ifPresent(s -> covered.add(s.file())));
    for (Resource resource : imported.snapshot().resources().values()) {
      covered.add(resource.origin().spot(Position.ROOT).orElseThrow().file());
      resource.origin().spot(Position.ROOT.property("value")).ifPresent(s -> covered.add(s.file()));
    }
    List<String> missed = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        boolean isConfiguration = path.contains("configuration.");
        boolean isList = path.matches(".*/(apis|groups)\\.json");
        if (!isConfiguration && !isList && !covered.contains(path) && !isLinked(path, imported)) {
          missed.add(path);
        }
      }
    }
    assertThat(missed).isEmpty();
    assertThat(imported.problems())
        .noneMatch(
            p ->
                p.code() == Code.IMPORT_UNREADABLE
                    && !p.spot().orElseThrow().file().contains("configuration."));
  }

  /** A link's folder has no resource: the owner's list has its name. */
  private static boolean isLinked(String path, Imported imported) {
    Matcher matcher = LINK.matcher(path);
    if (!matcher.matches()) {
      return false;
    }
    boolean isTag = matcher.group(1).equals("tags");
    Address owner =
        isTag
            ? Address.of(matcher.group(3), matcher.group(4))
            : Address.of(matcher.group(1), matcher.group(2));
    String key = isTag ? "tags" : matcher.group(3);
    String name = isTag ? matcher.group(2) : matcher.group(4);
    List<String> names = new ArrayList<>();
    imported
        .snapshot()
        .at(owner)
        .orElseThrow()
        .body()
        .path(key)
        .forEach(n -> names.add(n.asText()));
    return names.contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Azure__apiops",
        "anotherRedbeard__apiops-demo",
        "anotherRedbeard__apiops-demo@head",
        "christopherhouse__mmmapimws",
        "jordanbean-msft__apiops-apim-dev1"
      })
  void giveResourcesInNormalFormThatSayNothingOfTheirService(String name) {
    for (Resource resource : ApiopsImport.read(tree(name)).snapshot().resources().values()) {
      Kind kind = Kind.require(resource.address());
      assertThat(Canonical.of(kind, resource.body())).isEqualTo(resource.body());
      assertThat(resource.body().toString()).doesNotContain("Microsoft.ApiManagement/service/");
      assertThat(kind.isBuiltIn(resource.address(), resource.body())).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"anotherRedbeard__apiops-demo", "anotherRedbeard__apiops-demo@head"})
  void keepRevisionsAndNameWhatDisagrees(String name) {
    Imported imported = ApiopsImport.read(tree(name));
    assertThat(imported.snapshot().has(Address.parse("apis/basic-calculator-v1/revisions/1")))
        .isTrue();
    assertThat(imported.snapshot().has(Address.parse("apis/basic-calculator-v1/revisions/2")))
        .isFalse();
    assertThat(
            imported
                .snapshot()
                .at(Address.parse("apis/basic-calculator-v1"))
                .orElseThrow()
                .body()
                .path("apiRevision")
                .asText())
        .isEqualTo("2");
    assertThat(
            imported.snapshot().has(Address.parse("apis/basic-calculator-v1/revisions/3/policy")))
        .isTrue();
    assertThat(imported.problems())
        .extracting(Problem::text)
        .anyMatch(t -> t.startsWith("The list and the folders of products/starter"));
    assertThat(
            imported
                .snapshot()
                .at(Address.parse("loggers/red-scus-apim-ai-dev"))
                .orElseThrow()
                .body()
                .at("/credentials/instrumentationKey")
                .asText())
        .isEqualTo("${secret}");
  }
}
