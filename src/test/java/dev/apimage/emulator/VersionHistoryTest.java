package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.annotation.Delete;
import com.azure.core.annotation.Get;
import com.azure.core.annotation.Head;
import com.azure.core.annotation.Patch;
import com.azure.core.annotation.Post;
import com.azure.core.annotation.Put;
import com.azure.resourcemanager.apimanagement.ApiManagementManager;
import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionHistoryTest extends EmulatorTest {
  private static final String SDK_VERSION = "2021-08-01";

  /** The operations of Azure's Java library, which was generated for 2021-08-01 and no other. */
  private static Set<String> ofTheSdk()
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path jar =
        Path.of(
            ApiManagementManager.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Set<String> operations = new TreeSet<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (var entry : (Iterable<java.util.jar.JarEntry>) file.stream()::iterator) {
        if (entry.getName().matches(".*/implementation/\\w+ClientImpl\\$\\w+Service\\.class")) {
          String name = entry.getName().replace('/', '.').replaceFirst("\\.class$", "");
          for (Method method : Class.forName(name).getDeclaredMethods()) {
            for (Annotation annotation : method.getAnnotations()) {
              operation(annotation, operations);
            }
          }
        }
      }
    }
    return operations;
  }

  private static void operation(Annotation annotation, Set<String> operations) {
    if (annotation instanceof Get get && !get.value().equals("{nextLink}")) {
      operations.add(shown("GET", get.value()));
    } else if (annotation instanceof Head head) {
      operations.add(shown("HEAD", head.value()));
    } else if (annotation instanceof Put put) {
      operations.add(shown("PUT", put.value()));
    } else if (annotation instanceof Patch patch) {
      operations.add(shown("PATCH", patch.value()));
    } else if (annotation instanceof Post post) {
      operations.add(shown("POST", post.value()));
    } else if (annotation instanceof Delete delete) {
      operations.add(shown("DELETE", delete.value()));
    }
  }

  private static String shown(String method, String path) {
    return method + " " + path.replaceAll("\\{[^}]*}", "{}").toLowerCase(Locale.ROOT);
  }

  private static Set<String> known(String version) {
    Set<String> operations = new TreeSet<>();
    for (Contract.Template template : Contract.get().templates()) {
      template
          .verbs()
          .forEach(
              (method, verb) -> {
                if (VersionHistory.get().knows(template, verb, version)) {
                  operations.add(shown(method, "/" + String.join("/", template.segments())));
                }
              });
    }
    return operations;
  }

  @Test
  void the_version_of_the_java_library_has_its_operations_and_no_others()
      throws IOException, URISyntaxException, ClassNotFoundException {
    Set<String> expected = ofTheSdk();
    assertThat(expected).hasSizeGreaterThan(330);
    assertThat(known(SDK_VERSION)).isEqualTo(expected);
  }

  @Test
  void versions_grow_up_to_that_of_the_contract() {
    List<String> versions = VersionHistory.get().versions();
    assertThat(versions).contains("2024-05-01").doesNotHaveDuplicates().isSorted();
    Set<String> before = Set.of();
    for (String version : versions) {
      Set<String> now = known(version);
      assertThat(now).as(version).containsAll(before);
      before = now;
    }
    assertThat(known("2024-05-01")).isEqualTo(before);
  }

  @Test
  void every_entry_of_the_table_is_about_something() throws IOException {
    JsonNode table;
    try (InputStream resource = Emulator.class.getResourceAsStream("versions.json")) {
      table = Client.JSON.readTree(resource);
    }
    Set<String> types =
        Contract.get().templates().stream()
            .map(Contract.Template::resourceType)
            .collect(Collectors.toSet());
    Set<String> operations =
        Contract.get().templates().stream()
            .flatMap(template -> template.verbs().values().stream())
            .map(Contract.Verb::operation)
            .collect(Collectors.toSet());
    for (Map.Entry<String, JsonNode> type : table.path("types").properties()) {
      assertThat(types).anyMatch(t -> (t + "/").startsWith(type.getKey() + "/"));
    }
    for (Map.Entry<String, JsonNode> type : table.path("properties").properties()) {
      assertThat(types).contains("service/" + type.getKey());
    }
    table.path("operations").fieldNames().forEachRemaining(o -> assertThat(operations).contains(o));
  }

  @ParameterizedTest
  @CsvSource({
    "2021-08-01, workspaces, service/workspaces, '2022-09-01-preview, 2023-03-01-preview'",
    "2021-08-01, policyFragments, service/policyFragments, '2021-12-01-preview, 2022-04-01-preview'",
    "2021-08-01, apis/echo-api/resolvers/r/policies/policy, service/apis/resolvers/policies,"
        + " '2022-08-01, 2022-09-01-preview'",
    "2022-08-01, allPolicies, service/allPolicies, '2023-05-01-preview, 2023-09-01-preview'",
    "2022-08-01, products/starter/apiLinks, service/products/apiLinks,"
        + " '2022-09-01-preview, 2023-03-01-preview'",
    "2023-05-01-preview, workspaces/w/backends, service/workspaces/backends,"
        + " '2023-09-01-preview, 2024-05-01'",
    "2020-12-01, schemas, service/schemas, '2021-04-01-preview, 2021-08-01'"
  })
  void a_resource_type_is_not_found_before_its_first_version(
      String version, String path, String type, String supported) {
    Got got = client.version(version).get(path);
    assertThat(got.status()).isEqualTo(404);
    assertThat(got.code()).isEqualTo("InvalidResourceType");
    assertThat(got.message())
        .startsWith(
            "The resource type '"
                + type
                + "' could not be found in the namespace 'Microsoft.ApiManagement' for api version"
                + " '"
                + version
                + "'. The supported api-versions are '"
                + supported
                + ", ")
        .endsWith("2025-09-01-preview'.");
    String first = supported.replaceFirst(",.*", "");
    assertThat(client.version(first).get(path).code()).isNotEqualTo("InvalidResourceType");
  }

  @Test
  void a_verb_is_refused_before_its_first_version() {
    assertThat(client.version("2019-12-01").get("tenant/access").status()).isEqualTo(200);
    Got put = client.version("2019-12-01").put("tenant/access", "{'enabled':true}");
    assertThat(put.status()).isEqualTo(405);
    assertThat(client.version("2020-12-01").put("tenant/access", "{'enabled':true}").status())
        .isNotEqualTo(405);
  }

  @Test
  void a_property_is_ignored_and_left_out_before_its_first_version() {
    String backend =
        "{'url':'https://b.example','protocol':'http','circuitBreaker':{'rules':[{'name':'r',"
            + "'tripDuration':'PT1M','failureCondition':{'count':1,'interval':'PT1M',"
            + "'statusCodeRanges':[{'min':500,'max':599}]}}]}}";
    Client older = client.version("2021-08-01");
    older.put("backends/b", backend);
    assertThat(client.get("backends/b").properties().has("circuitBreaker")).isFalse();
    client.put("backends/b", backend);
    assertThat(client.get("backends/b").properties().path("type").asText()).isEqualTo("Single");
    for (JsonNode shown :
        List.of(
            older.get("backends/b").properties(),
            older.get("backends").body().path("value").path(0).path("properties"))) {
      assertThat(shown.path("url").asText()).isEqualTo("https://b.example");
      assertThat(shown.has("circuitBreaker")).isFalse();
      assertThat(shown.has("type")).isFalse();
    }
    assertThat(client.version("2022-09-01-preview").get("backends/b").properties().has("type"))
        .isFalse();
    assertThat(
            client
                .version("2022-09-01-preview")
                .get("backends/b")
                .properties()
                .has("circuitBreaker"))
        .isTrue();
  }

  @Test
  void a_patch_keeps_what_its_version_does_not_know() {
    client.put(
        "openidConnectProviders/o",
        "{'displayName':'O','metadataEndpoint':'https://o.example','clientId':'c',"
            + "'useInTestConsole':false}");
    client.version("2021-08-01").patch("openidConnectProviders/o", "{'description':'new'}");
    JsonNode properties = client.get("openidConnectProviders/o").properties();
    assertThat(properties.path("useInTestConsole").asBoolean(true)).isFalse();
    assertThat(properties.path("description").asText()).isEqualTo("new");
  }

  @Test
  void a_property_inside_another_is_left_out_too() {
    client.put(
        "authorizationServers/s",
        "{'displayName':'S','clientRegistrationEndpoint':'https://s.example/r',"
            + "'authorizationEndpoint':'https://s.example/a','grantTypes':['implicit'],"
            + "'clientId':'c'}");
    client.put(
        "apis/a",
        "{'displayName':'A','path':'a','authenticationSettings':{'oAuth2AuthenticationSettings':"
            + "[{'authorizationServerId':'s'}]}}");
    JsonNode settings =
        client.version("2021-08-01").get("apis/a").properties().path("authenticationSettings");
    assertThat(settings.path("oAuth2").path("authorizationServerId").asText()).isEqualTo("s");
    assertThat(settings.has("oAuth2AuthenticationSettings")).isFalse();
  }

  @Test
  void a_value_is_refused_before_its_first_version() {
    String api = "{'displayName':'O','path':'o','apiType':'odata'}";
    Got got = client.version("2022-08-01").put("apis/o", api);
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.detail().path("target").asText()).isEqualTo("apiType");
    assertThat(client.version("2023-03-01-preview").put("apis/o", api).status()).isEqualTo(201);
  }

  @Test
  void every_long_write_is_told_by_its_location_to_older_clients() {
    Client older = client.version("2021-08-01");
    Got accepted = older.put("namedValues/n", "{'displayName':'n','value':'v'}");
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.raw().body()).isEmpty();
    assertThat(accepted.header("Azure-AsyncOperation")).isEmpty();
    Got done = older.finish(accepted);
    assertThat(done.status()).isEqualTo(201);
    assertThat(done.properties().path("value").asText()).isEqualTo("v");
    assertThat(done.properties().has("provisioningState")).isFalse();
  }
}
