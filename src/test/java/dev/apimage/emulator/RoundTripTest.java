package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.apimage.Shared;
import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is exported is accepted by the import again and means the same. */
class RoundTripTest extends EmulatorTest {
  private static final String OPENAPI =
      """
      openapi: 3.0.1
      info: {title: Orders, description: Orders and their lines., version: '1'}
      servers: [{url: 'https://orders.example/v1'}]
      paths:
        /:
          get: {summary: Root, operationId: root, responses: {'204': {description: Nothing}}}
        /orders/{id}/{*rest}:
          parameters:
            - {name: id, in: path, required: true, description: Number, schema: {type: integer}}
            - {name: rest, in: path, required: true, schema: {type: string}}
          get:
            summary: One order
            operationId: get-order
            description: "Reads one.\\nOr none: \\"quoted\\" # no comment"
            parameters:
              - {name: expand, in: query, schema: {type: boolean, default: false}}
              - name: status
                in: query
                required: true
                schema: {type: string, enum: [open, 'yes', '10'], default: open}
                examples: {first: {summary: An open one, value: open}}
              - {name: limit, in: query, schema: {type: number, default: 1.50, enum: [1.50, 2]}}
              - {name: ids, in: query, schema: {type: array, items: {type: string}}}
              - {name: X-Trace, in: header, required: true, schema: {type: string}}
            responses:
              '200':
                description: Found
                headers: {ETag: {description: Version, schema: {type: string}, example: '"1"'}}
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/Order'}
                    examples: {one: {summary: One, value: {id: 1, total: 1.10}}}
                  text/xml: {example: <order/>}
              '404': {description: ''}
          put:
            summary: Replace
            operationId: put-order
            requestBody:
              description: The order
              content:
                application/json: {schema: {$ref: '#/components/schemas/Order'}}
            responses: {'200': {description: Replaced}}
      x-ms-paths:
        /search?kind=order&q={q}:
          post:
            summary: Search orders
            operationId: search-orders
            parameters: [{name: q, in: path, required: true, schema: {type: string}}]
            responses: {'200': {description: Found}}
        /search?kind=line:
          post: {summary: Search, operationId: search-lines, responses: {'200': {description: Found}}}
      components:
        schemas:
          Order:
            type: object
            properties:
              id: {type: integer}
              total: {type: number, nullable: true, example: 1.10}
              lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
          Line: {oneOf: [{type: string}, {$ref: '#/components/schemas/Order'}]}
      """;

  private static final String SWAGGER =
      """
      {"swagger": "2.0", "info": {"title": "Pets", "description": "d", "version": "1"},
       "host": "pets.example", "basePath": "/v2", "schemes": ["http", "https"],
       "paths": {
        "/pets/{id}": {
         "get": {"operationId": "get-pet", "summary": "Get", "description": "Reads",
          "produces": ["application/json", "text/xml"],
          "parameters": [
           {"name": "id", "in": "path", "required": true, "type": "integer", "description": "Id"},
           {"name": "tags", "in": "query", "type": "array", "items": {"type": "string"}},
           {"name": "must", "in": "query", "required": true, "type": "string", "enum": ["a", "b"]},
           {"name": "X", "in": "header", "type": "string", "default": "x"}],
          "responses": {
           "200": {"description": "ok", "schema": {"$ref": "#/definitions/Pet"},
             "headers": {"E": {"type": "integer", "description": "e"}},
             "examples": {"application/json": {"id": 1}, "text/csv": "1"}},
           "404": {"description": "no"}}},
         "put": {"operationId": "put-pet", "summary": "Put", "consumes": ["application/json"],
          "parameters": [
           {"name": "id", "in": "path", "required": true, "type": "integer"},
           {"name": "pet", "in": "body", "description": "The pet",
            "schema": {"$ref": "#/definitions/Pet"}}],
          "responses": {"204": {"description": "done"}}}}},
       "definitions": {"Pet": {"type": "object", "properties": {"id": {"type": "integer"},
         "parent": {"$ref": "#/definitions/Pet"}}}}}
      """;

