package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pricing tier lacks. */
class TiersTest {
  private static final String BY_KEY =
      "<policies><inbound><base />"
          + "<rate-limit-by-key calls=\"2\" renewal-period=\"60\" counter-key=\"k\" />"
          + "<quota-by-key calls=\"9\" renewal-period=\"600\" counter-key=\"k\" />"
          + "</inbound><backend /><outbound /><on-error /></policies>";

  private static Emulator in(String sku) throws IOException {
    return Emulator.start(EmulatorOptions.defaults().withSku(sku));
  }

  private static void lacks(Client client, String sku, String method, String path) {
    Got got = client.send(method, path, "", "*");
    assertThat(got.status()).as(path).isEqualTo(400);
    assertThat(got.code()).as(path).isEqualTo("MethodNotAllowedInPricingTier");
    assertThat(got.message()).isEqualTo("Method not allowed in " + sku + " pricing tier");
  }

  private static Got putByKey(Client client) {
    String value = Client.JSON.createObjectNode().textNode(BY_KEY).toString();
    String body = "{\"properties\":{\"format\":\"rawxml\",\"value\":" + value + "}}";
    return client.send("PUT", "policies/policy", body, "");
  }

  @Test
  void a_tier_that_does_not_exist_is_refused_with_those_that_do() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> in("Gold"))
        .withMessageContaining("Gold")
        .withMessageContaining("StandardV2");
  }

  @Test
  void the_consumption_tier_lacks_the_portal_its_people_and_gateways() throws IOException {
    try (Emulator emulator = in("Consumption")) {
      Client client = new Client(emulator);
      for (String path :
          List.of(
              "groups",
              "users",
              "gateways",
              "tenant/access",
              "notifications",
              "templates",
              "portalsettings/signin",
              "identityProviders",
              "workspaces")) {
        lacks(client, "Consumption", "GET", path);
      }
      lacks(client, "Consumption", "PUT", "groups/g");
    }
  }

  @Test
  void the_consumption_tier_has_external_caches() throws IOException {
    try (Emulator emulator = in("Consumption")) {
      Client client = new Client(emulator);
      Got made =
          client.put("caches/default", "{'connectionString':'c','useFromLocation':'default'}");
      assertThat(made.status()).isEqualTo(201);
      assertThat(client.get("caches").body().path("count").asInt()).isEqualTo(1);
    }
  }

  @Test
  void the_consumption_tier_takes_no_policy_that_counts_by_key() throws IOException {
    try (Emulator emulator = in("Consumption")) {
      Got refused = putByKey(new Client(emulator));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.code()).isEqualTo("ValidationError");
      assertThat(refused.body().path("error").path("details").findValuesAsText("target"))
          .containsExactly("rate-limit-by-key", "quota-by-key");
      assertThat(refused.detail().path("message").asText())
          .isEqualTo(
              "Error in element 'rate-limit-by-key' on line 1, column 29: Policy is not allowed in"
                  + " 'Consumption' sku");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Developer", "StandardV2", "Premium"})
  void other_tiers_take_policies_that_count_by_key(String sku) throws IOException {
    try (Emulator emulator = in(sku)) {
      assertThat(putByKey(new Client(emulator)).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BasicV2", "StandardV2", "PremiumV2"})
  void the_v2_tiers_keep_no_configuration_in_git(String sku) throws IOException {
    try (Emulator emulator = in(sku)) {
      Client client = new Client(emulator);
      lacks(client, sku, "POST", "tenant/configuration/save");
      lacks(client, sku, "POST", "tenant/configuration/deploy");
      lacks(client, sku, "POST", "tenant/configuration/validate");
      lacks(client, sku, "GET", "tenant/configuration/syncState");
      lacks(client, sku, "POST", "tenant/gitAccess/git/regeneratePrimaryKey");
      assertThat(client.get("tenant/access").status()).isEqualTo(200);
    }
  }

  @Test
  void a_classic_tier_has_a_configuration_in_git() throws IOException {
    try (Emulator emulator = in("Developer")) {
      assertThat(new Client(emulator).get("tenant/configuration/syncState").code())
          .isNotEqualTo("MethodNotAllowedInPricingTier");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic", "Standard", "BasicV2", "StandardV2", "PremiumV2"})
  void self_hosted_gateways_are_for_developer_and_premium(String sku) throws IOException {
    try (Emulator emulator = in(sku)) {
      lacks(new Client(emulator), sku, "GET", "gateways");
      lacks(new Client(emulator), sku, "GET", "policyRestrictions");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Developer", "Basic", "Standard", "BasicV2", "StandardV2"})
  void workspaces_are_for_premium_and_premium_v2(String sku) throws IOException {
    try (Emulator emulator = in(sku)) {
      lacks(new Client(emulator), sku, "GET", "workspaces");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Premium", "PremiumV2"})
  void premium_and_premium_v2_have_workspaces(String sku) throws IOException {
    try (Emulator emulator = in(sku)) {
      assertThat(new Client(emulator).get("workspaces").status()).isEqualTo(200);
    }
  }
}
