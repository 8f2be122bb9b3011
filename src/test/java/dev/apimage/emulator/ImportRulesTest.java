package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.emulator.Client.Got;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an import makes of a document (Microsoft Learn, "API import restrictions and known issues"),
 * as a client sees it.
 */
class ImportRulesTest extends EmulatorTest {
  private Got begin(String paths, String more) {
    String document =
        "openapi: 3.0.1\ninfo: {title: T, version: '1'}\n" + paths.replace('"', '\'') + "\n";
    return beginDocument(document, more);
  }

  private Got beginDocument(String document, String more) {
    String body =
        "{\"properties\":{\"path\":\"a\",\"format\":\"openapi\",\"value\":"
            + TextNode.valueOf(document)
            + more.replace('\'', '"')
            + "}}";
    return client.send("PUT", "apis/a", body, "");
  }

  private void imported(String paths) {
    Got end = client.finish(begin(paths, ""));
    assertThat(end.status()).as(end.raw().body()).isLessThan(300);
  }

  private List<String> names() {
    return client.get("apis/a/operations").body().path("value").findValues("name").stream()
        .map(JsonNode::asText)
        .toList();
  }

  private JsonNode operation(String name) {
    return client.get("apis/a/operations/" + name).properties();
  }

  private static String get(String path, String more) {
    return "paths: {" + path + ": {get: {" + more + " responses: {'200': {description: ok}}}}}";
  }

  @ParameterizedTest
  @CsvSource({
    "listPets, listpets",
    "List All__Pets!, list-all-pets",
    "--pets.v2--, pets-v2",
    "'  Ünï code ', n-code"
  })
  void aGivenOperationIdIsLowerCasedDashedAndTrimmed(String operationId, String name) {
    imported(get("/p", "operationId: '" + operationId + "',"));
    assertThat(client.get("apis/a/operations").body().at("/value/0/name").asText()).isEqualTo(name);
    assertThat(operation(name).path("displayName").asText()).isEqualTo(operationId);
  }

  @Test
  void anOperationIdIsCutTo76Characters() {
    imported(get("/p", "operationId: " + "a".repeat(100) + ","));
    assertThat(client.get("apis/a/operations/" + "a".repeat(76)).status()).isEqualTo(200);
  }

  @Test
  void equalNamesAreNumbered() {
    imported(
        "paths: {/a: {get: {operationId: get pet}}, /b: {get: {operationId: get-pet}}, /c: {get:"
            + " {operationId: GET.PET}}}");
    assertThat(names()).containsExactly("get-pet", "get-pet-1", "get-pet-2");
  }

  @Test
  void withoutAnOperationIdTheNameIsMadeOfMethodAndPath() {
    imported(get("/foo", "") + "");
    assertThat(operation("get-foo").path("urlTemplate").asText()).isEqualTo("/foo");
  }

  @Test
  void theDisplayNameIsTheSummaryUpTo300Characters() {
    imported(get("/p", "operationId: p, summary: " + "s".repeat(400) + ","));
    assertThat(operation("p").path("displayName").asText()).isEqualTo("s".repeat(300));
  }

  @Test
  void anUpdateMatchesByNameDeletesTheRestAndGivesOldPoliciesToNewNames() {
    imported(
        "paths: {/keep: {get: {operationId: keep}}, /gone: {get: {operationId: gone}}, /old: {get:"
            + " {operationId: old}}}");
    for (String name : new String[] {"keep", "gone", "old"}) {
      client.put(
          "apis/a/operations/" + name + "/policies/policy",
          "{'value':'<policies><inbound><" + name + " /></inbound></policies>'}");
    }
    imported(
        "paths: {/kept: {get: {operationId: keep}}, /old: {get: {operationId: renamed}}, /new:"
            + " {get: {operationId: new}}}");
    assertThat(names()).containsExactly("keep", "new", "renamed");
    assertThat(operation("keep").path("urlTemplate").asText()).isEqualTo("/kept");
    assertThat(client.get("apis/a/operations/keep/policies/policy").raw().body())
        .contains("<keep />");
    assertThat(client.get("apis/a/operations/renamed/policies/policy").raw().body())
        .contains("<old />");
    assertThat(client.get("apis/a/operations/new/policies/policy").status()).isEqualTo(404);
  }

  private static final String QUERY =
      get("/p", "operationId: p, parameters: [{name: q, in: query, required: true}],");

  @Test
  void requiredQueryParametersBecomeTemplateParameters() {
    imported(QUERY);
    assertThat(operation("p").path("urlTemplate").asText()).isEqualTo("/p?q={q}");
    assertThat(operation("p").at("/templateParameters/0/name").asText()).isEqualTo("q");
    assertThat(operation("p").at("/request/queryParameters")).isEmpty();
  }

  @Test
  void requiredQueryParametersStayInTheQueryWhereThatIsAskedFor() {
    client.finish(begin(QUERY, ",'translateRequiredQueryParameters':'query'"));
    assertThat(operation("p").path("urlTemplate").asText()).isEqualTo("/p");
    assertThat(operation("p").at("/request/queryParameters/0/name").asText()).isEqualTo("q");
    assertThat(operation("p").at("/request/queryParameters/0/required").asBoolean()).isTrue();
  }

