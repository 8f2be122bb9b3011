package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.emulator.Client.Got;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Subscriptions: their keys, states and scopes, the master, and those that products bring. */
class SubscriptionsTest extends EmulatorTest {
  private static final String ALL_APIS = "{'displayName':'S','scope':'/apis'}";

  private JsonNode subscription(String name) {
    return client.get("subscriptions/" + name).properties();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123456789abcdef01234567", "given-name", "A_b.c~d"})
  void theNameIsGivenOr24HexDigits(String name) {
    assertThat(client.put("subscriptions/" + name, ALL_APIS).status()).isEqualTo(201);
    assertThat(client.get("subscriptions/" + name).body().path("name").asText()).isEqualTo(name);
  }

  @Test
  void aPutWithoutAStateMakesAnActiveOne() {
    assertThat(client.put("subscriptions/s", ALL_APIS).properties().path("state").asText())
        .isEqualTo("active");
  }

  @Test
  void thePutThatCreatesAnswersWithTwoKeysOf32HexDigitsAndNoReadDoes() {
    Got created = client.put("subscriptions/s", ALL_APIS);
    String primary = created.properties().path("primaryKey").asText();
    String secondary = created.properties().path("secondaryKey").asText();
    assertThat(primary).matches("[0-9a-f]{32}").isNotEqualTo(secondary);
    assertThat(secondary).matches("[0-9a-f]{32}");
    for (String list : new String[] {"subscriptions/s", "subscriptions"}) {
      assertThat(client.get(list).raw().body()).doesNotContain(primary, secondary, "Key");
    }
    JsonNode secrets = client.post("subscriptions/s/listSecrets").body();
    assertThat(secrets.path("primaryKey").asText()).isEqualTo(primary);
  }

  @Test
  void givenKeysAreKept() {
    Got created =
        client.put("subscriptions/s", "{'displayName':'S','scope':'/apis','primaryKey':'mine'}");
    assertThat(created.properties().path("primaryKey").asText()).isEqualTo("mine");
    assertThat(client.post("subscriptions/s/listSecrets").body().path("primaryKey").asText())
        .isEqualTo("mine");
  }

  @Test
  void theMasterIsTheBuiltInAllAccessSubscriptionWithTheServiceAsItsScope() {
    JsonNode master = subscription("master");
    assertThat(master.path("scope").asText()).isEqualTo(client.id() + "/");
    assertThat(master.path("displayName").asText()).isEqualTo("Built-in all-access subscription");
    assertThat(master.path("allowTracing").asBoolean()).isTrue();
    assertThat(master.path("state").asText()).isEqualTo("active");
    assertThat(master.has("ownerId")).isFalse();
  }

  @Test
  void aPutOfTheMasterIsAValidationError() {
    Got got = client.put("subscriptions/master", ALL_APIS);
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.code()).isEqualTo("ValidationError");
  }

  @Test
  void aNewProductBringsASubscriptionOfTheAdministratorAndTheAdministratorsGroup() {
    Got product = client.put("products/p", "{'displayName':'P'}");
    assertThat(product.properties().path("groups").findValuesAsText("name"))
        .containsExactly("administrators");
    JsonNode listed = client.get("products/p/subscriptions").body();
    assertThat(listed.path("count").asInt()).isEqualTo(1);
    String name = listed.path("value").path(0).path("name").asText();
    assertThat(name).matches("[0-9a-f]{24}");
    JsonNode generated = subscription(name);
    assertThat(generated.path("ownerId").asText()).isEqualTo(client.id() + "/users/1");
    assertThat(generated.path("scope").asText()).isEqualTo(client.id() + "/products/p");
    assertThat(generated.path("displayName").isNull()).isTrue();
    assertThat(client.put("products/p", "{'displayName':'P2'}").status()).isEqualTo(200);
    assertThat(client.get("products/p/subscriptions").body().path("count").asInt()).isEqualTo(1);
    assertThat(client.delete("subscriptions/" + name).status()).isEqualTo(200);
    assertThat(client.delete("products/p").status()).isEqualTo(200);
  }