  static final String WADL =
      """
      <application xmlns="http://wadl.dev.java.net/2009/02"
          xmlns:xs="http://www.w3.org/2001/XMLSchema">
        <doc title="Jobs &amp; more">Runs jobs.</doc>
        <grammars><xs:schema targetNamespace="urn:j"><xs:element name="job"/></xs:schema></grammars>
        <resources base="https://jobs.example/api/">
          <resource path="jobs/{id}/">
            <param name="id" style="template" type="xs:int"><doc>Number</doc></param>
            <method name="GET" id="readjob">
              <doc title="Read a job">One &lt;job&gt;</doc>
              <request><param name="full" style="query" default="no" required="true">
                <option value="yes"/><option value="no"/></param>
                <param name="X" style="header" type="xs:boolean"/></request>
              <response status="200"><doc>Found</doc><representation mediaType="text/plain"/>
                <param name="E" style="header" type="xs:string"/></response>
            </method>
            <resource path="log"><method name="DELETE" id="delete-log"/></resource>
          </resource>
        </resources>
      </application>
      """;

  static final String WSDL =
      """
      <wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:tns="urn:t"
          xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
          xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t">
        <wsdl:types>
          <xs:schema targetNamespace="urn:t" elementFormDefault="qualified">
            <xs:element name="Add"><xs:complexType><xs:sequence>
              <xs:element name="a" type="xs:int"/></xs:sequence></xs:complexType></xs:element>
            <xs:element name="AddResponse" type="xs:int"/>
          </xs:schema>
        </wsdl:types>
        <wsdl:message name="AddIn"><wsdl:part name="p" element="tns:Add"/></wsdl:message>
        <wsdl:message name="AddOut"><wsdl:part name="p" element="tns:AddResponse"/></wsdl:message>
        <wsdl:message name="Any"/>
        <wsdl:portType name="Calc">
          <wsdl:operation name="Add"><wsdl:documentation>Adds.</wsdl:documentation>
            <wsdl:input message="tns:AddIn"/><wsdl:output message="tns:AddOut"/></wsdl:operation>
          <wsdl:operation name="Ping">
            <wsdl:input message="tns:Any"/><wsdl:output message="tns:Any"/></wsdl:operation>
        </wsdl:portType>
        <wsdl:binding name="CalcSoap" type="tns:Calc"><soap:binding style="document"/>
          <wsdl:operation name="Add"><soap:operation soapAction="urn:t/Add?x&amp;y"/></wsdl:operation>
          <wsdl:operation name="Ping"><soap:operation soapAction="urn:t/Ping"/></wsdl:operation>
        </wsdl:binding>
        <wsdl:service name="Calculator"><wsdl:documentation>Sums</wsdl:documentation>
          <wsdl:port name="p" binding="tns:CalcSoap">
            <soap:address location="https://calc.example/soap"/></wsdl:port></wsdl:service>
      </wsdl:definitions>
      """;

  private void imports(String api, String format, String document, String more) {
    ObjectNode properties = Client.JSON.createObjectNode();
    properties.put("path", api).put("format", format).put("value", document);
    if (!more.isEmpty()) {
      properties.put("apiType", more);
    }
    String body = Client.JSON.createObjectNode().set("properties", properties).toString();
    Got done = client.finish(client.send("PUT", "apis/" + api, body, ""));
    assertThat(done.status()).as(done.raw().body()).isIn(200, 201);
  }

  private String export(String api, String format) {
    Got got = client.get("apis/" + api + "?export=true&format=" + format.replace("+", "%2B"));
    assertThat(got.status()).as(got.raw().body()).isEqualTo(200);
    assertThat(got.body().path("format").asText()).isEqualTo(format);
    return got.body().path("value").asText();
  }

  private Map<String, JsonNode> operations(String api) {
    Map<String, JsonNode> operations = new TreeMap<>();
    for (JsonNode one : client.get("apis/" + api + "/operations").body().path("value")) {
      ObjectNode properties = (ObjectNode) one.path("properties");
      properties.findParents("schemaId").forEach(p -> ((ObjectNode) p).put("schemaId", "one"));
      operations.put(one.path("name").asText(), properties);
    }
    return operations;
  }

  private List<JsonNode> schemas(String api) {
    List<JsonNode> schemas = new ArrayList<>();
    for (JsonNode one : client.get("apis/" + api + "/schemas").body().path("value")) {
      String name = one.path("name").asText();
      schemas.add(client.get("apis/" + api + "/schemas/" + name).properties());
    }
    return schemas;
  }

  private void same(String api, String copy) {
    assertThat(operations(copy)).isNotEmpty().containsExactlyInAnyOrderEntriesOf(operations(api));
    assertThat(schemas(copy)).isEqualTo(schemas(api));
    JsonNode one = client.get("apis/" + api).properties();
    JsonNode other = client.get("apis/" + copy).properties();
    assertThat(other.path("displayName")).isEqualTo(one.path("displayName"));
    assertThat(other.path("description")).isEqualTo(one.path("description"));
    assertThat(other.path("type")).isEqualTo(one.path("type"));
  }

