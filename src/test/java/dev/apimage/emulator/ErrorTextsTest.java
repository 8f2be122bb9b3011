package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The errors that clients read by code and text, each as the whole body that the service sends. */
class ErrorTextsTest extends EmulatorTest {
  private static final String API = "{'displayName':'A','path':'a'}";

  private static ObjectNode error(String code, String message) {
    ObjectNode body = Client.JSON.createObjectNode();
    body.putObject("error").put("code", code).put("message", message).putNull("details");
    return body;
  }

  private static ObjectNode field(String target, String message) {
    ObjectNode body = error("ValidationError", "One or more fields contain incorrect values:");
    body.withObject("/error")
        .putArray("details")
        .addObject()
        .put("code", "ValidationError")
        .put("target", target)
        .put("message", message);
    return body;
  }

  private static void refused(Got got, int status, JsonNode body) {
    assertThat(got.status()).isEqualTo(status);
    assertThat(got.body()).isEqualTo(body);
  }

  private Got policy(String path, String text) {
    String body =
        "{\"properties\":{\"format\":\"rawxml\",\"value\":" + TextNode.valueOf(text) + "}}";
    return client.send("PUT", path, body, "");
  }

  private static String lines(String... lines) {
    return String.join("\n", lines);
  }

  @ParameterizedTest
  @CsvSource({
    "namedValues/x, Property",
    "apis/x, Api",
    "apis/echo-api/operations/x, Operation",
    "apis/echo-api/policies/policy, PoliciesConfiguration",
    "products/starter/policies/policy, PoliciesConfiguration",
    "apis/echo-api/schemas/x, Schema",
    "apis/echo-api/releases/x, ApiRelease",
    "apiVersionSets/x, ApiVersionSet",
    "products/x, Product",
    "groups/x, Group",
    "users/x, User",
    "backends/x, Backend",
    "loggers/x, Logger",
    "certificates/x, Certificate",
    "tags/x, Tag",
    "subscriptions/x, Subscription",
    "policyFragments/x, PolicyFragment"
  })
  void aMissingEntityIsNotFoundByItsInternalClassName(String path, String name) {
    refused(client.get(path), 404, error("ResourceNotFound", name + " not found."));
    assertThat(client.head(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "apis/x/policies/policy",
        "apis/echo-api/operations/x/policies/policy",
        "products/x/policies/policy"
      })
  void aPolicyOfAMissingEntityIsAValidationErrorAndNotMissing(String path) {
    refused(
        policy(path, "<policies />"),
        400,
        error("ValidationError", "Entity with specified identifier not found"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"administrators", "developers", "guests"})
  void theMembershipOfASystemGroupCannotBeChanged(String group) {
    client.put("users/u", "{'firstName':'A','lastName':'B','email':'a@example.com'}");
    ObjectNode body = error("ValidationError", "System group membership cannot be changed");
    refused(client.put("groups/" + group + "/users/u", "{}"), 400, body);
    refused(client.send("DELETE", "groups/" + group + "/users/1", "", ""), 400, body);
    client.put("groups/mine", "{'displayName':'Mine'}");
    assertThat(client.put("groups/mine/users/u", "{}").status()).isEqualTo(201);
  }

  @Test
  void aMissingServiceIsNotFoundByArmWithAnInnerError() {
    ObjectNode body = error("ServiceNotFound", "Api service does not exist: nobody");
    body.withObject("/error").putNull("innerError");
    refused(client.service("nobody").get("apis"), 404, body);
  }

  @Test
  void wrongFieldsAreDetailsOfOneValidationError() {
    Got got = client.put("apis/echo-api/operations/o", "{'displayName':7,'method':'GET'}");
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.code()).isEqualTo("ValidationError");
    assertThat(got.message()).isEqualTo("One or more fields contain incorrect values:");
    JsonNode details = got.body().path("error").path("details");
    assertThat(details.findValuesAsText("target"))
        .containsExactlyInAnyOrder("displayName", "urlTemplate");
    assertThat(details.findValuesAsText("code")).containsOnly("ValidationError");
    assertThat(details.findValuesAsText("message")).doesNotContain("");
  }

  @Test
  void aNamedValueMissingInAPolicyIsAPropertyThatCannotBeFoundAtALineAndColumn() {
    String text =
        lines(
            "<policies>",
            "  <inbound>",
            "    <base />",
            "    <set-variable name=\"a\" value=\"{{X}}\" />",
            "  </inbound>",
            "</policies>");
    refused(
        policy("apis/echo-api/policies/policy", text),
        400,
        field(
            "set-variable",
            "Error in element 'set-variable' on line 4, column 6: Cannot find a property 'X'"));
  }

  @Test
  void aPolicysErrorsCountLinesAndColumnsInTheTextAsItWasSent() {
    String body =
        "{'value':'<policies><inbound>\\n\\n          <set-backend-service"
            + " backend-id=\\\"b\\\" /></inbound></policies>'}";
    assertThat(client.put("policies/policy", body).detail().path("message").asText())
        .startsWith("Error in element 'set-backend-service' on line 3, column 12: ");
  }

  @Test
  void aNamedValueMissingInABackendIsAPropertyThatIsNotFound() {
    refused(
        client.put(
            "backends/b",
            "{'url':'https://x','protocol':'http','credentials':{'header':{'k':['{{X}}']}}}"),
        400,
        field("credentials", "Property 'X' not found."));
  }

  @Test
  void aNamedValueMissingInALoggerIsNamedWhereTheSentenceBelongs() {
    refused(
        client.put(
            "loggers/l",
            "{'loggerType':'applicationInsights','credentials':{'instrumentationKey':'{{X}}'}}"),
        400,
        field("One or more Properties ['{0}'] specified are missing.", "X"));
  }

  @Test
  void aLoggerWithoutAConnectionMethodIsRefused() {
    for (String logger :
        new String[] {
          "{'loggerType':'applicationInsights'}",
          "{'loggerType':'azureEventHub','credentials':{'name':'h','endpointAddress':'e'}}"
        }) {
      refused(
          client.put("loggers/l", logger),
          400,
          field(
              "credentials",
              "'Credentials' does not contain at least one of expected connection methods:"
                  + " systemAssigned,identityClientId,connectionString,instrumentationKey"));
    }
  }

  @Test
  void aBackendMissingInAPolicyCouldNotBeFound() {
    String text =
        lines(
            "<policies>",
            "\t<inbound>",
            "\t\t<base />",
            "\t\t<set-backend-service backend-id=\"x\" />",
            "\t</inbound>",
            "</policies>");
    refused(
        policy("apis/echo-api/policies/policy", text),
        400,
        field(
            "set-backend-service",
            "Error in element 'set-backend-service' on line 4, column 4: Backend with id 'x' could"
                + " not be found."));
  }

  @Test
  void aFragmentMissingInAPolicyCouldNotBeFound() {
    String text =
        "<policies><inbound>\n\t\t<include-fragment fragment-id=\"x\" />\n</inbound></policies>";
    refused(
        policy("policies/policy", text),
        400,
        field(
            "include-fragment",
            "Error in element 'include-fragment' on line 2, column 4: Policy fragment with id 'x'"
                + " could not be found."));
  }

  @Test
  void aCertificateMissingInABackendIsNotFound() {
    refused(
        client.put(
            "backends/b",
            "{'url':'https://x','protocol':'http','credentials':{'certificateIds':"
                + "['/certificates/x']}}"),
        400,
        field("credentials", "Certificate with id 'x' not found."));
  }

  @Test
  void aSecondNamedValueOfTheSameDisplayNameIsRefusedOnThePoll() {
    client.put("namedValues/a", "{'displayName':'same','value':'v'}");
    Got begun = client.put("namedValues/b", "{'displayName':'SAME','value':'v'}");
    assertThat(begun.status()).isEqualTo(201);
    refused(client.finish(begun), 400, field("name", "Property with the same name already exist."));
    assertThat(client.get("namedValues/b").status()).isEqualTo(404);
    client.put("namedValues/c", "{'displayName':'other','value':'v'}");
    Got patched = client.patch("namedValues/c", "{'displayName':'same'}");
    assertThat(patched.status()).isEqualTo(202);
    assertThat(client.finish(patched).status()).isEqualTo(400);
    assertThat(client.get("namedValues/c").properties().path("displayName").asText())
        .isEqualTo("other");
  }

  @Test
  void aNamedValueWithoutAValueMustHaveOneOrAKeyVault() {
    refused(
        client.put("namedValues/a", "{'displayName':'a','secret':true}"),
        400,
        field("value", "Either Value or Keyvault must be provided."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void aNamedValueMustNotBeBlank(String value) {
    refused(
        client.put("namedValues/a", "{'displayName':'a','value':'" + value + "'}"),
        400,
        field("value", "'Value' must not be empty."));
  }

  @Test
  void aSecondApiOfTheSamePathIsRefusedWithTwoBlanksBeforeUnless() {
    client.put("apis/b", "{'displayName':'b','path':'p'}");
    refused(
        client.put("apis/a", "{'displayName':'a','path':'p'}"),
        400,
        field(
            "path",
            "Cannot create API 'a' with the same Path 'p' as API 'b'  unless it's a part of the"
                + " same version set"));
  }

  @Test
  void aProductWithSubscriptionsIsNotDeleted() {
    refused(
        client.delete("products/starter"),
        400,
        error(
            "ValidationError",
            "Product cannot be deleted since it has existing subscriptions. Delete subscriptions"
                + " before deleting the product or pass in deleteSubscriptions=true as query"
                + " param"));
    assertThat(client.delete("products/starter?deleteSubscriptions=true").status()).isEqualTo(200);
  }

  @Test
  void aSecondSubscriptionOfOneUserOverTheLimitIsRefused() {
    refused(
        client.put(
            "subscriptions/s",
            "{'displayName':'S','scope':'/products/starter','ownerId':'/users/1'}"),
        400,
        error("ValidationError", "Subscriptions limit reached for same user"));
  }

  @Test
  void theCurrentRevisionIsNotDeletedWhileOthersExistAndOnlyThePollSaysSo() {
    client.put("apis/a", API);
    client.put("apis/a%3Brev%3D2", "{'path':'a','sourceApiId':'/apis/a'}");
    Got accepted = client.delete("apis/a");
    assertThat(accepted.status()).isEqualTo(202);
    ObjectNode body = error("ValidationError", "Cannot delete the current revision of an API.");
    refused(client.finish(accepted), 400, body);
    Got status = client.at("GET", accepted.header("Azure-AsyncOperation").orElseThrow(), "", "");
    assertThat(status.body().path("status").asText()).isEqualTo("Failed");
    assertThat(status.body().path("error")).isEqualTo(body.path("error"));
    assertThat(client.finish(client.delete("apis/a?deleteRevisions=true")).status()).isEqualTo(200);
  }

  @Test
  void theVersionOfANonCurrentRevisionCannotBeChanged() {
    client.put("apis/a", API);
    client.put("apis/a%3Brev%3D2", "{'path':'a','sourceApiId':'/apis/a'}");
    refused(
        client.finish(client.patch("apis/a%3Brev%3D2", "{'apiVersion':'v2'}")),
        400,
        error("ValidationError", "Can't change property ApiVersion for non-current revision "));
  }

  /** One property, what the service calls it, and another value. */
  @ParameterizedTest
  @CsvSource({"displayName,Name", "description,Description", "path,Path"})
  void whatAllRevisionsShareIsRefusedOnThePollOfANonCurrentOne(String property, String name) {
    client.put("apis/a", "{'displayName':'A','path':'a','description':'about'}");
    ObjectNode body =
        error("ValidationError", "Can't change property " + name + " for non-current revision ");
    String other = "{'%s':'%s','sourceApiId':'/apis/a'%s}";
    String needed = property.equals("path") ? "" : ",'path':'a'";
    Got created = client.put("apis/a%3Brev%3D2", other.formatted(property, "other", needed));
    assertThat(created.status()).isEqualTo(201);
    refused(client.finish(created), 400, body);
    assertThat(client.get("apis/a%3Brev%3D2").status()).isEqualTo(404);
    client.put("apis/a%3Brev%3D2", "{'path':'a','sourceApiId':'/apis/a'}");
    refused(
        client.finish(client.patch("apis/a%3Brev%3D2", "{'" + property + "':'other'}")), 400, body);
    assertThat(client.get("apis/a%3Brev%3D2").properties().path("description").asText())
        .isEqualTo("about");
  }

  @Test
  void anImportIntoANonCurrentRevisionMustHaveTheApisName() {
    client.put("apis/a", "{'displayName':'A','path':'a'}");
    client.put("apis/a%3Brev%3D2", "{'path':'a','sourceApiId':'/apis/a'}");
    String document = "openapi: 3.0.1\\ninfo: {title: Other, version: v}\\npaths: {}";
    Got begun =
        client.put(
            "apis/a%3Brev%3D2", "{'path':'a','format':'openapi','value':'" + document + "'}");
    refused(
        client.finish(begun),
        400,
        error("ValidationError", "Can't change property Name for non-current revision "));
  }

  @Test
  void anOlderVersionRefusesAChangeOfARevisionAtOnce() {
    Client older = client.version("2019-12-01");
    older.put("apis/a", "{'displayName':'A','path':'a'}");
    older.put("apis/a%3Brev%3D2", "{'path':'a','sourceApiId':'/apis/a'}");
    assertThat(older.patch("apis/a%3Brev%3D2", "{'path':'b'}").status()).isEqualTo(400);
  }

  @Test
  void aBackendPoolHasNoAddressOfItsOwn() {
    Got got =
        client.put(
            "backends/p",
            "{'type':'Pool','url':'http://x','protocol':'http','pool':{'services':"
                + "[{'id':'/backends/b'}]}}");
    assertThat(got.body().findValuesAsText("message"))
        .containsExactly(
            "One or more fields contain incorrect values:",
            "Url is not supported for backend pool.",
            "Protocol is not supported for backend pool.");
  }

  @Test
  void aBackendPoolHoldsOnlySingleBackends() {
    client.put("backends/b", "{'url':'https://x','protocol':'http'}");
    String pool = "{'type':'Pool','pool':{'services':[%s]}}";
    String member = "{'id':'/backends/b'}";
    String many = String.join(",", Collections.nCopies(30, member));
    assertThat(client.put("backends/p", pool.formatted(many)).status()).isEqualTo(201);
    assertThat(client.put("backends/q", pool.formatted(many + "," + member)).status())
        .isEqualTo(400);
    String nested = pool.formatted("{'id':'/backends/p'}");
    assertThat(client.put("backends/q", nested).status()).isEqualTo(400);
    assertThat(client.put("backends/p", nested).status()).isEqualTo(400);
  }

  @Test
  void aProductWithoutSubscriptionsHasNothingToApproveOrLimit() {
    for (String property : List.of("'approvalRequired':false", "'subscriptionsLimit':1")) {
      refused(
          client.put(
              "products/p", "{'displayName':'P','subscriptionRequired':false," + property + "}"),
          400,
          error(
              "ValidationError",
              "Cannot provide values for approvalRequired and subscriptionsLimit when"
                  + " subscriptionRequired is set to false in the request payload"));
    }
    client.put("products/p", "{'displayName':'P','approvalRequired':true}");
    assertThat(client.patch("products/p", "{'subscriptionRequired':false}").status())
        .isEqualTo(200);
    assertThat(client.get("products/p").properties().has("approvalRequired")).isFalse();
  }

  @Test
  void aSecondProductOfTheSameNameIsRefused() {
    client.put("products/p", "{'displayName':'P'}");
    Got got = client.put("products/q", "{'displayName':'p'}");
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.detail().path("target").asText()).isEqualTo("name");
    assertThat(got.detail().path("message").asText())
        .isEqualTo("Product with the same name already exists");
    assertThat(client.put("products/p", "{'displayName':'P','terms':'t'}").status()).isEqualTo(200);
  }

  @Test
  void anApiBelongsToOneOpenProductAtMost() {
    for (String product : List.of("p", "q")) {
      client.put(
          "products/" + product, "{'displayName':'" + product + "','subscriptionRequired':false}");
    }
    assertThat(client.put("products/p/apis/echo-api", "{}").status()).isEqualTo(201);
    String link = "{'apiId':'/apis/echo-api'}";
    for (Got got :
        List.of(
            client.put("products/q/apis/echo-api", "{}"),
            client.put("products/q/apiLinks/l", link))) {
      assertThat(got.status()).isEqualTo(400);
      assertThat(got.detail().path("target").asText()).isEqualTo("aid");
      assertThat(got.detail().path("message").asText())
          .isEqualTo("API cannot be added to more than one open products.");
    }
    assertThat(client.put("products/p/apis/echo-api", "{}").status()).isEqualTo(200);
    client.delete("products/p/apis/echo-api");
    assertThat(client.put("products/q/apiLinks/l", link).status()).isEqualTo(201);
  }

  @Test
  void aWebServiceIsAtAnAbsoluteAddress() {
    for (String url : List.of("orders.example/v1", "https://{endpoint}/openai")) {
      Got got = client.put("apis/a", "{'displayName':'A','path':'a','serviceUrl':'" + url + "'}");
      assertThat(got.status()).isEqualTo(400);
      assertThat(got.detail().path("message").asText())
          .isEqualTo("Invalid value of the Web service URL");
    }
  }

  private static Got imported(Client at) {
    String openapi =
        "{\"openapi\":\"3.0.1\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"paths\":{}}";
    String body =
        "{\"properties\":{\"path\":\"a\",\"format\":\"openapi+json\",\"value\":"
            + TextNode.valueOf(openapi)
            + "}}";
    return at.send("PUT", "apis/a", body, "");
  }

  @Test
  void aBusyApiRefusesOtherWrites() {
    Got begun = imported(client);
    String operation = "{'displayName':'O','method':'GET','urlTemplate':'/o'}";
    refused(
        client.put("apis/a/operations/o", operation),
        409,
        error("PessimisticConcurrencyConflict", "Operation on the API is in progress"));
    client.finish(begun);
    assertThat(client.put("apis/a/operations/o", operation).status()).isEqualTo(201);
  }

  @Test
  void anApiCanBeBusyForAWhileAfterItsOperationHasSucceeded() throws IOException {
    String lingering = "rate=1,kinds=busy,methods=PUT,paths=apis/*";
    try (Emulator other = Emulator.start(EmulatorOptions.defaults().withFaults(lingering))) {
      Client at = new Client(other);
      assertThat(at.finish(imported(at)).status()).isEqualTo(201);
      refused(
          at.patch("apis/a", "{'description':'d'}"),
          409,
          error("PessimisticConcurrencyConflict", "Operation on the API is in progress"));
      at.patch("apis/a", "{'description':'d'}");
      assertThat(at.patch("apis/a", "{'description':'d'}").status()).isEqualTo(200);
    }
  }

  @Test
  void aBusyApiHasTwoCodes() throws IOException {
    EmulatorOptions conflicts = EmulatorOptions.defaults().withFaults("rate=1,kinds=409");
    try (Emulator other = Emulator.start(conflicts)) {
      Client at = new Client(other);
      String text = "Operation on the API is in progress";
      refused(at.put("apis/a", API), 409, error("PessimisticConcurrencyConflict", text));
      at.put("apis/a", API);
      refused(at.put("apis/a", API), 409, error("Conflict", text));
    }
  }

  @Test
  void aLinkThatExistsUnderAnotherNameIsAConflict() {
    client.put("tags/t", "{'displayName':'T'}");
    String api = "{'apiId':'" + client.id() + "/apis/echo-api'}";
    client.put("tags/t/apiLinks/one", api);
    refused(
        client.put("tags/t/apiLinks/two", api),
        409,
        error("Conflict", "Link already exists between specified Tag and Api."));
    refused(
        client.put(
            "products/starter/groupLinks/two",
            "{'groupId':'" + client.id() + "/groups/developers'}"),
        409,
        error("Conflict", "Link already exists between specified Product and Group."));
  }

  @ParameterizedTest
  @ValueSource(ints = {422, 409})
  void aManagementEndpointThatIsDownTimesOut(int status) throws IOException {
    EmulatorOptions down = EmulatorOptions.defaults().withFaults("rate=1,kinds=" + status);
    ObjectNode body = error("ManagementApiRequestFailed", "Management API timed out");
    body.withObject("/error")
        .putArray("details")
        .addObject()
        .put("code", "Timeout")
        .put("message", "Request timed out");
    try (Emulator other = Emulator.start(down)) {
      Client at = new Client(other);
      Got got = at.put("tags/t", "{'displayName':'T'}");
      // a conflict is in turn one of the three that there are
      refused(status == 422 ? got : at.put("tags/t", "{'displayName':'T'}"), status, body);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"groups", "users", "gateways", "tenant/access", "templates", "identityProviders"})
  void theConsumptionTierRefusesWhatItLacks(String path) throws IOException {
    try (Emulator small = Emulator.start(EmulatorOptions.defaults().withSku("Consumption"))) {
      refused(
          new Client(small).get(path),
          400,
          error("MethodNotAllowedInPricingTier", "Method not allowed in Consumption pricing tier"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Basic, gateways",
    "StandardV2, gateways",
    "BasicV2, policyRestrictions",
    "Developer, workspaces",
    "Standard, workspaces"
  })
  void otherTiersRefuseWhatOnlyTheDearerOnesHave(String sku, String path) throws IOException {
    try (Emulator other = Emulator.start(EmulatorOptions.defaults().withSku(sku))) {
      refused(
          new Client(other).get(path),
          400,
          error("MethodNotAllowedInPricingTier", "Method not allowed in " + sku + " pricing tier"));
    }
  }

  @Test
  void anUnsupportedTypeCanAlsoFailWithAnInternalError() throws IOException {
    EmulatorOptions failing =
        EmulatorOptions.defaults().withFaults("rate=1,kinds=500,paths=workspaces");
    try (Emulator other = Emulator.start(failing)) {
      Got got = new Client(other).get("workspaces");
      assertThat(got.status()).isEqualTo(500);
      assertThat(got.message()).isEqualTo("Request processing failed due to internal error");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"policies/other", "apis/echo-api/policies/other"})
  void aPolicyOfAnotherNameIsABadRequestWithoutAMessage(String path) {
    refused(policy(path, "<policies />"), 400, error("BadRequest", ""));
  }

  @Test
  void aThrottledRequestIsToldWhenToComeAgain() throws IOException {
    try (Emulator strict = Emulator.start(EmulatorOptions.defaults().withThrottled(true))) {
      Client at = new Client(strict);
      Got got = at.get("tags");
      for (int i = 0; i < 5_000 && got.status() == 200; i++) {
        got = at.get("tags");
      }
      assertThat(got.status()).isEqualTo(429);
      assertThat(got.code()).isEqualTo("SubscriptionRequestsThrottled");
      String seconds = got.header("Retry-After").orElseThrow();
      assertThat(got.message())
          .matches(
              "Number of 'read' requests for subscription actor '[^']+' exceeded\\. Please try"
                  + " again after '"
                  + seconds
                  + "' seconds after additional tokens are available\\. Refer to"
                  + " https://aka\\.ms/arm-throttling for additional information\\.");
    }
  }
}
