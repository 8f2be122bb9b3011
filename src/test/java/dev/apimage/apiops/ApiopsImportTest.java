package dev.apimage.apiops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.text.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiopsImportTest {
  private static final Path FIXTURES = Path.of("src", "test", "resources", "apiops");

  private static Imported read(String fixture) {
    return ApiopsImport.read(FIXTURES.resolve(fixture));
  }

  private static ObjectNode body(Imported imported, String address) {
    return imported.snapshot().at(Address.parse(address)).orElseThrow().body();
  }

  private static List<String> names(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.forEach(n -> names.add(n.asText()));
    return names;
  }

  private static List<String> addresses(Imported imported) {
    return imported.snapshot().resources().keySet().stream().map(Address::toString).toList();
  }

  private static List<String> problems(Imported imported, Code code) {
    return imported.problems().stream()
        .filter(p -> p.code() == code)
        .map(p -> p.spot().map(s -> s.file() + ": ").orElse("") + p.text())
        .toList();
  }

  @Test
  void readsAResourceForEachFolderThatHasOne() {
    assertThat(addresses(read("folders")))
        .containsExactly(
            "apis/graph",
            "apis/graph/schemas/graphql",
            "apis/orders",
            "apis/orders/operations/gone/policy",
            "apis/orders/operations/list-orders/policy",
            "apis/orders/policy",
            "apis/orders/releases/r1",
            "apis/orders/revisions/1",
            "apis/orders/revisions/1/policy",
            "apiVersionSets/orders",
            "certificates/c1",
            "gateways/edge",
            "policyFragments/limits",
            "products/gold",
            "tags/blue");
    assertThat(addresses(read("lists")))
        .containsExactly(
            "apis/orders",
            "backends/pay",
            "backends/pool",
            "diagnostics/applicationinsights",
            "groups/partners",
            "loggers/appi",
            "namedValues/host",
            "namedValues/pay-key",
            "policy",
            "products/gold",
            "subscriptions/app");
  }

  @Test
  void makesADocumentTheTruthOfAnApi() {
    Imported imported = read("folders");
    ObjectNode orders = body(imported, "apis/orders");
    assertThat(orders.path("definition").asText()).isEqualTo("specification");
    assertThat(orders.path("format").asText()).isEqualTo("openapi");
    assertThat(orders.path("value").asText()).startsWith("openapi: 3.0.1\n");
    assertThat(orders.path("apiRevision").asText()).isEqualTo("2");
    assertThat(orders.path("apiVersionSetId").asText()).isEqualTo("/apiVersionSets/orders");
    assertThat(body(imported, "apis/orders/revisions/1").path("format").asText())
        .isEqualTo("swagger-json");
    assertThat(body(imported, "apis/graph").path("definition").asText()).isEqualTo("operations");
    assertThat(body(imported, "apis/graph/schemas/graphql").at("/document/value").asText())
        .isEqualTo("type Query { a: String }\n");
    assertThat(problems(imported, Code.IMPORT_DISAGREES))
        .contains(
            "artifacts/apis/orders/operations/gone/policy.xml: The API's document has no operation"
                + " gone.");
    assertThat(problems(read("lists"), Code.IMPORT_NOT_CARRIED))
        .contains(
            "apis/orders/apiInformation.json: The tree has no document of apis/orders, so the image"
                + " has no operations of it.");
  }

  @Test
  void readsLinksFromFoldersAndListsAndNamesWhereTheyDisagree() {
    Imported folders = read("folders");
    assertThat(names(body(folders, "products/gold").path("apis"))).containsExactly("orders");
    assertThat(names(body(folders, "products/gold").path("groups"))).containsExactly("developers");
    assertThat(names(body(folders, "products/gold").path("tags"))).containsExactly("blue");
    assertThat(names(body(folders, "apis/orders").path("tags"))).containsExactly("blue");
    assertThat(names(body(folders, "gateways/edge").path("apis"))).containsExactly("orders");
    Imported lists = read("lists");
    assertThat(names(body(lists, "products/gold").path("apis")))
        .containsExactly("nowhere", "orders");
    assertThat(names(body(lists, "products/gold").path("groups")))
        .containsExactly("administrators", "guests", "partners");
    assertThat(problems(lists, Code.IMPORT_DISAGREES))
        .containsExactly(
            "products/gold/apis.json: products/gold names apis nowhere, which is not in the tree.",
            "products/gold/groups.json: The list and the folders of products/gold name different"
                + " groups: only in the list [administrators, partners], only as folders [guests].");
  }

  @Test
  void takesASecondFolderOfTheCurrentRevisionForTheSameOne() {
    Imported imported = read("folders");
    assertThat(body(imported, "apis/orders").path("serviceUrl").asText())
        .isEqualTo("https://orders.contoso.com");
    assertThat(problems(imported, Code.IMPORT_DROPPED))
        .allMatch(p -> p.contains("apis/orders;rev=2/"))
        .hasSize(2);
    assertThat(problems(imported, Code.IMPORT_DISAGREES))
        .anyMatch(
            p -> p.contains("orders;rev=2/policy.xml: ") && p.contains("differ in policy.xml"))
        .noneMatch(p -> p.contains("differ in apiInformation.json"));
    assertThat(problems(imported, Code.IMPORT_UNREADABLE))
        .anyMatch(p -> p.startsWith("artifacts/apis/lost;rev=3/apiInformation.json: "));
  }

  @Test
  void withholdsSecretsAndSaysWhereTheyStand() throws IOException {
    Imported lists = read("lists");
    assertThat(body(lists, "backends/pay").at("/credentials/header/x-key/0").asText())
        .isEqualTo("${secret}");
    assertThat(body(lists, "backends/pay").at("/credentials/header/x-ref/0").asText())
        .isEqualTo("{{pay-key}}");
    assertThat(body(lists, "loggers/appi").at("/credentials/instrumentationKey").asText())
        .isEqualTo("${secret}");
    assertThat(body(lists, "namedValues/pay-key").path("value").asText()).isEqualTo("${secret}");
    assertThat(problems(lists, Code.SECRET_IN_CLEAR))
        .anyMatch(p -> p.startsWith("backends/pay/backendInformation.json: "));
    Imported folders = read("folders");
    assertThat(body(folders, "apis/orders/policy").path("value").asText())
        .contains("<value>Basic ${secret:")
        .doesNotContain("c3VwZXI");
    assertThat(folders.problems())
        .filteredOn(p -> p.code() == Code.SECRET_LIFTED)
        .singleElement()
        .satisfies(p -> assertThat(p.spot().orElseThrow().line()).isEqualTo(5));
    for (Imported imported : List.of(lists, folders)) {
      assertThat(imported.toString() + imported.environments() + imported.snapshot())
          .doesNotContain("hunter2")
          .doesNotContain("typed-in-here")
          .doesNotContain("c3VwZXI");
    }
  }

  @Test
  void leavesOutWhatTheServiceMakes() {
    assertThat(problems(read("lists"), Code.IMPORT_DROPPED))
        .containsExactlyInAnyOrder(
            "groups/administrators/groupInformation.json: The service makes groups/administrators"
                + " itself; it was left out.",
            "named values/0123456789abcdef01234567/namedValueInformation.json: The service makes"
                + " namedValues/0123456789abcdef01234567 itself; it was left out.",
            "subscriptions/0123456789abcdef01234569/subscriptionInformation.json: The service makes"
                + " subscriptions/0123456789abcdef01234569 itself; it was left out.");
  }

  @Test
  void namesEveryFileThatItCannotReadOrCarry() {
    Imported folders = read("folders");
    assertThat(problems(folders, Code.IMPORT_NOT_CARRIED))
        .anyMatch(p -> p.contains("The workspace team (1 files) is not carried."))
        .contains(
            "artifacts/documentations/d1/documentationInformation.json: The file was not imported.");
    assertThat(problems(folders, Code.IMPORT_UNREADABLE))
        .contains(
            "artifacts/policy fragments/half/policyFragmentInformation.json:"
                + " policyFragments/half has no policy.xml.");
    assertThat(read("lists").problems())
        .filteredOn(p -> p.code() == Code.IMPORT_UNREADABLE)
        .singleElement()
        .satisfies(
            p -> {
              assertThat(p.spot().orElseThrow().file())
                  .isEqualTo("products/silver/productInformation.json");
              assertThat(p.advice()).contains("{#tokens#}");
            });
  }

  @Test
  void turnsAConfigurationIntoAnEnvironment() {
    Imported imported = read("lists");
    assertThat(imported.environments()).containsOnlyKeys("prod");
    assertThat(YamlText.write(imported.environments().get("prod"), ""))
        .isEqualTo(
            """
            target:
              service: contoso-prod
            secrets:
              namedValues/pay-key#value: ${env:payKey}
              loggers/appi#credentials.instrumentationKey: ${env:appiKey}
              backends/pay#credentials.header.x-key[0]: ${env:BACKENDS_PAY_CREDENTIALS_HEADER_X_KEY_0_}
              backends/pay#credentials.header.x-new[0]: ${env:newKey}
              backends/pay#credentials.authorization.parameter: ${env:bearer}
            set:
              namedValues/host#value: https://contoso.com
              backends/pay#url: https://contoso.com/pay
              backends/pay#credentials.header.x-new:
                - ${secret}
                - ${secret}
              backends/pay#credentials.header.x-new[1]: "{{pay-key}}"
              backends/pay#credentials.authorization.scheme: Bearer
              backends/pay#credentials.authorization.parameter: ${secret}
              subscriptions/app#state: active
              diagnostics/applicationinsights#verbosity: error
              apis/orders#serviceUrl: https://contoso.com/orders
            """);
    assertThat(problems(imported, Code.SECRET_IN_CLEAR))
        .contains(
            "configuration.prod.yaml: The file holds a secret in clear:"
                + " backends/pay#credentials.header.x-key[0].");
    assertThat(problems(imported, Code.IMPORT_NOT_CARRIED))
        .contains(
            "configuration.prod.yaml: Properties are set of backends/absent, which is not in the"
                + " image.",
            "configuration.prod.yaml: The property primaryKey cannot be set: the service owns it.",
            "configuration.prod.yaml: The value of loggers/appi#resourceId is filled in by a"
                + " pipeline, which only secrets can be.",
            "configuration.prod.yaml: The section workspaces is not carried.",
            "configuration.extractor.yaml: What APIOps extracts is not used.");
  }

  @Test
  void aValueThatAnEnvironmentItselfMakesSecretIsOne(@TempDir Path folder) throws IOException {
    Path values = Files.createDirectories(folder.resolve("named values/n"));
    Files.writeString(
        values.resolve("namedValueInformation.json"),
        "{\"properties\":{\"displayName\":\"n\",\"secret\":false,\"value\":\"open\"}}");
    Files.writeString(
        folder.resolve("configuration.prod.yaml"),
        "namedValues:\n- name: n\n  properties:\n    value: sesame\n    secret: true\n");
    Imported imported = ApiopsImport.read(folder);
    assertThat(YamlText.write(imported.environments().get("prod"), ""))
        .isEqualTo(
            """
            secrets:
              namedValues/n#value: ${env:NAMEDVALUES_N_VALUE}
            set:
              namedValues/n#value: ${secret}
              namedValues/n#secret: true
            """);
    assertThat(problems(imported, Code.SECRET_IN_CLEAR)).hasSize(1);
  }

  @Test
  void pointsBackAtTheFilesThatPropertiesStandIn() {
    Imported imported = read("folders");
    var orders = imported.snapshot().at(Address.parse("apis/orders")).orElseThrow();
    assertThat(orders.origin().spot(Position.parse("serviceUrl")).orElseThrow().toString())
        .startsWith("artifacts/apis/orders/apiInformation.json:2:");
    assertThat(orders.origin().spot(Position.parse("value")).orElseThrow().file())
        .isEqualTo("artifacts/apis/orders/specification.yaml");
  }

  @Test
  void asksWhichOfSeveralArtifactsFoldersIsMeant() {
    assertThatThrownBy(() -> ApiopsImport.read(FIXTURES))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problems())
                    .extracting(p -> p.spot().orElseThrow().file())
                    .containsExactly("folders/artifacts/", "lists/"));
  }

  @Test
  void refusesAFolderWithoutArtifacts(@TempDir Path empty) {
    for (Path folder : List.of(empty, empty.resolve("absent"))) {
      assertThatThrownBy(() -> ApiopsImport.read(folder))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e ->
                  assertThat(e.problems())
                      .extracting(Problem::code)
                      .containsExactly(Code.IMPORT_NOTHING));
    }
  }

  @Test
  void namesAFileThatIsNotUtf8(@TempDir Path folder) throws IOException {
    Path tag = Files.createDirectories(folder.resolve("tags").resolve("a"));
    Files.write(tag.resolve("tagInformation.json"), new byte[] {'{', (byte) 0xff, '}'});
    Path other = Files.createDirectories(folder.resolve("tags").resolve("b"));
    Files.write(
        other.resolve("tagInformation.json"),
        "\uFEFF{\"properties\": {\"displayName\": \"b\"}, \"extra\": 1}".getBytes(UTF_8));
    Imported imported = ApiopsImport.read(folder);
    assertThat(addresses(imported)).containsExactly("tags/b");
    assertThat(problems(imported, Code.IMPORT_UNREADABLE))
        .containsExactly("tags/a/tagInformation.json: The file is not UTF-8.");
    assertThat(problems(imported, Code.IMPORT_NOT_CARRIED))
        .containsExactly(
            "tags/b/tagInformation.json: The property extra beside properties is not carried.");
  }
}
