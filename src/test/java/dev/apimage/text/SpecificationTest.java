package dev.apimage.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Code;
import dev.apimage.model.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecificationTest {
  private static final String ORDERS =
      """
      openapi: 3.0.1
      info: {title: Orders, version: '1'}
      servers: [{url: https://api.contoso.com/v1}]
      paths:
        /orders/{id}:
          parameters:
            - $ref: '#/components/parameters/Id'
          get:
            operationId: Get_Order
            summary: Get an order
            description: One order.
            parameters:
              - {name: expand, in: query, required: true, schema: {$ref: '#/components/schemas/Expand'}}
              - {name: page, in: query, schema: {type: integer, default: 10}}
              - {name: X-Trace, in: header, schema: {type: [string, 'null']}}
              - {name: Accept, in: header, schema: {type: string}}
              - {name: session, in: cookie, schema: {type: string}}
            responses: {200: {description: ok}, '404': {description: none}, default: {description: x}}
          delete:
            responses: {default: {description: x}}
      components:
        parameters:
          Id: {name: id, in: path, required: true, description: The id, schema: {type: string}}
        schemas:
          Expand: {type: string, enum: [lines, all], default: lines}
      """;

  private static Projection document(String text) {
    return Specification.read("specification.yaml", "openapi", text);
  }

  private static Projection service(String... operations) {
    List<ObjectNode> trees = new ArrayList<>();
    for (String operation : operations) {
      trees.add(JsonText.read("operation.json", operation).tree());
    }
    return Specification.ofOperations(trees);
  }

  private static final String GET =
      """
      {"name": "get-order", "method": "get", "urlTemplate": "/orders/{id}?expand={expand}",
       "displayName": "Get an order", "description": "One order.",
       "templateParameters": [
         {"name": "id", "required": true, "type": "string", "description": "The id"},
         {"name": "expand", "required": true, "type": "string", "values": ["all", "lines"],
          "defaultValue": "lines"}],
       "request": {"queryParameters": [{"name": "page", "type": "integer", "defaultValue": "10"}],
                   "headers": [{"name": "x-trace", "type": "string"}]},
       "responses": [{"statusCode": 404}, {"statusCode": 200, "description": "ok"}]}
      """;

  private static final String DELETE =
      """
      {"name": "delete-orders-id", "method": "DELETE", "urlTemplate": "/orders/{id}",
       "displayName": "DELETE - /orders/{id}", "description": "DELETE - /orders/{id}",
       "templateParameters": [{"name": "id", "required": true, "description": "The id"}]}
      """;

  @Test
  void doesNotDifferFromTheServiceItWasImportedInto() {
    assertThat(document(ORDERS).differences(service(GET, DELETE))).isEmpty();
  }

  @Test
  void namesEachOperationAndPropertyThatDiffers() {
    Projection changed =
        service(
            GET.replace("Get an order", "Fetch")
                .replace("One order.", "Two")
                .replace("/orders/{id}?", "/order/{id}?")
                .replace("\"10\"", "\"20\"")
                .replace("x-trace", "x-other")
                .replace("404", "410")
                .replace("\"all\", ", ""),
            "{\"name\": \"old\", \"method\": \"GET\", \"urlTemplate\": \"/old\"}");
    assertThat(document(ORDERS).differences(changed))
        .containsExactlyInAnyOrder(
            "get-order: urlTemplate differs",
            "get-order: displayName differs",
            "get-order: description differs",
            "get-order: query parameter expand: values differs",
            "get-order: query parameter page: defaultValue differs",
            "get-order: header parameter x-trace differs",
            "get-order: header parameter x-other differs",
            "get-order: responses differs",
            "delete-orders-id: not in the service",
            "old: not in the document");
    assertThat(changed.without(document(ORDERS)))
        .extracting(ProjectedOperation::name)
        .containsExactly("old");
  }

  @Test
  void findsTheOperationOfAPolicyByNameOrElseByItsCall() {
    Projection projection = document(ORDERS);
    assertThat(projection.find("Get-Order", "PUT", "/else").orElseThrow().name())
        .isEqualTo("get-order");
    assertThat(projection.find("5f1e", "get", "/orders/{id}?expand={expand}").orElseThrow().name())
        .isEqualTo("get-order");
    assertThat(projection.find("5f1e", "PUT", "/orders/{id}")).isEmpty();
  }

  @Test
  void namesOperationsByTheServicesRule() {
    String longId = "a".repeat(90);
    List<String> names =
        document(
                """
                swagger: '2.0'
                paths:
                  /a:
                    get: {operationId: ' Get (A)! '}
                    put: {operationId: get_a}
                    post: {}
                  /a/{b}/:
                    patch: {operationId: %s}
                    x-other: {}
                x-ms-paths:
                  /a?op=b:
                    head: {}
                """
                    .formatted(longId))
            .operations()
            .stream()
            .map(ProjectedOperation::name)
            .toList();
    assertThat(names)
        .containsExactly("get-a", "get-a-1", "post-a", longId.substring(0, 76), "head-a-op-b");
  }

  @Test
  void readsWadlAndWsdl() {
    Projection wadl =
        Specification.read(
            "specification.wadl",
            "wadl-xml",
            """
            <application xmlns="http://wadl.dev.java.net/2009/02"><resources base="https://x">
              <resource path="/orders"><resource path="{id}">
                <param name="id" style="template"/>
                <method name="GET" id="getOrder">
                  <request><param name="day" style="query" required="true"/></request>
                  <response status="200 404"/>
                </method></resource></resource></resources></application>
            """);
    assertThat(wadl.operations())
        .singleElement()
        .satisfies(
            o -> {
              assertThat(o.urlTemplate()).isEqualTo("/orders/{id}");
              assertThat(o.name()).isEqualTo("getorder");
              assertThat(o.responses()).containsExactly("200", "404");
              assertThat(o.parameters()).hasSize(2);
            });
    Projection wsdl =
        Specification.read(
            "a.wsdl",
            "wsdl",
            "<d:definitions xmlns:d=\"http://schemas.xmlsoap.org/wsdl/\"><d:portType name=\"p\">"
                + "<d:operation name=\"Add\"/></d:portType><d:portType name=\"q\">"
                + "<d:operation name=\"Add\"/></d:portType></d:definitions>");
    assertThat(
            wsdl.differences(
                service(
                    "{\"name\": \"Add\", \"method\": \"POST\", \"displayName\": \"Add\","
                        + " \"urlTemplate\": \"/?soapAction=http://x/Add\"}")))
        .isEmpty();
  }

  @Test
  void tellsTheImportFormat() {
    assertThat(Specification.importFormat("specification.yaml", "openapi: 3.0.1"))
        .isEqualTo("openapi");
    assertThat(Specification.importFormat("s.JSON", "{\"openapi\": \"3.0.1\"}"))
        .isEqualTo("openapi+json");
    assertThat(Specification.importFormat("s.json", "{\"swagger\": \"2.0\"}"))
        .isEqualTo("swagger-json");
    assertThat(Specification.importFormat("s.wadl", "")).isEqualTo("wadl-xml");
    assertThat(Specification.importFormat("s.xml", "<definitions/>")).isEqualTo("wsdl");
    assertThat(Specification.importFormat("s.graphql", "type Query")).isEqualTo("graphql");
    assertThatThrownBy(() -> Specification.importFormat("s.proto", ""))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void saysWhereADocumentCannotBeRead() {
    for (String[] bad :
        new String[][] {
          {"openapi", "a: [1"},
          {"openapi+json", "{\"a\": }"},
          {"wsdl", "<a><b></a>"},
          {"wsdl", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"},
          {"openapi", "just: yaml"},
        }) {
      assertThatThrownBy(() -> Specification.read("apis/a/specification.x", bad[0], bad[1]))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> {
                assertThat(e.problems().get(0).code()).isEqualTo(Code.UNKNOWN_DOCUMENT);
                assertThat(e.problems().get(0).spot()).isPresent();
              });
    }
  }

  @Test
  void survivesReferencesThatRunInACircleAndAliasBombs() {
    assertThat(document("openapi: 3.0.1\npaths: {/a: {$ref: '#/paths/~1a'}}").operations())
        .isEmpty();
    StringBuilder bomb = new StringBuilder("openapi: 3.0.1\na0: &a0 [x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(document(bomb.toString()).operations()).isEmpty();
  }
}
