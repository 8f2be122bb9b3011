package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiImportTest {
  private static final String ORDERS =
      """
      openapi: 3.0.1
      info: {title: Orders, description: All about orders, version: '1'}
      servers:
        - url: http://plain.example
        - url: https://{region}.example/v1/
          variables: {region: {default: eu}}
      paths:
        /orders/{orderId}:
          parameters:
            - {$ref: '#/components/parameters/orderId'}
          get:
            operationId: Get_Order!
            summary: Get an order
            description: Long text
            parameters:
              - {name: expand, in: query, required: true, schema: {type: string, enum: [a, b], default: a}}
              - {name: page, in: query, description: which, schema: {type: [integer, 'null']}, example: 2}
              - {name: X-Trace, in: header, schema: {$ref: '#/components/schemas/Id'}}
              - {name: session, in: cookie, schema: {type: string}}
            requestBody: {content: {application/json: {}}}
            responses:
              '200':
                description: Found
                headers: {ETag: {schema: {type: string}}}
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/Order'}
                    examples: {one: {summary: s, value: {id: 1.10}}}
              4XX: {description: Bad}
              default: {description: Else}
          trace: {responses: {}}
        /orders:
          post:
            requestBody: {description: The order, content: {application/json: {example: {id: 1}}}}
            responses: {default: {description: Any}}
      components:
        parameters:
          orderId: {name: orderId, in: path, required: true, schema: {type: string}}
        schemas:
          Id: {type: integer}
          Order: {type: object, properties: {parent: {$ref: '#/components/schemas/Order'}}}
        securitySchemes: {key: {type: apiKey, name: k, in: header}}
      """;

  private static JsonNode json(String text) throws JsonProcessingException {
    return JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build()
        .readTree(text);
  }

  private static String document(String paths) {
    return "{\"openapi\":\"3.0.1\",\"info\":{\"title\":\"t\",\"version\":\"1\"},\"paths\":"
        + paths
        + "}";
  }

  @Test
  void theDocumentDecidesTheApi() throws JsonProcessingException {
    assertThat(ApiImport.read("openapi", ORDERS).api())
        .isEqualTo(
            json(
                """
                {"displayName": "Orders", "description": "All about orders",
                 "serviceUrl": "https://eu.example/v1"}
                """));
  }

  @Test
  void anOperationIsShapedAsTheServiceKeepsIt() throws JsonProcessingException {
    Named operation = ApiImport.read("openapi", ORDERS).operations().get(0);
    assertThat(operation.name()).isEqualTo("get-order");
    assertThat(operation.properties())
        .isEqualTo(
            json(
                """
                {"displayName": "Get an order", "method": "GET",
                 "urlTemplate": "/orders/{orderId}?expand={expand}",
                 "templateParameters": [
                   {"name": "orderId", "type": "string", "required": true, "values": []},
                   {"name": "expand", "type": "string", "defaultValue": "a", "required": true,
                    "values": ["a", "b"]}],
                 "description": "Long text",
                 "request": {
                   "queryParameters": [{"name": "page", "description": "which", "type": "integer",
                     "values": [], "examples": {"default": {"value": 2}}}],
                   "headers": [{"name": "X-Trace", "type": "integer", "values": []}],
                   "representations": []},
                 "responses": [
                   {"statusCode": 200, "description": "Found",
                    "representations": [{"contentType": "application/json",
                      "examples": {"one": {"summary": "s", "value": {"id": 1.10}}}}],
                    "headers": [{"name": "ETag", "type": "string", "values": []}]},
                   {"statusCode": 400, "description": "Bad", "representations": [], "headers": []}]}
                """));
  }

  @Test
  void anOperationWithoutAnIdIsNamedByMethodAndPath() throws JsonProcessingException {
    Named operation = ApiImport.read("openapi", ORDERS).operations().get(1);
    assertThat(operation.name()).isEqualTo("post-orders");
    assertThat(operation.properties())
        .isEqualTo(
            json(
                """
                {"displayName": "/orders - POST", "method": "POST", "urlTemplate": "/orders",
                 "templateParameters": [],
                 "request": {"description": "The order", "queryParameters": [], "headers": [],
                   "representations": [{"contentType": "application/json",
                     "examples": {"default": {"value": {"id": 1}}}}]},
                 "responses": [{"statusCode": 200, "description": "Any", "representations": [],
                   "headers": []}]}
                """));
  }

  @Test
  void onlyTheSchemasOfTheComponentsStay() {
    Imported imported =
        ApiImport.read("openapi", ORDERS, new ApiImport.Options(true, () -> "0123"));
    assertThat(imported.schemas()).hasSize(1);
    ObjectNode properties = imported.schemas().get(0).properties();
    assertThat(imported.schemas().get(0).name()).isEqualTo("0123");
    assertThat(properties.path("contentType").asText())
        .isEqualTo("application/vnd.oai.openapi.components+json");
    assertThat(properties.path("document").path("components").fieldNames())
        .toIterable()
        .containsExactly("schemas");
    assertThat(ApiImport.read("openapi", ORDERS).schemas().get(0).name()).matches("[0-9a-f]{24}");
    assertThat(ApiImport.read("openapi", ORDERS)).isEqualTo(ApiImport.read("openapi", ORDERS));
  }

  @Test
  void requiredQueryParametersStayInTheQueryOnRequest() {
    ApiImport.Options query = new ApiImport.Options(false, () -> "0123");
    JsonNode operation = ApiImport.read("openapi", ORDERS, query).operations().get(0).properties();
    assertThat(operation.path("urlTemplate").asText()).isEqualTo("/orders/{orderId}");
    assertThat(operation.at("/request/queryParameters/0/required").asBoolean()).isTrue();
  }

  @Test
  void swaggerIsImportedFromJson() throws JsonProcessingException {
    Imported imported =
        ApiImport.read(
            "swagger-json",
            """
            {"swagger": "2.0", "info": {"title": "Pets", "version": "1"}, "host": "pets.example",
             "basePath": "/v2", "schemes": ["http", "https"], "consumes": ["text/json"],
             "paths": {"/pets": {"put": {"operationId": "putPet",
               "parameters": [{"name": "b", "in": "body", "description": "A pet", "schema": {}},
                 {"name": "f", "in": "formData", "type": "file"},
                 {"name": "n", "in": "query", "type": "integer", "default": 3}],
               "responses": {"201": {"description": "", "schema": {},
                 "examples": {"application/json": {"a": 1}}}}}}},
             "definitions": {"Pet": {"type": "object"}}}
            """);
    assertThat(imported.api().path("serviceUrl").asText()).isEqualTo("https://pets.example/v2");
    assertThat(imported.schemas().get(0).properties())
        .isEqualTo(
            json(
                """
                {"contentType": "application/vnd.ms-azure-apim.swagger.definitions+json",
                 "document": {"definitions": {"Pet": {"type": "object"}}}}
                """));
    assertThat(imported.operations())
        .containsExactly(
            new Named(
                "putpet",
                (ObjectNode)
                    json(
                        """
                        {"displayName": "putPet", "method": "PUT", "urlTemplate": "/pets",
                         "templateParameters": [],
                         "request": {"description": "A pet",
                           "queryParameters": [{"name": "n", "type": "integer",
                             "defaultValue": "3", "values": []}],
                           "headers": [], "representations": [{"contentType": "text/json"}]},
                         "responses": [{"statusCode": 201,
                           "representations": [{"contentType": "application/json",
                             "examples": {"default": {"value": {"a": 1}}}}], "headers": []}]}
                        """)));
  }

  @ParameterizedTest
  @CsvSource({
    "'GET-/foo/{bar}?buzz={quix}', get-foo-bar-buzz-quix",
    "__Get__All__, get-all",
    "getPetById, getpetbyid",
    "'Größe', gr-e"
  })
  void anOperationIdIsNormalised(String operationId, String name) {
    assertThat(OperationNames.normalised(operationId)).isEqualTo(name);
  }

  @Test
  void equalNamesGetANumber() {
    OperationNames names = new OperationNames();
    String base = "a".repeat(76);
    assertThat(names.next(base + "b", "GET", "/")).isEqualTo(base);
    assertThat(names.next(base + "c", "GET", "/")).isEqualTo(base + "-1");
    assertThat(names.next(base, "GET", "/")).isEqualTo(base + "-2");
    assertThat(names.next("", "GET", "/")).isEqualTo("get");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"/a/{b}\":{\"get\":{\"responses\":{}}}} | Parsing error(s): All parameters in path"
            + " template MUST be defined in path parameters collection. Not matched parameters"
            + " names: b.",
        "{\"/a\":{\"get\":{\"operationId\":\"X\"}},\"/b\":{\"get\":{\"operationId\":\"x\"}}} |"
            + " Parsing error(s): Cannot have multiple operations with the same operationId: x",
        "{\"/a\":{\"get\":{}},\"/A\":{\"get\":{}}} | Parsing error(s): Importing API has duplicate"
            + " signature operations: 2 operations with signature 'GET /A'",
        "{\"/a\":{\"get\":{\"parameters\":[{\"$ref\":\"#/nowhere\"}]}}} | Parsing error(s): The"
            + " reference '#/nowhere' points at nothing.",
        "{\"/a\":{\"get\":{\"parameters\":[{\"$ref\":\"b.json#/p\"}]}}} | Parsing error(s): The"
            + " reference 'b.json#/p' points outside the document; only local ones are supported.",
        "{\"/a\":{\"$ref\":\"#/paths/~1a\"}} | Parsing error(s): The reference '#/paths/~1a' has no"
            + " end.",
        "{\"/a/{b}\":{\"get\":{\"parameters\":[{\"name\":\"b\",\"in\":\"path\"},{\"name\":\"b\","
            + "\"in\":\"query\",\"required\":true}]}}} | Parsing error(s): The parameter 'b' is"
            + " used more than once in the URL template."
      })
  void refusesWhatCannotBeAnApi(String paths, String message) {
    assertThatThrownBy(() -> ApiImport.read("openapi+json", document(paths)))
        .isInstanceOf(ImportRefused.class)
        .hasMessage(message);
  }

  @Test
  void anchorsAreResolvedAndPlainWordsStayText() throws JsonProcessingException {
    assertThat(
            YamlTree.read(
                """
                base: &b {on: no, v: 1.10, n: 012, i: 7, l: 12345678901, d: 2020-01-01, t: TRUE}
                again: *b
                list: [*b, ~, 'true', e1, -.5, 1e3]
                """))
        .isEqualTo(
            json(
                """
                {"base": {"on": "no", "v": 1.10, "n": "012", "i": 7, "l": 12345678901,
                   "d": "2020-01-01", "t": true},
                 "again": {"on": "no", "v": 1.10, "n": "012", "i": 7, "l": 12345678901,
                   "d": "2020-01-01", "t": true},
                 "list": [{"on": "no", "v": 1.10, "n": "012", "i": 7, "l": 12345678901,
                   "d": "2020-01-01", "t": true}, null, "true", "e1", -0.5, 1e3]}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: [ | (Lin: 0, Col: 4, Chr: 4): expected the node content, but found '<stream end>'",
        "{a: 1, b: 2, a: 3} | (Lin: 0, Col: 13, Chr: 13): Duplicate key 'a'.",
        "&a [*a] | (Lin: 0, Col: 0, Chr: 0): The anchor contains itself.",
        "{[a]: b} | (Lin: 0, Col: 1, Chr: 1): A key must be a scalar."
      })
  void yamlFaultsHaveAPlace(String text, String message) {
    assertThatThrownBy(() -> YamlTree.read(text))
        .isInstanceOf(ImportRefused.class)
        .hasMessage("Parsing error(s): " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "{\"servers\":[{\"url\":\"http://a.example\"},{\"url\":\"/v1\"}]} | none",
        "{\"servers\":[{\"url\":\"HTTPS://a.example/\"},{\"url\":\"https://b\"}]} | HTTPS://a.example",
        "{} | none"
      })
  void onlyAnHttpsServerIsTaken(String document, String serviceUrl) throws JsonProcessingException {
    String expected = serviceUrl == null ? "" : serviceUrl;
    assertThat(OpenApiServers.openApi(json(document))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "{\"host\":\"a\",\"schemes\":[\"http\"],\"basePath\":\"/\"} | http://a",
        "{\"host\":\"a\",\"basePath\":\"/b\"} | https://a/b",
        "{\"host\":\"a\",\"x-servers\":[{\"url\":\"https://x/y\"}]} | https://x/y",
        "{\"basePath\":\"/b\"} | none"
      })
  void swaggerServersAreJoined(String document, String serviceUrl) throws JsonProcessingException {
    String expected = serviceUrl == null ? "" : serviceUrl;
    assertThat(OpenApiServers.swagger(json(document))).isEqualTo(expected);
  }

  @Test
  void pathsThatDifferByQueryComeFromTheExtension() {
    String text = document("{\"/a\":{\"get\":{}}},\"x-ms-paths\":{\"/a?op=b\":{\"get\":{}}}");
    assertThat(ApiImport.read("openapi+json", text).operations())
        .extracting(operation -> operation.properties().path("urlTemplate").asText())
        .containsExactly("/a", "/a?op=b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: [", "a: 1\na: 2", "[]", "", "openapi: 3.0.1", "swagger: '2.0'"})
  void refusesWhatIsNoOpenApiDocument(String text) {
    assertThatThrownBy(() -> ApiImport.read("openapi", text))
        .isInstanceOf(ImportRefused.class)
        .hasMessageStartingWith("Parsing error(s): ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"openapi-link", "swagger-link-json", "graphql-link", "odata", "grpc", "x"})
  void refusesFormatsItCannotRead(String format) {
    assertThatThrownBy(() -> ApiImport.read(format, ORDERS))
        .isInstanceOf(ImportRefused.class)
        .hasMessageContaining("'" + format + "'");
  }

  @Test
  void refusesMoreThanFourMegabytesInline() {
    String large = ORDERS + "#" + "x".repeat(ApiImport.LARGEST);
    assertThatThrownBy(() -> ApiImport.read("openapi", large)).hasMessageContaining("4 MB");
  }

  @Test
  void wadlResourcesBecomeOperations() throws JsonProcessingException {
    Imported imported =
        ApiImport.read(
            "wadl-xml",
            """
            <?xml version="1.0"?>
            <application xmlns="http://wadl.dev.java.net/2009/02" xmlns:xs="urn:xs">
              <doc title="Jobs">Runs jobs.</doc>
              <grammars><xs:schema/></grammars>
              <resources base="https://jobs.example/api/">
                <resource path="jobs/{id}/">
                  <param name="id" style="template" type="xs:int"/>
                  <method name="GET" id="readJob">
                    <request><param name="full" style="query" default="no">
                      <option value="yes"/><option value="no"/></param></request>
                    <response status="200 203"><representation mediaType="text/plain"/></response>
                  </method>
                  <resource path="log"><method name="DELETE"/></resource>
                </resource>
              </resources>
            </application>
            """);
    assertThat(imported.api())
        .isEqualTo(
            json(
                """
                {"displayName": "Jobs", "description": "Runs jobs.",
                 "serviceUrl": "https://jobs.example/api"}
                """));
    assertThat(imported.operations())
        .extracting(Named::name)
        .containsExactly("readjob", "delete-jobs-id-log");
    assertThat(imported.operations().get(0).properties())
        .isEqualTo(
            json(
                """
                {"displayName": "readJob", "method": "GET", "urlTemplate": "/jobs/{id}",
                 "templateParameters": [{"name": "id", "type": "int", "required": true,
                   "values": []}],
                 "request": {"queryParameters": [{"name": "full", "type": "string",
                   "defaultValue": "no", "values": ["yes", "no"]}], "headers": [],
                   "representations": []},
                 "responses": [
                   {"statusCode": 200, "representations": [{"contentType": "text/plain"}],
                    "headers": []},
                   {"statusCode": 203, "representations": [{"contentType": "text/plain"}],
                    "headers": []}]}
                """));
    assertThat(imported.schemas().get(0).properties().toString())
        .contains("wadl.grammars+xml", "xmlns:xs");
  }

  @Test
  void wsdlOperationsBecomePosts() throws JsonProcessingException {
    Imported imported =
        ApiImport.read(
            "wsdl",
            """
            <wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:tns="urn:t"
                xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
                xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t">
              <wsdl:types><xs:schema targetNamespace="urn:t"><xs:element name="Add"/></xs:schema>
              </wsdl:types>
              <wsdl:portType name="Calc"><wsdl:operation name="Add">
                <wsdl:documentation>Adds.</wsdl:documentation></wsdl:operation></wsdl:portType>
              <wsdl:binding name="CalcSoap" type="tns:Calc"><soap:binding/>
                <wsdl:operation name="Add"><soap:operation soapAction="urn:t/Add"/>
                </wsdl:operation></wsdl:binding>
              <wsdl:service name="Calculator"><wsdl:port name="p" binding="tns:CalcSoap">
                <soap:address location="https://calc.example/soap"/></wsdl:port></wsdl:service>
            </wsdl:definitions>
            """);
    assertThat(imported.api())
        .isEqualTo(
            json(
                """
                {"displayName": "Calculator", "serviceUrl": "https://calc.example/soap"}
                """));
    Named add = imported.operations().get(0);
    assertThat(add.name()).isEqualTo("add");
    assertThat(add.properties().path("urlTemplate").asText()).isEqualTo("/?soapAction=urn:t/Add");
    assertThat(add.properties().path("description").asText()).isEqualTo("Adds.");
    assertThat(imported.schemas().get(0).properties().at("/document/value").asText())
        .startsWith("<xs:schema")
        .contains("xmlns:tns=\"urn:t\"");
  }

  @Test
  void graphqlIsKeptAsASchema() throws JsonProcessingException {
    String sdl = "\"\"\"A { quote\"\"\" type Query { a(b: [Int!] = \"}\"): String # }\n }";
    Imported imported = ApiImport.read("graphql", sdl);
    assertThat(imported.operations()).isEmpty();
    Named schema = imported.schemas().get(0);
    assertThat(schema.name()).isEqualTo("graphql");
    assertThat(schema.properties().path("contentType").asText())
        .isEqualTo("application/vnd.ms-azure-apim.graphql.schema");
    assertThat(schema.properties().at("/document/value").asText()).isEqualTo(sdl);
  }

  @ParameterizedTest
  @CsvSource({
    "graphql, type Query { a: String",
    "graphql, hello { a }",
    "graphql, type Other { a: String }",
    "wadl-xml, <application",
    "wadl-xml, <other/>",
    "wadl-xml, <!DOCTYPE a SYSTEM 'file:///etc/passwd'><application/>",
    "wsdl, <definitions/>"
  })
  void refusesBrokenDocuments(String format, String text) {
    assertThatThrownBy(() -> ApiImport.read(format, text))
        .isInstanceOf(ImportRefused.class)
        .hasMessageStartingWith("Parsing error(s): ");
  }
}
