package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.apimage.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real API definitions, from small samples to documents of 1.4 MB. */
class RealDefinitionsTest {
  @Test
  void allAreImported() throws IOException {
    Map<String, String> refused = new TreeMap<>();
    Path corpus = Shared.shared().resolve("corpus");
    int operations = 0;
    int seen = 0;
    for (Path file : definitions(corpus)) {
      seen++;
      try {
        Imported imported = read(file);
        operations += imported.operations().size();
        assertThat(imported.operations()).extracting(Named::name).doesNotHaveDuplicates();
        imported.operations().forEach(RealDefinitionsTest::hasWhatTheServiceDemands);
      } catch (ImportRefused e) {
        refused.put(corpus.relativize(file).toString(), e.getMessage());
      }
    }
    assertThat(refused).isEmpty();
    assertThat(seen).isGreaterThan(40);
    assertThat(operations).isGreaterThan(800);
  }

  private static void hasWhatTheServiceDemands(Named operation) {
    JsonNode properties = operation.properties();
    assertThat(operation.name()).matches("[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?");
    assertThat(properties.path("displayName").asText()).isNotEmpty().hasSizeLessThan(301);
    assertThat(properties.path("urlTemplate").asText()).startsWith("/");
    assertThat(properties.path("method").asText()).isUpperCase();
    for (JsonNode parameter : properties.path("templateParameters")) {
      assertThat(properties.path("urlTemplate").asText()).contains(parameter.path("name").asText());
      assertThat(parameter.path("type").asText()).isNotEmpty();
    }
  }

  private static Imported read(Path file) throws IOException {
    String name = file.getFileName().toString();
    String text = Files.readString(file);
    if (name.endsWith(".graphql")) {
      return ApiImport.read("graphql", text);
    }
    if (name.endsWith(".wadl")) {
      return ApiImport.read("wadl-xml", text);
    }
    if (name.endsWith("oas2.yaml")) {
      String json = new JsonMapper().writeValueAsString(new YAMLMapper().readTree(text));
      return ApiImport.read("swagger-json", json);
    }
    return ApiImport.read(name.endsWith(".json") ? "openapi+json" : "openapi", text);
  }

  private static List<Path> definitions(Path corpus) throws IOException {
    try (Stream<Path> files = Files.walk(corpus)) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file ->
                  file.getParent().endsWith("openapi")
                      || file.getFileName().toString().startsWith("specification."))
          .sorted()
          .toList();
    }
  }
}
