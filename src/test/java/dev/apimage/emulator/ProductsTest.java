package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.emulator.Client.Got;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ProductsTest extends EmulatorTest {
  private JsonNode subscriptionsOf(String product) {
    return client.get("products/" + product + "/subscriptions").body().path("value");
  }

  @Test
  void a_new_product_gets_administrators_and_a_subscription() {
    Got created = client.put("products/p", "{'displayName':'P'}");
    assertThat(created.properties().path("groups").findValuesAsText("name"))
        .containsExactly("administrators");
    assertThat(created.properties().path("state").asText()).isEqualTo("notPublished");
    assertThat(client.get("products/p").properties().has("groups")).isFalse();
    JsonNode generated = subscriptionsOf("p").path(0);
    assertThat(generated.path("name").asText()).matches("[0-9a-f]{24}");
    assertThat(generated.at("/properties/displayName").isNull()).isTrue();
    assertThat(generated.at("/properties/ownerId").asText()).endsWith("/users/1");
    assertThat(client.get("products/p/groupLinks").body().path("count").asInt()).isEqualTo(1);
  }

  @Test
  void an_open_product_gets_no_subscription_and_takes_none() {
    client.put("products/p", "{'displayName':'P','subscriptionRequired':false}");
    assertThat(subscriptionsOf("p")).isEmpty();
    Got got = client.put("subscriptions/s", "{'displayName':'S','scope':'/products/p'}");
    assertThat(got.detail().path("target").asText()).isEqualTo("scope");
  }

  @Test
  void a_product_with_subscriptions_is_deleted_only_with_them() {
    client.put("products/p", "{'displayName':'P'}");
    Got refused = client.delete("products/p");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.message())
        .isEqualTo(
            "Product cannot be deleted since it has existing subscriptions. Delete subscriptions"
                + " before deleting the product or pass in deleteSubscriptions=true as query"
                + " param");
    String generated = subscriptionsOf("p").path(0).path("name").asText();
    assertThat(client.delete("products/p?deleteSubscriptions=true").status()).isEqualTo(200);
    assertThat(client.get("subscriptions/" + generated).status()).isEqualTo(404);
  }

  @Test
  void apis_and_api_links_are_one_fact() {
    client.put("products/p", "{'displayName':'P'}");
    assertThat(client.put("products/p/apis/echo-api", "{}").status()).isEqualTo(201);
    assertThat(client.put("products/p/apis/echo-api", "{}").status()).isEqualTo(200);
    assertThat(client.head("products/p/apis/echo-api").status()).isEqualTo(204);
    JsonNode link = client.get("products/p/apiLinks").body().path("value").path(0);
    assertThat(link.at("/properties/apiId").asText()).isEqualTo(client.id() + "/apis/echo-api");
    Got twice =
        client.put("products/p/apiLinks/l2", "{'apiId':'" + client.id() + "/apis/echo-api'}");
    assertThat(twice.status()).isEqualTo(409);
    assertThat(twice.message()).isEqualTo("Link already exists between specified Product and Api.");
    client.delete("products/p/apiLinks/" + link.path("name").asText());
    assertThat(client.head("products/p/apis/echo-api").status()).isEqualTo(404);
    client.put("products/p/apiLinks/l", "{'apiId':'" + client.id() + "/apis/echo-api'}");
    assertThat(client.get("products/p/apis").body().path("count").asInt()).isEqualTo(1);
    assertThat(client.get("apis/echo-api/products").raw().body()).contains("\"name\":\"p\"");
    assertThat(client.delete("products/p/apis/echo-api").status()).isEqualTo(200);
    assertThat(client.delete("products/p/apis/echo-api").status()).isEqualTo(204);
  }

  @Test
  void a_link_to_nothing_is_refused() {
    client.put("products/p", "{'displayName':'P'}");
    assertThat(client.put("products/p/apis/none", "{}").message()).isEqualTo("Api not found.");
    Got group = client.put("products/p/groups/none", "{}");
    assertThat(group.status()).isEqualTo(400);
    assertThat(group.detail().path("target").asText()).isEqualTo("gid");
    assertThat(group.detail().path("message").asText()).isEqualTo("Group not found");
    assertThat(client.put("products/p/apiLinks/l", "{'apiId':'/apis/none'}").status())
        .isEqualTo(400);
    assertThat(client.put("products/p/apiLinks/l", "{'apiId':'/products/p'}").status())
        .isEqualTo(400);
    assertThat(client.put("products/none/apis/echo-api", "{}").message())
        .isEqualTo("Product not found.");
  }

  @Test
  void groups_are_listed_with_products_where_asked() {
    assertThat(client.get("products").raw().body()).doesNotContain("\"groups\"");
    JsonNode starter = client.get("products?expandGroups=true").body().path("value").path(0);
    assertThat(starter.at("/properties/groups").findValuesAsText("name"))
        .containsExactlyInAnyOrder("administrators", "developers", "guests");
  }

  @Test
  void the_put_that_creates_a_subscription_answers_with_keys_and_nothing_else_does() {
    Got created = client.put("subscriptions/s", "{'displayName':'S','scope':'/apis'}");
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.properties().path("primaryKey").asText()).matches("[0-9a-f]{32}");
    assertThat(created.properties().path("secondaryKey").asText()).matches("[0-9a-f]{32}");
    assertThat(created.properties().path("state").asText()).isEqualTo("active");
    assertThat(created.properties().path("scope").asText()).isEqualTo(client.id() + "/apis");
    assertThat(client.get("subscriptions/s").raw().body()).doesNotContain("Key\"");
    assertThat(client.get("subscriptions").raw().body()).doesNotContain("Key\"");
    assertThat(client.patch("subscriptions/s", "{'displayName':'T'}").raw().body())
        .doesNotContain("Key\"");
  }

  @Test
  void keys_survive_a_patch_and_change_when_regenerated() {
    client.put("subscriptions/s", "{'displayName':'S','scope':'/apis'}");
    String before = client.post("subscriptions/s/listSecrets").raw().body();
    client.patch("subscriptions/s", "{'stateComment':'c','expirationDate':'2030-01-01T00:00:00Z'}");
    assertThat(client.get("subscriptions/s").properties().path("stateComment").asText())
        .isEqualTo("c");
    assertThat(client.post("subscriptions/s/listSecrets").raw().body()).isEqualTo(before);
    assertThat(client.post("subscriptions/s/regeneratePrimaryKey").status()).isEqualTo(204);
    assertThat(client.post("subscriptions/s/listSecrets").raw().body()).isNotEqualTo(before);
  }

  @Test
  void the_master_subscription_is_read_only() {
    Got master = client.get("subscriptions/master");
    assertThat(master.properties().path("scope").asText()).isEqualTo(client.id() + "/");
    assertThat(client.put("subscriptions/master", "{'displayName':'M','scope':'/apis'}").code())
        .isEqualTo("ValidationError");
    assertThat(client.patch("subscriptions/master", "{'state':'suspended'}").status())
        .isEqualTo(400);
    assertThat(client.delete("subscriptions/master").status()).isEqualTo(400);
  }

  @Test
  void scope_and_owner_must_exist() {
    assertThat(client.put("subscriptions/s", "{'displayName':'S','scope':'/products/x'}").status())
        .isEqualTo(400);
    assertThat(
            client
                .put("subscriptions/s", "{'displayName':'S','scope':'/apis','ownerId':'/users/x'}")
                .detail()
                .path("target")
                .asText())
        .isEqualTo("ownerId");
  }

  @Test
  void the_limit_of_a_product_counts_per_user() {
    Got got =
        client.put(
            "subscriptions/s",
            "{'displayName':'S','scope':'/products/starter','ownerId':'/users/1'}");
    assertThat(got.code()).isEqualTo("ValidationError");
    assertThat(got.message()).isEqualTo("Subscriptions limit reached for same user");
    assertThat(
            client
                .put("subscriptions/s", "{'displayName':'S','scope':'/products/starter'}")
                .status())
        .isEqualTo(201);
  }

  @Test
  void tags_are_one_fact_seen_from_both_ends() {
    client.put("tags/t", "{'displayName':'Blue'}");
    client.put("apis/echo-api/tags/t", "{}");
    client.put("products/starter/tags/t", "{}");
    client.put("apis/echo-api/operations/create-resource/tags/t", "{}");
    assertThat(client.get("tags/t/apiLinks").body().path("count").asInt()).isEqualTo(1);
    assertThat(client.get("tags/t/productLinks").body().path("count").asInt()).isEqualTo(1);
    assertThat(client.get("tags/t/operationLinks").raw().body())
        .contains(client.id() + "/apis/echo-api/operations/create-resource");
    JsonNode listed = client.get("apis/echo-api/tags").body().path("value").path(0);
    assertThat(listed.path("id").asText()).isEqualTo(client.id() + "/tags/t");
    JsonNode resources = client.get("tagResources").body();
    assertThat(resources.path("count").asInt()).isEqualTo(3);
    assertThat(
            StreamSupport.stream(resources.path("value").spliterator(), false)
                .map(resource -> resource.at("/tag/name").asText()))
        .containsOnly("Blue");
    client.delete("tags/t");
    assertThat(client.get("apis/echo-api/tags").body().path("count").asInt()).isZero();
  }

  @Test
  void a_tag_that_is_not_linked_is_not_found_there() {
    client.put("tags/t", "{'displayName':'T'}");
    assertThat(client.get("apis/echo-api/tags/t").message()).isEqualTo("Tag not found.");
    assertThat(client.put("apis/echo-api/tags/none", "{}").message()).isEqualTo("Tag not found.");
    assertThat(client.send("DELETE", "apis/echo-api/tags/t", "", "").status()).isEqualTo(204);
  }
}