  @ParameterizedTest
  @CsvSource({"openapi, openapi", "openapi+json, openapi+json"})
  void openapi(String export, String format) {
    imports("a", "openapi", OPENAPI, "");
    assertThat(operations("a"))
        .containsOnlyKeys("root", "get-order", "put-order", "search-orders", "search-lines");
    imports("b", format, export("a", export), "");
    same("a", "b");
  }

  @Test
  void swagger() {
    imports("a", "swagger-json", SWAGGER, "");
    assertThat(operations("a")).containsOnlyKeys("get-pet", "put-pet");
    imports("b", "swagger-json", export("a", "swagger"), "");
    same("a", "b");
  }

  @Test
  void wadl() {
    imports("a", "wadl-xml", WADL, "");
    assertThat(operations("a")).containsOnlyKeys("readjob", "delete-log");
    imports("b", "wadl-xml", export("a", "wadl"), "");
    same("a", "b");
  }

  @Test
  void wsdl() {
    imports("a", "wsdl", WSDL, "soap");
    assertThat(operations("a")).containsOnlyKeys("add", "ping");
    assertThat(operations("a").get("add").at("/responses/0/representations/0/typeName").asText())
        .isEqualTo("AddResponse");
    imports("b", "wsdl", export("a", "wsdl"), "soap");
    same("a", "b");
  }

  @Test
  void wsdl_of_soap_1_2() {
    String soap12 =
        WSDL.replace("schemas.xmlsoap.org/wsdl/soap/", "schemas.xmlsoap.org/wsdl/soap12/");
    imports("a", "wsdl", soap12, "soap");
    assertThat(operations("a").get("add").at("/request/representations/0/contentType").asText())
        .isEqualTo("application/soap+xml");
    imports("b", "wsdl", export("a", "wsdl"), "soap");
    same("a", "b");
  }

  @Test
  void a_link_keeps_what_representations_are_bound_to() {
    imports("a", "openapi", OPENAPI, "");
    String link =
        client.get("apis/a?export=true&format=openapi-link").body().at("/value/link").asText();
    imports("b", "openapi-link", link, "");
    same("a", "b");
    client.put(
        "apis/a/operations/put-order",
        operations("a")
            .get("put-order")
            .toString()
            .replace(
                "\"contentType\":\"application/json\"",
                "\"contentType\":\"application/json\",\"typeName\":\"Order\",\"schemaId\":\""
                    + client.get("apis/a/schemas").body().at("/value/0/name").asText()
                    + "\""));
    String bound =
        client.get("apis/a?export=true&format=swagger-link").body().at("/value/link").asText();
    imports("c", "swagger-link-json", bound, "");
    JsonNode representation = operations("c").get("put-order").at("/request/representations/0");
    assertThat(representation.path("typeName").asText()).isEqualTo("Order");
    assertThat(representation.path("schemaId").asText()).isNotEmpty();
  }

  @Test
  void every_real_definition() throws IOException {
    Path corpus = Shared.shared().resolve("corpus");
    int seen = 0;
    for (Path file : definitions(corpus)) {
      String name = file.getFileName().toString();
      String text = Files.readString(file);
      String api = "real" + seen++;
      if (name.endsWith(".wadl")) {
        imports(api, "wadl-xml", text, "");
        imports(api + "c", "wadl-xml", export(api, "wadl"), "");
      } else if (name.endsWith("oas2.yaml")) {
        String json = new JsonMapper().writeValueAsString(new YAMLMapper().readTree(text));
        imports(api, "swagger-json", json, "");
        imports(api + "c", "swagger-json", export(api, "swagger"), "");
      } else {
        imports(api, name.endsWith(".json") ? "openapi+json" : "openapi", text, "");
        imports(api + "c", "openapi", export(api, "openapi"), "");
      }
      Map<String, JsonNode> copies = operations(api + "c");
      operations(api).forEach((key, one) -> assertThat(copies.get(key)).as(name).isEqualTo(one));
      assertThat(copies).hasSameSizeAs(operations(api));
      assertThat(schemas(api + "c")).as(name).isEqualTo(schemas(api));
    }
    assertThat(seen).isGreaterThan(40);
  }

  private static List<Path> definitions(Path corpus) throws IOException {
    try (Stream<Path> files = Files.walk(corpus)) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file ->
                  file.getParent().endsWith("openapi")
                      || file.getFileName().toString().startsWith("specification."))
          .filter(file -> !file.toString().endsWith(".graphql"))
          .sorted()
          .toList();
    }
  }
}