  @Test
  void xMsPathsIsTheOnlyExtensionThatCounts() {
    imported(
        "paths: {/a: {get: {operationId: a, x-more: 1}}, x-b: {get: {operationId: b}}}\n"
            + "x-ms-paths: {'/a?op=c': {get: {operationId: c}}}\nx-paths: {/d: {get: {}}}");
    assertThat(names()).containsExactly("a", "c");
    assertThat(operation("a").toString()).doesNotContain("x-more");
  }

  @Test
  void securityCallbacksLinksAndSharedHeadersAreDropped() {
    imported(
        "paths: {/p: {post: {operationId: p, security: [{key: []}], callbacks: {done: {'{$url}':"
            + " {post: {operationId: called}}}}, responses: {'200': {description: ok, links: {l:"
            + " {operationId: p}}}}}}}\ncomponents: {securitySchemes: {key: {type: apiKey, name:"
            + " k, in: header}}, headers: {H: {schema: {type: string}}}, schemas: {S: {type:"
            + " object}}}");
    assertThat(names()).containsExactly("p");
    assertThat(operation("p").toString()).doesNotContain("callback", "links", "security");
    String schema = client.get("apis/a/schemas").body().at("/value/0/name").asText();
    assertThat(client.get("apis/a/schemas/" + schema).raw().body())
        .contains("\"schemas\"")
        .doesNotContain("securitySchemes", "headers");
  }

  @Test
  void aDocumentOf31IsImportedAndExportedAs30() {
    Got end =
        client.finish(
            beginDocument("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n", ""));
    assertThat(end.status()).isEqualTo(201);
    assertThat(client.get("apis/a?export=true&format=openapi").raw().body())
        .contains("openapi: \\\"3.0");
  }

  @Test
  void theFirstHttpsServerIsTheBackend() {
    imported(
        "servers: [{url: 'http://a.example'}, {url: 'https://b.example/v1'}, {url:"
            + " 'https://c.example'}]\npaths: {}");
    assertThat(client.get("apis/a").properties().path("serviceUrl").asText())
        .isEqualTo("https://b.example/v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "head"})
  void theBodiesOfGetAndHeadAreDropped(String method) {
    imported(
        "paths: {/p: {"
            + method
            + ": {operationId: p, requestBody: {content: {application/json: {example: 1}}}}}}");
    assertThat(operation("p").has("request")).isFalse();
  }

  @Test
  void anUndeclaredParameterOfAPathIsRefused() {
    Got end = client.finish(begin(get("'/p/{id}'", "operationId: p,"), ""));
    assertThat(end.status()).isEqualTo(400);
    assertThat(end.code()).isEqualTo("ValidationError");
    assertThat(end.detail().path("message").asText()).contains("Not matched parameters names: id");
    Got put =
        client.put(
            "apis/echo-api/operations/o",
            "{'displayName':'O','method':'GET','urlTemplate':'/o/{id}'}");
    assertThat(put.detail().path("message").asText()).startsWith("All template parameters used");
  }

  @Test
  void schemasGetNamesOf24HexDigitsAndRepresentationsOfAnInlineImportAreNotBoundToThem() {
    imported(
        "paths: {/p: {get: {operationId: p, responses: {'200': {description: ok, content:"
            + " {application/json: {schema: {$ref: '#/components/schemas/S'}}}}}}}}\ncomponents:"
            + " {schemas: {S: {type: object}}}");
    JsonNode schemas = client.get("apis/a/schemas").body();
    assertThat(schemas.path("count").asInt()).isEqualTo(1);
    assertThat(schemas.at("/value/0/name").asText()).matches("[0-9a-f]{24}");
    JsonNode representation = operation("p").at("/responses/0/representations/0");
    assertThat(representation.path("contentType").asText()).isEqualTo("application/json");
    assertThat(representation.has("schemaId")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"backendId", "description", "serviceUrl", "apiVersion"})
  void aNullPropertyNextToAnImportIsRefused(String property) {
    Got got = begin("paths: {}", ",'" + property + "':null");
    Got end = got.status() < 300 ? client.finish(got) : got;
    assertThat(end.status()).isEqualTo(400);
    assertThat(end.code()).isEqualTo("ValidationError");
  }

  @Test
  void displayNameDescriptionAndServiceUrlComeFromTheDocument() {
    String document =
        """
        openapi: 3.0.1
        info: {title: Theirs, description: About, version: '1'}
        servers: [{url: 'https://d.example'}]
        paths: {}
        """;
    Got end = client.finish(beginDocument(document, ",'displayName':'Mine'"));
    assertThat(end.properties().path("displayName").asText()).isEqualTo("Theirs");
    assertThat(end.properties().path("description").asText()).isEqualTo("About");
    assertThat(end.properties().path("serviceUrl").asText()).isEqualTo("https://d.example");
  }
}
