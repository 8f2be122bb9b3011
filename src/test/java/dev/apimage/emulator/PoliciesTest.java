package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.emulator.Client.Got;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesTest extends EmulatorTest {
  private static final String POLICY = "apis/echo-api/policies/policy";

  private Got put(String path, String inbound) {
    String xml = "<policies><inbound>" + inbound + "</inbound></policies>";
    return put(path, xml, "rawxml");
  }

  private Got put(String path, String xml, String format) {
    String body =
        "{\"properties\":{\"format\":\""
            + format
            + "\",\"value\":"
            + Client.JSON.getNodeFactory().textNode(xml)
            + "}}";
    return client.send("PUT", path, body, "");
  }

  @Test
  void a_policy_comes_back_indented_with_tabs_and_crlf() {
    assertThat(put(POLICY, "\n  <base />\n  <a></a>\n").status()).isEqualTo(201);
    String value = client.get(POLICY + "?format=rawxml").properties().path("value").asText();
    assertThat(value).contains("\r\n\t<inbound>\r\n\t\t<base />\r\n").doesNotEndWith("\n");
  }

  @Test
  void comments_and_the_spelling_of_empty_elements_are_kept() {
    put(POLICY, "<!-- why -->\n<a></a><b /><c/>");
    assertThat(client.get(POLICY + "?format=rawxml").properties().path("value").asText())
        .isEqualTo(
            String.join(
                "\r\n",
                "<policies>",
                "\t<inbound>",
                "\t\t<!-- why -->",
                "\t\t<a></a>",
                "\t\t<b />",
                "\t\t<c />",
                "\t</inbound>",
                "</policies>"));
  }

  @Test
  void xml_is_the_format_of_a_put_that_names_none() {
    String value = "<policies><inbound><a b='@(1 &lt; 2)' /></inbound></policies>";
    client.put(POLICY, "{'value':'" + value.replace("'", "\\\"") + "'}");
    assertThat(client.get(POLICY + "?format=rawxml").properties().path("value").asText())
        .contains("@(1 < 2)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml-link", "rawxml-link"})
  void policies_by_address_are_left_out_by_name(String format) {
    Got got = put(POLICY, "https://example.com/policy.xml", format);
    assertThat(got.status()).isEqualTo(501);
    assertThat(got.code()).isEqualTo("NotEmulated");
    assertThat(got.message()).contains(format);
  }

  @Test
  void another_format_is_refused() {
    assertThat(put(POLICY, "<policies />", "yaml").detail().path("target").asText())
        .isEqualTo("format");
  }

  @Test
  void expressions_are_raw_or_escaped_as_asked() {
    put(POLICY, "<set-variable name=\"a\" value=\"@(1 < 2 && \"x\" == \"y\")\" />");
    Got raw = client.get(POLICY + "?format=rawxml");
    assertThat(raw.properties().path("format").asText()).isEqualTo("rawxml");
    assertThat(raw.properties().path("value").asText()).contains("@(1 < 2 && \"x\" == \"y\")");
    Got escaped = client.get(POLICY);
    assertThat(escaped.properties().path("format").asText()).isEqualTo("xml");
    assertThat(escaped.properties().path("value").asText()).contains("1 &lt; 2 &amp;&amp;");
    assertThat(client.get("apis/echo-api/policies").raw().body()).contains("1 &lt; 2");
  }

  @Test
  void the_same_policy_keeps_its_etag() {
    String etag = put(POLICY, "<base />").etag();
    assertThat(put(POLICY, "   <base   />").etag()).isEqualTo(etag);
  }

  @Test
  void without_accepting_json_the_answer_is_the_document() {
    URI address =
        URI.create(
            emulator.uri() + client.id() + "/policies/policy?api-version=2024-05-01&format=rawxml");
    Got got =
        Client.exchange(
            HttpRequest.newBuilder(address).header("Authorization", "Bearer x").build());
    assertThat(got.header("Content-Type").orElse(""))
        .startsWith("application/vnd.ms-azure-apim.policy.raw+xml");
    assertThat(got.raw().body()).contains("<policies>");
  }

  @Test
  void without_a_format_the_document_is_the_escaped_one() {
    put(POLICY, "<set-variable name=\"a\" value=\"@(1 < 2)\" />");
    URI address =
        URI.create(emulator.uri() + client.id() + "/" + POLICY + "?api-version=2024-05-01");
    Got got =
        Client.exchange(
            HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer x")
                .header("Accept", "application/vnd.ms-azure-apim.policy+xml")
                .build());
    assertThat(got.header("Content-Type").orElse(""))
        .startsWith("application/vnd.ms-azure-apim.policy+xml");
    assertThat(got.raw().body()).contains("@(1 &lt; 2)");
    assertThat(got.header("ETag")).isPresent();
  }

  @Test
  void a_list_of_policies_holds_one_or_none_and_always_in_the_escaped_form() {
    assertThat(client.get("apis/echo-api/policies").body().path("count").asInt()).isZero();
    put(POLICY, "<set-variable name=\"a\" value=\"@(1 < 2)\" />");
    JsonNode listed = client.get("apis/echo-api/policies?format=rawxml").body();
    assertThat(listed.path("count").asInt()).isEqualTo(1);
    assertThat(listed.at("/value/0/properties/value").asText()).contains("@(1 &lt; 2)");
    assertThat(listed.at("/value/0/properties/format").asText()).isEqualTo("xml");
  }

  @Test
  void a_list_of_fragments_can_be_had_raw() {
    String fragment = "<fragment><set-variable name=\"a\" value=\"@(1 < 2)\" /></fragment>";
    put("policyFragments/f", fragment, "rawxml");
    assertThat(client.get("policyFragments").body().at("/value/0/properties/value").asText())
        .contains("@(1 &lt; 2)");
    assertThat(
            client
                .get("policyFragments?format=rawxml")
                .body()
                .at("/value/0/properties/value")
                .asText())
        .contains("@(1 < 2)");
  }

  @Test
  void missing_references_are_named_with_their_element_and_place() {
    assertThat(put(POLICY, "<set-variable name=\"a\" value=\"{{nope}}\" />").detail().toString())
        .contains("\"target\":\"set-variable\"")
        .contains("Error in element 'set-variable' on line ")
        .contains("Cannot find a property 'nope'");
    assertThat(put(POLICY, "<set-backend-service backend-id=\"b\" />").raw().body())
        .contains("Backend with id 'b' could not be found.");
    assertThat(put(POLICY, "<include-fragment fragment-id=\"f\" />").raw().body())
        .contains("Policy fragment with id 'f' could not be found.");
    assertThat(client.get(POLICY).status()).isEqualTo(404);
  }

  @Test
  void a_malformed_document_is_refused() {
    Got got = put(POLICY, "<policies><inbound></policies>", "rawxml");
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.code()).isEqualTo("ValidationError");
  }

  @Test
  void a_fragment_that_is_no_xml_is_refused_on_the_poll() {
    Got begun = put("policyFragments/f", "<fragment>&;</fragment>", "rawxml");
    assertThat(begun.status()).isEqualTo(201);
    Got end = client.finish(begun);
    assertThat(end.status()).isEqualTo(400);
    assertThat(end.code()).isEqualTo("ValidationError");
    assertThat(end.message())
        .isEqualTo(
            "The policy fragment is not a valid XML: An error occurred while parsing EntityName."
                + " Line 1, position 12.");
    assertThat(end.body().path("error").path("details").isNull()).isTrue();
    assertThat(client.get("policyFragments/f").status()).isEqualTo(404);
  }

  @Test
  void what_a_fragment_misses_is_told_on_the_poll() {
    Got begun = put("policyFragments/f", "<fragment><a b=\"{{nope}}\" /></fragment>", "rawxml");
    assertThat(client.finish(begun).detail().path("message").asText())
        .isEqualTo("Error in element 'a' on line 1, column 12: Cannot find a property 'nope'");
  }

  @Test
  void a_policy_has_but_one_name() {
    Got got = put("apis/echo-api/policies/other", "<base />");
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.code()).isEqualTo("BadRequest");
    assertThat(got.message()).isEmpty();
  }

  @Test
  void the_global_policy_exists_is_replaced_deleted_and_made_again() {
    assertThat(put("policies/policy", "").status()).isEqualTo(200);
    assertThat(client.delete("policies/policy").status()).isEqualTo(200);
    assertThat(client.get("policies/policy").status()).isEqualTo(404);
    assertThat(client.get("policies").body().path("count").asInt()).isZero();
    assertThat(put("policies/policy", "").status()).isEqualTo(201);
  }

  @Test
  void every_policy_is_listed_by_all_policies() {
    put(POLICY, "<base />");
    put("apis/echo-api/operations/create-resource/policies/policy", "<base />");
    put("products/starter/policies/policy", "<base />");
    assertThat(client.get("allPolicies").body().findValuesAsText("referencePolicyId"))
        .containsExactlyInAnyOrder(
            client.id() + "/policies/policy",
            client.id() + "/apis/echo-api/policies/policy",
            client.id() + "/apis/echo-api/operations/create-resource/policies/policy",
            client.id() + "/products/starter/policies/policy");
  }

  @Test
  void a_fragment_in_use_is_not_deleted() {
    put("policyFragments/f", "<fragment><a /></fragment>", "rawxml");
    put(POLICY, "<include-fragment fragment-id=\"f\" />");
    Got got = client.delete("policyFragments/f");
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.message())
        .isEqualTo(
            String.join(
                "\r\n",
                "The Policy Fragment 'f' is used by the following entities:",
                "/apis/echo-api/policies/policy",
                ""));
    assertThat(got.body().path("error").path("details").isNull()).isTrue();
    assertThat(client.post("policyFragments/f/listReferences").body().findValuesAsText("id"))
        .containsExactly(client.id() + "/apis/echo-api/policies/policy");
    client.delete(POLICY);
    assertThat(client.delete("policyFragments/f").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<fragment><base /></fragment>",
        "<fragment><inbound /></fragment>",
        "<fragment><choose><otherwise><include-fragment fragment-id=\"f\" /></otherwise></choose>"
            + "</fragment>"
      })
  void a_fragment_holds_no_section_no_base_and_no_fragment(String text) {
    put("policyFragments/f", "<fragment><a /></fragment>", "rawxml");
    assertThat(client.finish(put("policyFragments/g", text, "rawxml")).status()).isEqualTo(400);
    assertThat(client.get("policyFragments/g").status()).isEqualTo(404);
  }

  @Test
  void a_fragment_has_at_most_32_kilobytes() {
    String frame = "<fragment><!----></fragment>";
    String largest = frame.replace("----", "--" + "x".repeat(32 * 1024 - frame.length()) + "--");
    assertThat(client.finish(put("policyFragments/f", largest, "rawxml")).status()).isEqualTo(201);
    String larger = largest.replace("<!--", "<!--x");
    assertThat(client.finish(put("policyFragments/g", larger, "rawxml")).status()).isEqualTo(400);
  }

  @Test
  void the_name_of_a_fragment_is_no_expression() {
    assertThat(put(POLICY, "<include-fragment fragment-id=\"@(1)\" />").raw().body())
        .contains("Policy fragment with id '@(1)' could not be found.");
  }

  @Test
  void a_fragment_says_its_format() {
    put("policyFragments/f", "<fragment><a /></fragment>", "rawxml");
    assertThat(client.get("policyFragments/f").properties().path("format").asText())
        .isEqualTo("xml");
    assertThat(client.get("policyFragments/f?format=rawxml").properties().path("format").asText())
        .isEqualTo("rawxml");
  }

  @Test
  void a_backend_in_use_is_not_deleted() {
    client.put("backends/b", "{'url':'https://x','protocol':'http'}");
    put(POLICY, "<set-backend-service backend-id=\"b\" />");
    assertThat(client.delete("backends/b").message())
        .startsWith("The Backend 'b' is used by the following entities:");
  }
}
