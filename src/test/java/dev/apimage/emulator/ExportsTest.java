package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ExportsTest extends EmulatorTest {
  private static final String EXPORT = "apis/echo-api?export=true&format=";

  private String link(String format) {
    return client.get(EXPORT + format.replace("+", "%2B")).body().at("/value/link").asText();
  }

  private static Got fetch(String link, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(link));
    return Client.exchange((headers.length == 0 ? request : request.headers(headers)).build());
  }

  private void imports(String api, String format, String document, String type) {
    ObjectNode properties = Client.JSON.createObjectNode();
    properties.put("path", api).put("format", format).put("value", document);
    properties.put("apiType", type).put("displayName", api);
    String body = Client.JSON.createObjectNode().set("properties", properties).toString();
    assertThat(client.finish(client.send("PUT", "apis/" + api, body, "")).status()).isEqualTo(201);
  }

  private String export(String api, String format) {
    return client
        .get("apis/" + api + "?export=true&format=" + format)
        .body()
        .path("value")
        .asText();
  }

  private static List<String> attributes(Element root, String element, String attribute) {
    NodeList found = root.getElementsByTagNameNS(root.getNamespaceURI(), element);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      values.add(((Element) found.item(i)).getAttribute(attribute));
    }
    return values;
  }

  @Test
  void a_link_is_on_another_port_and_fetched_without_a_token() throws IOException {
    String link = link("openapi+json-link");
    assertThat(URI.create(link).getHost()).isEqualTo(emulator.uri().getHost());
    assertThat(URI.create(link).getPort()).isNotEqualTo(emulator.uri().getPort());
    JsonNode openapi = Client.JSON.readTree(fetch(link).raw().body());
    assertThat(openapi.path("openapi").asText()).startsWith("3.0");
    assertThat(openapi.at("/paths/~1resource/post/operationId").asText())
        .isEqualTo("create-resource");
    JsonNode content = openapi.at("/paths/~1resource/post/requestBody/content/application~1json");
    assertThat(content.at("/examples/default/value").asText()).contains("vehicleType");
  }

  @Test
  void a_link_that_is_fetched_with_a_token_is_refused() {
    Got got = fetch(link("openapi-link"), "Authorization", "Bearer any");
    assertThat(got.status()).isEqualTo(403);
    assertThat(got.raw().body())
        .contains("<Code>AuthenticationFailed</Code>")
        .contains("Make sure the value of Authorization header is formed correctly");
  }

  @Test
  void a_link_needs_its_own_signature() {
    String link = link("openapi-link");
    assertThat(fetch(link.replaceFirst("\\?.*", "")).status()).isEqualTo(404);
    assertThat(fetch(link.replaceFirst("sig=.", "sig=-")).status()).isEqualTo(403);
    assertThat(fetch(link.replaceFirst("api-export/.", "api-export/-")).status()).isEqualTo(404);
    assertThat(fetch(link("openapi-link")).status()).isEqualTo(200);
    assertThat(emulator.requests()).filteredOn(r -> r.path().contains("api-export")).isNotEmpty();
    assertThat(emulator.requests())
        .filteredOn(r -> r.path().contains("api-export") && !r.query().isEmpty())
        .allSatisfy(request -> assertThat(request.query()).contains("sig=***"));
  }

  @Test
  void behind_a_proxy_a_link_is_on_the_port_that_it_forwards() {
    Got got =
        Client.exchange(
            HttpRequest.newBuilder(
                    URI.create(
                        emulator.uri()
                            + client.id()
                            + "/"
                            + EXPORT
                            + "openapi-link&api-version=2024-05-01"))
                .header("Authorization", "Bearer any")
                .header("X-Forwarded-Host", "proxy.example")
                .header("X-Forwarded-Proto", "https")
                .build());
    String link = got.body().at("/value/link").asText();
    assertThat(link).startsWith("https://proxy.example/api-export/");
    String direct = link.replace("https://proxy.example", emulator.uri().toString());
    assertThat(fetch(direct).raw().body()).startsWith("openapi: \"3.0.1\"");
    assertThat(fetch(direct, "Authorization", "Bearer any").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "swagger-link, swagger-link-json, .json, application/json",
    "openapi-link, openapi-link, .yaml, application/x-yaml",
    "openapi+json-link, openapi+json-link, .json, application/json",
    "wadl-link, wadl-link-json, .xml, application/xml"
  })
  void a_link_is_answered_under_the_documented_name(
      String asked, String answered, String ending, String type) {
    Got got = client.get(EXPORT + asked.replace("+", "%2B"));
    assertThat(got.body().path("id").asText()).endsWith("/apis/echo-api");
    assertThat(got.body().path("format").asText()).isEqualTo(answered);
    String link = got.body().at("/value/link").asText();
    assertThat(URI.create(link).getPath()).endsWith("/Echo API" + ending);
    assertThat(fetch(link).header("Content-Type").orElse("")).startsWith(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"swagger", "openapi", "openapi+json", "wadl"})
  void a_document_comes_inline_too(String format) {
    Got got = client.get(EXPORT + format.replace("+", "%2B"));
    assertThat(got.body().path("format").asText()).isEqualTo(format);
    assertThat(got.body().path("value").asText())
        .contains("create-resource")
        .contains("retrieve-header-only");
  }

  @Test
  void a_format_that_there_is_none_of_is_refused() {
    Got got = client.get(EXPORT + "parchment-link");
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.detail().path("target").asText()).isEqualTo("format");
    assertThat(client.get("apis/echo-api?export=true").status()).isEqualTo(400);
    assertThat(client.get("apis/nobody?export=true&format=openapi").code())
        .isEqualTo("ResourceNotFound");
  }

  @Test
  void wsdl_is_exported_of_soap_apis_alone() {
    Got got = client.get(EXPORT + "wsdl-link");
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.detail().path("message").asText()).contains("soap");
    imports("calc", "wsdl", RoundTripTest.WSDL, "soap");
    Got link = client.get("apis/calc?export=true&format=wsdl-link");
    assertThat(link.body().path("format").asText()).isEqualTo("wsdl-link+xml");
    Element wsdl =
        ImportXml.root(fetch(link.body().at("/value/link").asText()).raw().body(), "definitions");
    assertThat(attributes(wsdl, "operation", "name")).containsExactly("Add", "Ping", "Add", "Ping");
    assertThat(attributes(wsdl, "part", "element")).contains("tns:Add", "tns:AddResponse");
    assertThat(wsdl.getAttribute("targetNamespace")).isEqualTo("urn:t");
    assertThat(export("calc", "wsdl")).contains("location=\"https://apim.azure-api.net/calc\"");
  }

  @Test
  void a_soap_api_shows_all_its_operations_in_every_other_format() throws IOException {
    imports("calc", "wsdl", RoundTripTest.WSDL, "soap");
    JsonNode openapi = Client.JSON.readTree(export("calc", "openapi%2Bjson"));
    assertThat(openapi.path("x-ms-paths").findValuesAsText("operationId"))
        .containsExactly("add", "ping");
    JsonNode swagger = Client.JSON.readTree(export("calc", "swagger"));
    assertThat(swagger.path("x-ms-paths").findValuesAsText("operationId"))
        .containsExactly("add", "ping");
    Element wadl = ImportXml.root(export("calc", "wadl"), "application");
    assertThat(attributes(wadl, "method", "id")).containsExactly("add", "ping");
    assertThat(attributes(wadl, "param", "fixed")).containsExactly("urn:t/Add?x", "", "urn:t/Ping");
  }

  @Test
  void schemas_speak_the_words_of_the_format() throws IOException {
    String document =
        """
        {"openapi": "3.0.1", "info": {"title": "T", "version": "1"}, "paths": {},
         "components": {"schemas": {"A": {"properties": {"nullable": {"type": "string",
           "nullable": true, "example": {"$ref": "#/components/schemas/no"}},
           "b": {"oneOf": [{"$ref": "#/components/schemas/A"}]}}}}}}
        """;
    imports("a", "openapi+json", document, "http");
    JsonNode swagger = Client.JSON.readTree(export("a", "swagger")).at("/definitions/A/properties");
    assertThat(swagger.at("/nullable/x-nullable").asBoolean()).isTrue();
    assertThat(swagger.at("/nullable").has("nullable")).isFalse();
    assertThat(swagger.at("/nullable/example/$ref").asText()).isEqualTo("#/components/schemas/no");
    assertThat(swagger.at("/b/x-oneOf/0/$ref").asText()).isEqualTo("#/definitions/A");
  }

  @Test
  void callers_learn_where_the_gateway_is_and_that_it_wants_a_key() throws IOException {
    client.put("apiVersionSets/s", "{'displayName':'S','versioningScheme':'Segment'}");
    client.put(
        "apis/v",
        "{'displayName':'V','path':'v','apiVersion':'v2','apiVersionSetId':'/apiVersionSets/s',"
            + "'protocols':['http','https'],'subscriptionKeyParameterNames':{'header':'X-Key',"
            + "'query':'key'},'contact':{'name':'Me'},'termsOfServiceUrl':'https://t.example'}");
    JsonNode openapi = Client.JSON.readTree(export("v", "openapi%2Bjson"));
    assertThat(openapi.path("servers").findValuesAsText("url"))
        .containsExactly("https://apim.azure-api.net/v/v2", "http://apim.azure-api.net/v/v2");
    assertThat(openapi.at("/components/securitySchemes/apiKeyHeader/name").asText())
        .isEqualTo("X-Key");
    assertThat(openapi.at("/info/contact/name").asText()).isEqualTo("Me");
    JsonNode swagger = Client.JSON.readTree(export("v", "swagger"));
    assertThat(swagger.path("host").asText()).isEqualTo("apim.azure-api.net");
    assertThat(swagger.path("basePath").asText()).isEqualTo("/v/v2");
    assertThat(swagger.path("schemes")).hasToString("[\"https\",\"http\"]");
    assertThat(swagger.at("/securityDefinitions/apiKeyQuery/name").asText()).isEqualTo("key");
    client.patch("apis/v", "{'subscriptionRequired':false}");
    assertThat(Client.JSON.readTree(export("v", "openapi%2Bjson")).has("security")).isFalse();
  }

  @Test
  void operations_made_by_hand_are_in_every_document() throws IOException {
    client.put("apis/h", "{'displayName':'H','path':'h'}");
    client.put(
        "apis/h/schemas/types",
        "{'contentType':'application/vnd.oai.openapi.components+json','document':{'components':"
            + "{'schemas':{'T/1':{'type':'string'}}}}}");
    client.put(
        "apis/h/operations/1st",
        "{'displayName':'First','method':'POST','urlTemplate':'/x?a={a}&b={b}','templateParameters'"
            + ":[{'name':'a','type':'string','required':true},{'name':'b','type':'integer',"
            + "'required':true}],'request':{'representations':[{'contentType':'application/json',"
            + "'schemaId':'types','typeName':'T/1','examples':{'e':{'value':'s'}}},{'contentType':"
            + "'application/x-www-form-urlencoded','formParameters':[{'name':'f','type':'boolean',"
            + "'required':true}]}]},'responses':[{'statusCode':1980785443}]}");
    client.put(
        "apis/h/operations/second", "{'displayName':'S','method':'POST','urlTemplate':'/x'}");
    JsonNode openapi = Client.JSON.readTree(export("h", "openapi%2Bjson"));
    JsonNode first = openapi.at("/paths/~1x/post");
    assertThat(first.path("operationId").asText()).isEqualTo("1st");
    assertThat(first.path("parameters").findValuesAsText("in")).containsExactly("query", "query");
    assertThat(first.path("responses").has("default")).isTrue();
    JsonNode content = first.at("/requestBody/content");
    assertThat(content.path("application/json").at("/schema/$ref").asText())
        .isEqualTo("#/components/schemas/T~11");
    assertThat(content.path("application/json").at("/examples/e/value").asText()).isEqualTo("s");
    assertThat(content.path("application/x-www-form-urlencoded").at("/schema/required/0").asText())
        .isEqualTo("f");
    assertThat(openapi.at("/x-ms-paths/~1x/post/operationId").asText()).isEqualTo("second");
    JsonNode swagger = Client.JSON.readTree(export("h", "swagger")).at("/paths/~1x/post");
    assertThat(swagger.path("parameters").findValuesAsText("in"))
        .containsExactly("query", "query", "formData");
    Element wadl = ImportXml.root(export("h", "wadl"), "application");
    assertThat(attributes(wadl, "method", "id")).containsExactly("_1st", "second");
  }

  @Test
  void only_a_graphql_api_with_a_server_exports_its_schema() {
    String sdl = "type Query { a: String }";
    imports("synthetic", "graphql", sdl, "graphql");
    imports("passed", "graphql", sdl, "graphql");
    client.patch("apis/passed", "{'serviceUrl':'https://graphql.example'}");
    assertThat(client.get("apis/synthetic?export=true&format=graphql-link").status())
        .isEqualTo(406);
    assertThat(client.get(EXPORT + "graphql-link").status()).isEqualTo(406);
    String link =
        client.get("apis/passed?export=true&format=graphql-link").body().at("/value/link").asText();
    assertThat(fetch(link).raw().body()).isEqualTo(sdl);
  }

  @Test
  void a_workspace_keeps_the_link_under_properties() {
    client.put("workspaces/w", "{'displayName':'W'}");
    client.put("workspaces/w/apis/a", "{'displayName':'A','path':'wa'}");
    Got got = client.get("workspaces/w/apis/a?export=true&format=swagger-link");
    String link = got.body().at("/properties/value/link").asText();
    assertThat(fetch(link).raw().body()).contains("\"swagger\" : \"2.0\"");
  }
}
