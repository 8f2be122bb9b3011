package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.Shared;
import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshServiceTest extends EmulatorTest {
  private static List<String> names(Client client, String list) {
    return client.get(list).body().path("value").findValues("name").stream()
        .map(JsonNode::asText)
        .toList();
  }

  @Test
  void a_classic_service_brings_samples() {
    assertThat(names(client, "apis")).containsExactly("echo-api");
    assertThat(client.get("apis/echo-api/operations").body().path("count").asInt()).isEqualTo(6);
    assertThat(names(client, "products")).containsExactly("starter", "unlimited");
    assertThat(client.get("subscriptions").body().path("count").asInt()).isEqualTo(3);
    assertThat(client.get("templates").body().path("count").asInt()).isEqualTo(14);
    assertThat(client.get("notifications").body().path("count").asInt()).isEqualTo(7);
    assertThat(client.get("policies/policy").status()).isEqualTo(200);
  }

  @Test
  void its_two_products_have_all_three_groups_the_sample_api_and_a_subscription_each() {
    for (String product : List.of("starter", "unlimited")) {
      assertThat(names(client, "products/" + product + "/groups"))
          .containsExactly("administrators", "developers", "guests");
      assertThat(names(client, "products/" + product + "/apis")).containsExactly("echo-api");
      JsonNode subscription =
          client.get("products/" + product + "/subscriptions").body().path("value").path(0);
      assertThat(subscription.path("name").asText()).matches("[0-9a-f]{24}");
      assertThat(subscription.at("/properties/ownerId").asText()).endsWith("/users/1");
    }
    assertThat(names(client, "subscriptions")).hasSize(3).contains("master");
  }

  @Test
  void its_groups_are_the_systems_and_its_user_is_the_administrator() {
    for (JsonNode group : client.get("groups").body().path("value")) {
      assertThat(group.at("/properties/builtIn").asBoolean()).isTrue();
      assertThat(group.at("/properties/type").asText()).isEqualTo("system");
    }
    assertThat(names(client, "users")).containsExactly("1");
    assertThat(client.get("users/1").properties().path("firstName").asText())
        .isEqualTo("Administrator");
  }

  @Test
  void it_holds_what_was_recorded_of_a_new_service() throws IOException {
    JsonNode recorded =
        Client.JSON.readTree(
            Files.readString(Shared.shared().resolve("apim-rest/fresh-service.json")));
    for (String list : List.of("apis", "apis/echo-api/operations", "groups", "products", "users")) {
      for (JsonNode entity : recorded.path(list)) {
        Got got = client.get(list + "/" + entity.path("name").asText());
        assertThat(got.status()).as(entity.path("name").asText()).isEqualTo(200);
        String displayName = entity.at("/properties/displayName").asText();
        assertThat(got.properties().path("displayName").asText()).isEqualTo(displayName);
      }
      assertThat(client.get(list).body().path("count").asInt())
          .isEqualTo(recorded.path(list).size());
    }
    for (String list : List.of("notifications", "templates", "tenant", "portalsettings")) {
      for (JsonNode name : recorded.path(list)) {
        assertThat(client.get(list + "/" + name.asText()).status())
            .as(list + "/" + name.asText())
            .isEqualTo(200);
      }
    }
    assertThat(client.get("portalconfigs/default").status()).isEqualTo(200);
    assertThat(client.get("policies/policy?format=rawxml").properties().path("value").asText())
        .isEqualTo(recorded.path("policies/policy").path("value").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"BasicV2", "StandardV2", "PremiumV2"})
  void the_v2_tiers_have_no_samples(String sku) throws IOException {
    try (Emulator second = Emulator.start(EmulatorOptions.defaults().withSku(sku))) {
      Client at = new Client(second);
      assertThat(names(at, "apis")).isEmpty();
      assertThat(names(at, "products")).isEmpty();
      assertThat(names(at, "subscriptions")).containsExactly("master");
    }
  }

  @Test
  void the_samples_can_be_deleted() {
    for (String product : List.of("starter", "unlimited")) {
      assertThat(client.delete("products/" + product + "?deleteSubscriptions=true").status())
          .isEqualTo(200);
    }
    assertThat(client.finish(client.delete("apis/echo-api")).status()).isEqualTo(200);
    assertThat(names(client, "products")).isEmpty();
    assertThat(names(client, "apis")).isEmpty();
    assertThat(names(client, "subscriptions")).containsExactly("master");
  }

  @Test
  void an_empty_service_has_what_none_lacks() throws IOException {
    try (Emulator bare = Emulator.start(EmulatorOptions.defaults().withEmpty(true))) {
      Client at = new Client(bare);
      assertThat(names(at, "apis")).isEmpty();
      assertThat(names(at, "products")).isEmpty();
      assertThat(names(at, "groups")).containsExactly("administrators", "developers", "guests");
      assertThat(names(at, "users")).containsExactly("1");
      assertThat(names(at, "subscriptions")).containsExactly("master");
      assertThat(at.get("policies/policy").status()).isEqualTo(200);
    }
  }

  @Test
  void built_ins_are_protected() {
    assertThat(client.delete("groups/administrators").status()).isEqualTo(400);
    assertThat(client.patch("groups/guests", "{'displayName':'x'}").status()).isEqualTo(400);
    assertThat(client.put("groups/developers", "{'displayName':'x'}").status()).isEqualTo(400);
    assertThat(client.put("groups/g", "{'displayName':'x','type':'system'}").status())
        .isEqualTo(400);
    assertThat(client.finish(client.delete("users/1")).status()).isEqualTo(400);
    assertThat(client.put("gateways/managed", "{'locationData':{'name':'x'}}").status())
        .isEqualTo(400);
    assertThat(client.put("notifications/Other", "{}").status()).isEqualTo(404);
  }

  @Test
  void settings_are_changed_and_not_made() {
    Got put = client.put("portalsettings/signin", "{'enabled':true}");
    assertThat(put.status()).isEqualTo(200);
    assertThat(client.patch("portalsettings/signin", "{'enabled':false}").status()).isEqualTo(204);
    assertThat(client.get("portalsettings/signin").properties().path("enabled").asBoolean())
        .isFalse();
    assertThat(client.get("tenant/access").raw().body()).doesNotContain("Key\"");
  }

  @Test
  void a_deleted_template_is_the_default_again() {
    String path = "templates/newIssueNotificationMessage";
    client.put(path, "{'subject':'mine'}");
    assertThat(client.get(path).properties().path("isDefault").asBoolean()).isFalse();
    client.delete(path);
    assertThat(client.get(path).properties().path("isDefault").asBoolean()).isTrue();
    assertThat(client.get(path).properties().path("subject").asText()).isNotEqualTo("mine");
  }

  @Test
  void the_consumption_tier_has_no_samples_and_no_groups() throws IOException {
    try (Emulator small = Emulator.start(EmulatorOptions.defaults().withSku("Consumption"))) {
      Client at = new Client(small);
      assertThat(names(at, "apis")).isEmpty();
      assertThat(at.get("groups").code()).isEqualTo("MethodNotAllowedInPricingTier");
      assertThat(at.get("groups").message())
          .isEqualTo("Method not allowed in Consumption pricing tier");
      assertThat(names(at, "subscriptions")).containsExactly("master");
    }
  }
}
