package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.emulator.Client.Got;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportsTest extends EmulatorTest {
  private static final String ONE =
      "{\"openapi\":\"3.0.1\",\"info\":{\"title\":\"From document\",\"version\":\"1\"},"
          + "\"paths\":{\"/pets\":{\"get\":{\"operationId\":\"listPets\",\"responses\":{\"200\":"
          + "{\"description\":\"ok\"}}}},\"/pets/{id}\":{\"get\":{\"operationId\":\"getPet\","
          + "\"parameters\":[{\"name\":\"id\",\"in\":\"path\",\"required\":true,\"schema\":"
          + "{\"type\":\"string\"}}],\"responses\":{\"200\":{\"description\":\"ok\"}}}}}}";

  private Got put(String api, String document, String more) {
    String body =
        "{\"properties\":{\"path\":\"pets\",\"displayName\":\"From body\",\"format\":"
            + "\"openapi+json\",\"value\":"
            + Client.JSON.getNodeFactory().textNode(document)
            + more
            + "}}";
    return client.send("PUT", "apis/" + api, body, "");
  }

  @Test
  void an_import_goes_on_behind_its_answer() {
    Got begun = put("pets", ONE, "");
    assertThat(begun.status()).isEqualTo(201);
    assertThat(begun.properties().path("provisioningState").asText()).isEqualTo("InProgress");
    String operation = begun.header("Azure-AsyncOperation").orElseThrow();
    assertThat(client.at("GET", operation, "", "").body().path("status").asText())
        .isEqualTo("InProgress");
    assertThat(client.at("GET", operation, "", "").body().path("status").asText())
        .isEqualTo("Succeeded");
    assertThat(client.finish(begun).status()).isEqualTo(201);
  }

  @Test
  void to_older_clients_an_import_is_accepted_and_told_by_its_location() {
    client = client.version("2021-08-01");
    Got accepted = put("pets", ONE, "");
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.raw().body()).isEmpty();
    assertThat(accepted.header("Azure-AsyncOperation")).isEmpty();
    Got done = client.finish(accepted);
    assertThat(done.status()).isEqualTo(201);
    assertThat(done.properties().path("displayName").asText()).isEqualTo("From document");
    assertThat(client.get("apis/pets/operations").body().path("value").findValuesAsText("name"))
        .contains("listpets", "getpet");
    assertThat(client.get("apis/pets").properties().has("value")).isFalse();
  }

  @Test
  void a_bad_document_fails_on_the_poll() {
    Got begun = put("pets", "{\"openapi\":", "");
    assertThat(begun.status()).isEqualTo(201);
    Got done = client.finish(begun);
    assertThat(done.status()).isEqualTo(400);
    assertThat(done.code()).isEqualTo("ValidationError");
    assertThat(client.get("apis/pets").status()).isEqualTo(404);
    Got status = client.at("GET", begun.header("Azure-AsyncOperation").orElseThrow(), "", "");
    assertThat(status.body().path("status").asText()).isEqualTo("Failed");
    assertThat(status.body().path("error").path("code").asText()).isEqualTo("ValidationError");
  }

  @Test
  void to_older_clients_a_bad_document_fails_on_the_poll_too() {
    client = client.version("2021-08-01");
    Got accepted = put("pets", "{\"openapi\":", "");
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(client.finish(accepted).code()).isEqualTo("ValidationError");
  }

  @Test
  void an_update_deletes_what_the_document_lacks_and_keeps_matching_policies() {
    client.finish(put("pets", ONE, ""));
    client.put(
        "apis/pets/operations/listpets/policies/policy",
        "{'value':'<policies><inbound><base /></inbound></policies>'}");
    String renamed = ONE.replace("listPets", "allPets").replace("getPet", "getPet2");
    client.finish(put("pets", renamed, ""));
    assertThat(client.get("apis/pets/operations/listpets").status()).isEqualTo(404);
    assertThat(client.get("apis/pets/operations/allpets/policies/policy").status()).isEqualTo(200);
  }

  @Test
  void other_writes_wait_for_the_end_of_an_import() {
    Got accepted = put("pets", ONE, "");
    Got busy = client.patch("apis/pets", "{'description':'x'}");
    assertThat(busy.status()).isEqualTo(409);
    assertThat(busy.code()).isEqualTo("PessimisticConcurrencyConflict");
    assertThat(busy.message()).isEqualTo("Operation on the API is in progress");
    client.finish(accepted);
    assertThat(client.patch("apis/pets", "{'description':'x'}").status()).isEqualTo(200);
  }

  @Test
  void a_null_beside_a_document_is_refused() {
    assertThat(put("pets", ONE, ",\"description\":null").status()).isEqualTo(400);
  }

  @Test
  void a_document_by_address_fails_with_the_reason() {
    String body =
        "{\"properties\":{\"path\":\"p\",\"format\":\"openapi-link\",\"value\":\"https://x/y\"}}";
    Got done = client.finish(client.send("PUT", "apis/pets", body, ""));
    assertThat(done.detail().path("message").asText()).contains("fetches no documents");
    assertThat(done.detail().path("message").asText()).contains("'openapi-link'");
  }

  private Got wsdl(String api, String document, String more) {
    String body =
        "{\"properties\":{\"path\":\""
            + api
            + "\",\"format\":\"wsdl\",\"value\":"
            + Client.JSON.getNodeFactory().textNode(document)
            + more
            + "}}";
    return client.finish(client.send("PUT", "apis/" + api, body, ""));
  }

  @Test
  void wsdl_makes_a_soap_api_only_when_asked_for() {
    assertThat(wsdl("soap", RoundTripTest.WSDL, ",\"apiType\":\"soap\"").properties().path("type"))
        .hasToString("\"soap\"");
    assertThat(client.get("apis/soap/operations/ping").properties().path("urlTemplate").asText())
        .isEqualTo("/?soapAction=urn:t/Ping");
    assertThat(wsdl("rest", RoundTripTest.WSDL, "").properties().path("type").asText())
        .isEqualTo("http");
    JsonNode ping = client.get("apis/rest/operations/ping").properties();
    assertThat(ping.path("urlTemplate").asText()).isEqualTo("/Ping");
    assertThat(ping.path("method").asText()).isEqualTo("POST");
    assertThat(ping.at("/request/representations/0/contentType").asText())
        .isEqualTo("application/json");
    assertThat(wsdl("soap", RoundTripTest.WSDL, "").properties().path("type").asText())
        .isEqualTo("soap");
    assertThat(client.get("apis/soap/operations/ping").properties().path("urlTemplate").asText())
        .isEqualTo("/?soapAction=urn:t/Ping");
  }

  @Test
  void a_service_and_endpoint_of_wsdl_can_be_selected() {
    String two =
        RoundTripTest.WSDL.replace(
            "</wsdl:definitions>",
            "<wsdl:service name='Other'><wsdl:port name='q' binding='tns:CalcSoap'>"
                + "<soap:address location='https://other.example'/></wsdl:port></wsdl:service>"
                + "</wsdl:definitions>");
    assertThat(wsdl("first", two, "").properties().path("displayName").asText())
        .isEqualTo("Calculator");
    String selector =
        ",\"wsdlSelector\":{\"wsdlServiceName\":\"Other\",\"wsdlEndpointName\":\"q\"}";
    JsonNode selected = wsdl("second", two, selector).properties();
    assertThat(selected.path("displayName").asText()).isEqualTo("Other");
    assertThat(selected.path("serviceUrl").asText()).isEqualTo("https://other.example");
    assertThat(wsdl("third", two, selector.replace("\"q\"", "\"p\"")).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "<wsdl:types>, <wsdl:import namespace='a' location='b'/><wsdl:types>, wsdl:import",
    "<xs:element name=\"Add\">, <xs:include schemaLocation='b'/><xs:element name=\"Add\">,"
        + " xsd:include",
    "<xs:element name=\"Add\">, <xs:import schemaLocation='b'/><xs:element name=\"Add\">,"
        + " xsd:import",
    "style=\"document\", style=\"rpc\", rpc",
    "<wsdl:part name=\"p\" element=\"tns:Add\"/>, <wsdl:part name=\"p\"/><wsdl:part name=\"q\"/>,"
        + " more than one part",
    "type=\"xs:int\"/></xs:sequence>, ref=\"tns:Add\"/></xs:sequence>,"
        + " Element named 'Add' has a recursive definition"
  })
  void wsdl_that_azure_cannot_import_is_refused(String from, String to, String why) {
    assertThat(RoundTripTest.WSDL).contains(from);
    Got done = wsdl("x", RoundTripTest.WSDL.replace(from, to), ",\"apiType\":\"soap\"");
    assertThat(done.status()).isEqualTo(400);
    assertThat(done.detail().path("message").asText())
        .startsWith("Parsing error(s): Unable to import API from WSDL: ")
        .contains(why);
  }
}