  @Test
  void aPutHasNoDatesAndNoCommentAndAPatchHasTheExpirationAndTheComment() {
    String dates =
        "'startDate':'2031-01-01T00:00:00Z','endDate':'2032-01-01T00:00:00Z',"
            + "'expirationDate':'2033-01-01T00:00:00Z','stateComment':'c'";
    client.put("subscriptions/s", "{'displayName':'S','scope':'/apis'," + dates + "}");
    JsonNode put = subscription("s");
    assertThat(put.path("expirationDate").isNull()).isTrue();
    assertThat(put.path("stateComment").isNull()).isTrue();
    client.patch("subscriptions/s", "{" + dates + "}");
    JsonNode patched = subscription("s");
    assertThat(patched.path("expirationDate").asText()).isEqualTo("2033-01-01T00:00:00Z");
    assertThat(patched.path("stateComment").asText()).isEqualTo("c");
    assertThat(patched.path("startDate")).isEqualTo(put.path("startDate"));
    assertThat(patched.path("endDate").isNull()).isTrue();
    client.put("subscriptions/s", ALL_APIS);
    assertThat(subscription("s")).isEqualTo(patched);
  }

  @Test
  void withoutAnOwnerItStandsAlone() {
    client.put("subscriptions/s", ALL_APIS);
    assertThat(subscription("s").has("ownerId")).isFalse();
    client.put("subscriptions/s", "{'displayName':'S','scope':'/apis','ownerId':'/users/1'}");
    assertThat(subscription("s").path("ownerId").asText()).isEqualTo(client.id() + "/users/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"suspended", "active", "expired", "submitted", "rejected", "cancelled"})
  void eachOfTheSixStatesIsKept(String state) {
    client.put("subscriptions/s", "{'displayName':'S','scope':'/apis','state':'" + state + "'}");
    assertThat(subscription("s").path("state").asText()).isEqualTo(state);
  }

  @Test
  void anotherStateIsRefused() {
    Got got = client.put("subscriptions/s", "{'displayName':'S','scope':'/apis','state':'asleep'}");
    assertThat(got.detail().path("target").asText()).isEqualTo("state");
  }

  @Test
  void theApisOfAWorkspaceAreNoScopeOutsideOfIt() {
    client.put("workspaces/w", "{'displayName':'W'}");
    for (String scope : new String[] {"/workspaces/w/apis", "/workspaces/none/apis"}) {
      Got got = client.put("subscriptions/s", "{'displayName':'S','scope':'" + scope + "'}");
      assertThat(got.status()).isEqualTo(400);
    }
    String scope = client.id() + "/workspaces/w/apis";
    String body = "{'displayName':'S','scope':'" + scope + "'}";
    assertThat(client.put("workspaces/w/subscriptions/s", body).properties().path("scope").asText())
        .isEqualTo(scope);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/apis", "/apis/echo-api", "/products/unlimited"})
  void aScopeIsGivenRelativeOrInFullAndComesBackInFull(String scope) {
    client.put("subscriptions/r", "{'displayName':'R','scope':'" + scope + "'}");
    client.put("subscriptions/f", "{'displayName':'F','scope':'" + client.id() + scope + "'}");
    assertThat(subscription("r").path("scope").asText()).isEqualTo(client.id() + scope);
    assertThat(subscription("f").path("scope").asText()).isEqualTo(client.id() + scope);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/tags/t", "everything", "/apis/echo-api/operations/create-resource"})
  void aScopeOfAnotherFormIsRefused(String scope) {
    Got got = client.put("subscriptions/s", "{'displayName':'S','scope':'" + scope + "'}");
    assertThat(got.detail().path("target").asText()).isEqualTo("scope");
    assertThat(got.detail().path("message").asText())
        .isEqualTo(
            "Subscription scope should be one of '/apis', '/apis/{apiId}',"
                + " '/products/{productId}'");
  }

  @Test
  void anOpenProductTakesNoSubscription() {
    client.put("products/open", "{'displayName':'O','subscriptionRequired':false}");
    assertThat(client.get("products/open/subscriptions").body().path("count").asInt()).isZero();
    Got got = client.put("subscriptions/s", "{'displayName':'S','scope':'/products/open'}");
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.detail().path("target").asText()).isEqualTo("scope");
  }
}
