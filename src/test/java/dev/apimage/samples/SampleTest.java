package dev.apimage.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.folder.Content;
import dev.apimage.folder.Environment;
import dev.apimage.folder.Environments;
import dev.apimage.folder.ExcludeRule;
import dev.apimage.folder.SecretRule;
import dev.apimage.folder.SetRule;
import dev.apimage.kind.Kind;
import dev.apimage.model.KeyPattern;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import dev.apimage.plan.Planner;
import dev.apimage.secret.SecretKey;
import dev.apimage.secret.TextSecrets;
import dev.apimage.secret.Tokens;
import dev.apimage.text.KindSchema;
import dev.apimage.text.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SampleTest {
  private static final Path SCHEMAS = Path.of("schemas", "v1");
  private static final String SCHEMA_LINE = "# yaml-language-server: $schema=" + KindSchema.BASE;

  private static List<String> environments() {
    return Environments.at(Samples.CONTOSO).names();
  }

  private static Environment environment(String name) {
    return Environments.at(Samples.CONTOSO).read(name);
  }

  @Test
  void itReadsWithoutAnyProblem() {
    Content content = Samples.contoso();
    assertThat(content.problems()).isEmpty();
    assertThat(environments()).containsExactly("dr", "source", "staging");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyKindHasASample(Kind kind) {
    assertThat(Samples.contoso().snapshot().stream().map(r -> Kind.require(r.address())))
        .contains(kind);
  }

  @Test
  void itIsWhatExtractWouldWriteIntoAnEmptyFolder(@TempDir Path fresh) throws IOException {
    ArtefactFolder.at(fresh).include(Samples.contoso().marker().include());
    assertThat(ArtefactFolder.at(fresh).write(Samples.contoso().snapshot()).problems()).isEmpty();
    Map<String, String> sample = files(Samples.CONTOSO);
    sample.keySet().removeIf(name -> name.startsWith("environments/") || name.equals("README.md"));
    assertThat(files(fresh)).isEqualTo(sample);
  }

  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(path).toString().replace('\\', '/');
        texts.put(name, Files.readString(path).replace("\r\n", "\n"));
      }
    }
    return texts;
  }

  @Test
  void itHoldsTwentySecretPositionsAndNoSecret() {
    List<Resource> resources = Samples.contoso().snapshot().stream().toList();
    long positions = resources.stream().mapToLong(r -> SecretKey.in(r.body()).size()).sum();
    assertThat(positions).isGreaterThanOrEqualTo(20);
    assertThat(resources)
        .allSatisfy(
            r ->
                assertThat(TextSecrets.inPolicy(r.body().path("value").asText("")).literals())
                    .isEmpty());
  }

  @Test
  void idsInPoliciesAreThoseThatExtractGives() {
    for (Resource resource : Samples.contoso().snapshot().resources().values()) {
      String written = resource.body().path("value").asText("");
      if (Tokens.ids(written).stream().anyMatch(id -> !id.isEmpty())) {
        String real = Tokens.fill(written, id -> "made0up0value");
        assertThat(TextSecrets.inPolicy(real).withHoles()).isEqualTo(written);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("environments")
  void eachSecretHasOneSourceAndEachLineOfAnEnvironmentIsUsed(String name) {
    Environment environment = environment(name);
    Snapshot snapshot = Samples.contoso().snapshot();
    assertThat(Samples.supplied(environment).stream())
        .allSatisfy(r -> assertThat(r.secrets()).hasSameSizeAs(Set.copyOf(SecretKey.in(r.body()))));
    for (SecretRule rule : environment.secrets()) {
      assertThat(
              snapshot.stream()
                  .flatMap(
                      r -> SecretKey.in(r.body()).stream().map(k -> matches(rule.key(), r, k))))
          .as("%s", rule)
          .contains(true);
    }
    for (SetRule rule : environment.set()) {
      assertThat(snapshot.stream().filter(r -> rule.address().matches(r.address())))
          .as("%s", rule)
          .isNotEmpty()
          .allMatch(r -> rule.position().isIn(r.body()));
    }
    for (ExcludeRule rule : environment.exclude()) {
      assertThat(snapshot.stream().filter(r -> rule.pattern().matches(r.address())))
          .as("%s", rule)
          .isNotEmpty();
    }
  }

  private static boolean matches(KeyPattern pattern, Resource resource, SecretKey key) {
    return pattern.matches(resource.address(), key.toString());
  }

  @ParameterizedTest
  @MethodSource("environments")
  void itCanBePublishedIntoAnEmptyService(String name) {
    Snapshot desired = Samples.supplied(environment(name));
    Snapshot none = desired.map(r -> r.withBody(tree("enabled: false")));
    Snapshot actual =
        Snapshot.of(none.stream().filter(r -> Kind.require(r.address()).isFixed()).toList());
    Plan plan = Planner.plan(desired, actual, PlanOptions.defaults());
    assertThat(plan.problems().stream().filter(Problem::isError)).isEmpty();
    assertThat(plan.changes()).hasSizeGreaterThanOrEqualTo(desired.size() - 2);
  }

  private static List<Path> yamls() throws IOException {
    try (Stream<Path> paths = Files.walk(Samples.CONTOSO)) {
      return paths
          .filter(p -> p.toString().endsWith(".yaml"))
          .filter(p -> !p.endsWith("specification.yaml"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("yamls")
  void eachFileNamesItsSchemaAndFollowsIt(Path file) throws IOException {
    String text = Files.readString(file);
    String first = text.lines().findFirst().orElse("");
    assertThat(first).startsWith(SCHEMA_LINE);
    String schema = first.substring(SCHEMA_LINE.length());
    assertThat(SCHEMAS.resolve(schema)).exists();
    assertThat(Schemas.problems(schema, YamlText.read(file.toString(), text).tree())).isEmpty();
  }

  @Test
  void aSchemaRefusesAnotherTypeAndLetsUnknownPropertiesPass() {
    assertThat(Schemas.problems("tag.schema.json", tree("displayName: [x]"))).isNotEmpty();
    assertThat(Schemas.problems("tag.schema.json", tree("description: x"))).isNotEmpty();
    assertThat(Schemas.problems("tag.schema.json", tree("displayName: x\nnew: 1"))).isEmpty();
    assertThat(Schemas.problems("apimage.schema.json", tree("format: 2"))).isNotEmpty();
    assertThat(Schemas.problems("apimage.schema.json", tree("format: 1\nallow: 3"))).isNotEmpty();
    assertThat(Schemas.problems("environment.schema.json", tree("secrets: {a/b: typed-in}")))
        .isNotEmpty();
    assertThat(Schemas.problems("environment.schema.json", tree("target: {servce: x}")))
        .isNotEmpty();
  }

  @Test
  void anOperationOfADocumentNeedsNoMethodButAnyOtherDoes() {
    assertThat(Schemas.problems("operation.schema.json", tree("tags: [public]"))).isEmpty();
    assertThat(Schemas.problems("operation.schema.json", tree("displayName: Get"))).isNotEmpty();
  }

  private static ObjectNode tree(String yaml) {
    return YamlText.read("x.yaml", yaml + "\n").tree();
  }

  /** The committed schemas, by their public addresses. */
  private static final class Schemas {
    private static final JsonSchemaFactory FACTORY =
        JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder ->
                builder.schemaMappers(
                    map -> map.mapPrefix(KindSchema.BASE, SCHEMAS.toUri().toString())));

    private static Set<ValidationMessage> problems(String schema, JsonNode tree) {
      SchemaLocation location = SchemaLocation.of(KindSchema.BASE + schema);
      return FACTORY.getSchema(location, SchemaValidatorsConfig.builder().build()).validate(tree);
    }
  }
}
