package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreshServiceTest extends EmulatorTest {
  private static List<String> names(Client client, String list) {
    return client.get(list).body().path("value").findValues("name").stream()
        .map(com.fasterxml.jackson.databind.JsonNode::asText)
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
