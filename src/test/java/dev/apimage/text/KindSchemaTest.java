package dev.apimage.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KindSchemaTest {
  private static final Path FOLDER = Path.of("schemas", "v1");

  private static List<Kind> kinds() {
    return KindSchema.kinds();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theCommittedSchemaIsWhatTheRowSays(Kind kind) throws IOException {
    String generated = JsonText.write(KindSchema.of(kind));
    Path file = FOLDER.resolve(KindSchema.fileName(kind));
    if ("update".equals(System.getProperty("golden"))) {
      Files.writeString(file, generated);
    }
    assertThat(file).exists().content().isEqualTo(generated);
  }

  @Test
  void theFolderHoldsOneSchemaForEachFileOfTheFormat() throws IOException {
    Set<String> expected = new TreeSet<>(Set.of("apimage.schema.json", "environment.schema.json"));
    KindSchema.kinds().forEach(kind -> expected.add(KindSchema.fileName(kind)));
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()))
          .hasSameElementsAs(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"apimage", "environment"})
  void settingsAreKnownByTheSameAddress(String name) throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(FOLDER.resolve(KindSchema.fileName(name)).toFile());
    assertThat(schema.path("$id").asText()).isEqualTo(KindSchema.BASE + KindSchema.fileName(name));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nothingThatTheServiceOwnsIsOffered(Kind kind) {
    assertThat(JsonText.write(KindSchema.of(kind)))
        .doesNotContain("readOnly", "provisioningState", "primaryKey", "createdDate");
  }

  @Test
  void aPolicyHasNoSchema() {
    assertThat(KindSchema.kinds()).noneMatch(k -> k.layout() == Layout.TEXT);
    assertThatThrownBy(() -> KindSchema.of(Kind.POLICY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void secretPositionsSayThatTheyAreWithheld() {
    ObjectNode backend = KindSchema.of(Kind.BACKEND);
    assertThat(backend.at("/properties/proxy/properties/password/description").asText())
        .endsWith("Withheld: `${secret}`.");
    assertThat(
            backend
                .at("/properties/credentials/properties/header/additionalProperties/items")
                .path("description")
                .asText())
        .isEqualTo("Withheld: `${secret}`.");
    assertThat(backend.at("/properties/url/description").asText()).doesNotContain("ithheld");
    assertThat(KindSchema.of(Kind.NAMED_VALUE).at("/properties/value/description").asText())
        .endsWith("Withheld if it is secret: `${secret}`.");
  }

  @Test
  void whatTheToolFillsInAndWhatLiesInAnotherFileIsNotRequired() {
    assertThat(KindSchema.of(Kind.SUBSCRIPTION).path("required"))
        .extracting(JsonNode::asText)
        .containsExactly("scope");
    assertThat(KindSchema.of(Kind.POLICY_FRAGMENT).has("required")).isFalse();
    assertThat(KindSchema.of(Kind.POLICY_FRAGMENT).path("properties").has("value")).isFalse();
    assertThat(KindSchema.of(Kind.API_REVISION).path("properties").has("path")).isFalse();
  }

  @Test
  void propertiesStandInTheOrderInWhichTheyAreWritten() {
    assertThat(KindSchema.of(Kind.PRODUCT).path("properties").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(Kind.PRODUCT.keyOrder());
  }
}
