package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.emulator.Client.Got;
import org.junit.jupiter.api.Test;

class EntitiesTest extends EmulatorTest {
  @Test
  void a_put_creates_and_then_replaces() {
    Got created = client.put("groups/g", "{'displayName':'G','description':'old'}");
    assertThat(created.status()).isEqualTo(201);
    Got replaced = client.put("groups/g", "{'displayName':'G2'}");
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(client.get("groups/g").properties().path("description").isNull()).isTrue();
    assertThat(client.get("groups/g").properties().path("displayName").asText()).isEqualTo("G2");
  }

  @Test
  void a_patch_changes_only_what_it_says_and_null_takes_out() {
    client.put("documentations/d", "{'title':'T','content':'C'}");
    client.patch("documentations/d", "{'title':'T2'}");
    assertThat(client.get("documentations/d").properties().toString())
        .contains("T2")
        .contains("\"content\":\"C\"");
    client.patch("documentations/d", "{'content':null}");
    assertThat(client.get("documentations/d").properties().has("content")).isFalse();
  }

  @Test
  void a_put_of_what_is_stored_keeps_the_etag() {
    String etag = client.put("tags/a", "{'displayName':'A'}").etag();
    assertThat(client.put("tags/a", "{'displayName':'A'}").etag()).isEqualTo(etag);
    assertThat(client.put("tags/a", "{'displayName':'B'}").etag()).isNotEqualTo(etag);
  }

  @Test
  void deleting_what_is_not_there_is_204() {
    assertThat(client.delete("tags/none").status()).isEqualTo(204);
  }

  @Test
  void a_missing_entity_is_named_by_its_internal_class() {
    assertThat(client.get("namedValues/n").message()).isEqualTo("Property not found.");
    assertThat(client.get("apis/n").message()).isEqualTo("Api not found.");
    assertThat(client.get("apis/echo-api/policies/policy").message())
        .isEqualTo("PoliciesConfiguration not found.");
    assertThat(client.get("apis/n").code()).isEqualTo("ResourceNotFound");
    assertThat(client.get("apis/n").body().path("error").path("details").isNull()).isTrue();
    assertThat(client.head("apis/n").status()).isEqualTo(404);
  }

  @Test
  void a_child_of_a_missing_parent_names_the_parent() {
    Got got =
        client.put(
            "apis/none/operations/o", "{'displayName':'O','method':'GET','urlTemplate':'/'}");
    assertThat(got.status()).isEqualTo(404);
    assertThat(got.message()).isEqualTo("Api not found.");
    assertThat(client.get("apis/none/operations").message()).isEqualTo("Api not found.");
  }

  @Test
  void all_wrong_fields_are_named_at_once() {
    Got got = client.put("apis/echo-api/operations/o", "{'displayName':7,'method':'GET'}");
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.code()).isEqualTo("ValidationError");
    assertThat(got.message()).isEqualTo("One or more fields contain incorrect values:");
    assertThat(got.body().path("error").path("details").findValuesAsText("target"))
        .containsExactlyInAnyOrder("displayName", "urlTemplate");
  }

  @Test
  void an_empty_properties_object_misses_what_is_required() {
    assertThat(client.send("PUT", "tags/a", "{}", "").detail().path("target").asText())
        .isEqualTo("displayName");
    assertThat(client.send("PUT", "tags/a", "", "").code()).isEqualTo("ValidationError");
    assertThat(client.send("PUT", "tags/a", "{\"properties\":", "").code()).isEqualTo("BadRequest");
  }

  @Test
  void values_outside_an_enumeration_are_refused() {
    Got got = client.put("loggers/l", "{'loggerType':'smokeSignals'}");
    assertThat(got.detail().path("target").asText()).isEqualTo("loggerType");
  }

  @Test
  void too_long_and_badly_named_is_refused() {
    String longName = "x".repeat(161);
    assertThat(client.put("tags/a", "{'displayName':'" + longName + "'}").code())
        .isEqualTo("ValidationError");
    assertThat(client.put("tags/a%3Ab", "{'displayName':'A'}").detail().path("target").asText())
        .isEqualTo("tagId");
    assertThat(client.put("policyFragments/-x", "{'value':'<fragment />'}").code())
        .isEqualTo("ValidationError");
  }

  @Test
  void read_only_and_unknown_properties_are_ignored() {
    client.put("groups/g", "{'displayName':'G','builtIn':true,'colour':'red'}");
    assertThat(client.get("groups/g").properties().path("builtIn").asBoolean()).isFalse();
    assertThat(client.get("groups/g").properties().has("colour")).isFalse();
  }

  @Test
  void a_younger_api_version_may_know_more_properties() {
    Client younger = client.version("2025-09-01-preview");
    younger.put("groups/g", "{'displayName':'G','colour':'red'}");
    assertThat(younger.get("groups/g").properties().path("colour").asText()).isEqualTo("red");
  }

  @Test
  void names_are_compared_without_regard_to_case() {
    client.put("tags/Blue", "{'displayName':'A'}");
    assertThat(client.get("tags/bLUE").body().path("name").asText()).isEqualTo("Blue");
    assertThat(client.put("tags/BLUE", "{'displayName':'B'}").status()).isEqualTo(200);
    assertThat(client.get("tags").body().path("count").asInt()).isEqualTo(1);
  }

  @Test
  void lists_tell_the_total_and_page_to_the_end() {
    for (int i = 0; i < 205; i++) {
      client.put("tags/t" + i, "{'displayName':'T" + i + "'}");
    }
    Got page = client.get("tags");
    assertThat(page.body().path("value").size()).isEqualTo(100);
    assertThat(page.body().path("count").asInt()).isEqualTo(205);
    int seen = page.body().path("value").size();
    while (page.body().has("nextLink")) {
      String link = page.body().path("nextLink").asText();
      assertThat(link).startsWith("http://127.0.0.1").contains("%24skip=");
      page = client.at("GET", link, "", "");
      seen += page.body().path("value").size();
    }
    assertThat(seen).isEqualTo(205);
    assertThat(page.header("ETag")).isEmpty();
  }

  @Test
  void top_and_skip_cut_the_list_and_are_checked() {
    Got page = client.get("groups?%24top=1&%24skip=1");
    assertThat(page.body().path("value").findValuesAsText("name")).containsExactly("developers");
    assertThat(page.body().path("count").asInt()).isEqualTo(3);
    assertThat(page.body().path("nextLink").asText()).contains("%24top=1", "%24skip=2");
    assertThat(client.get("groups?%24top=0").code()).isEqualTo("ValidationError");
    assertThat(client.get("groups?%24skip=-1").code()).isEqualTo("ValidationError");
    assertThat(client.get("groups?%24top=x").code()).isEqualTo("ValidationError");
  }

  @Test
  void a_filter_counts_only_what_passes() {
    Got got = client.get("groups?%24filter=startswith(displayName,'Dev')");
    assertThat(got.body().path("count").asInt()).isEqualTo(1);
    assertThat(client.get("groups?%24filter=nonsense").code()).isEqualTo("ValidationError");
  }
}
