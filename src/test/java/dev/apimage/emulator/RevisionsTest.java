package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.emulator.Client.Got;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevisionsTest extends EmulatorTest {
  private static final String REV2 = "apis/a%3Brev%3D2";

  @BeforeEach
  void api() {
    client.put("apis/a", "{'displayName':'A','path':'a','description':'one'}");
    client.put("apis/a/operations/o", "{'displayName':'O','method':'GET','urlTemplate':'/x'}");
    client.put(
        "apis/a/operations/o/policies/policy", "{'value':'<policies><inbound /></policies>'}");
    client.put(REV2, "{'path':'a','sourceApiId':'/apis/a','apiRevisionDescription':'two'}");
  }

  private JsonNode properties(String path) {
    return client.get(path).properties();
  }

  @Test
  void a_revision_copies_operations_and_policies_and_is_not_current() {
    assertThat(properties(REV2).path("apiRevision").asText()).isEqualTo("2");
    assertThat(properties(REV2).has("isCurrent")).isFalse();
    assertThat(properties(REV2).path("displayName").asText()).isEqualTo("A");
    Got operation = client.get(REV2 + "/operations/o");
    assertThat(operation.body().path("id").asText()).endsWith("/apis/a;rev=2/operations/o");
    assertThat(client.get(REV2 + "/operations/o/policies/policy").status()).isEqualTo(200);
  }

  @Test
  void the_list_holds_all_revisions_and_the_root_is_also_its_number() {
    assertThat(client.get("apis").body().path("value").findValuesAsText("name"))
        .contains("a", "a;rev=2");
    assertThat(client.get("apis/a%3Brev%3D1").body().path("name").asText()).isEqualTo("a");
    assertThat(client.get("apis/a%3Brev%3Dcurrent").body().path("name").asText()).isEqualTo("a");
    assertThat(client.get("apis/a;rev=2").status()).isEqualTo(200);
    assertThat(client.get("apis/a%3Brev%3D3").message()).isEqualTo("Api not found.");
  }

  @Test
  void a_release_makes_its_revision_current_and_the_old_one_gets_its_number() {
    client.put(REV2 + "/operations/p", "{'displayName':'P','method':'POST','urlTemplate':'/x'}");
    Got release = client.put("apis/a/releases/r", "{'apiId':'/apis/a;rev=2','notes':'n'}");
    assertThat(release.status()).isEqualTo(201);
    assertThat(release.properties().path("apiId").asText()).isEqualTo(client.id() + "/apis/a");
    assertThat(properties("apis/a").path("apiRevision").asText()).isEqualTo("2");
    assertThat(properties("apis/a").path("isCurrent").asBoolean()).isTrue();
    assertThat(client.get("apis/a/operations/p").status()).isEqualTo(200);
    assertThat(client.get("apis/a%3Brev%3D1/operations/p").status()).isEqualTo(404);
    assertThat(client.get("apis/a%3Brev%3D1/operations/o/policies/policy").status()).isEqualTo(200);
    assertThat(client.get("apis/a%3Brev%3D1").properties().has("isCurrent")).isFalse();
    assertThat(client.get("apis/a/releases").raw().body()).doesNotContain("apiId");
  }

  @Test
  void a_release_can_be_put_below_the_revision() {
    client.put(REV2 + "/releases/r", "{'apiId':'/apis/a;rev=2'}");
    assertThat(properties("apis/a").path("apiRevision").asText()).isEqualTo("2");
    assertThat(client.get("apis/a/releases/r").status()).isEqualTo(200);
  }

  @Test
  void a_revision_that_is_put_as_current_becomes_current_and_false_is_never_shown() {
    client.put("apis/a%3Brev%3D3", "{'path':'a','sourceApiId':'/apis/a','isCurrent':false}");
    assertThat(properties("apis/a%3Brev%3D3").has("isCurrent")).isFalse();
    client.put(REV2, "{'path':'a','displayName':'A','isCurrent':true}");
    assertThat(properties("apis/a").path("apiRevision").asText()).isEqualTo("2");
    assertThat(properties("apis/a%3Brev%3D1").has("isCurrent")).isFalse();
  }

  @Test
  void a_release_of_another_api_is_refused() {
    assertThat(client.put("apis/a/releases/r", "{'apiId':'/apis/echo-api'}").status())
        .isEqualTo(400);
    assertThat(client.put("apis/a/releases/r", "{'apiId':'/apis/a;rev=9'}").status())
        .isEqualTo(400);
  }

  @Test
  void revisions_are_listed_with_who_is_current() {
    JsonNode revisions = client.get("apis/a/revisions").body();
    assertThat(revisions.path("count").asInt()).isEqualTo(2);
    assertThat(revisions.toString()).contains("/apis/a;rev=1").contains("/apis/a;rev=2");
  }

  @Test
  void editing_the_current_revision_changes_the_others() {
    String etag = client.get(REV2).etag();
    client.patch("apis/a", "{'description':'changed','path':'b'}");
    assertThat(properties(REV2).path("description").asText()).isEqualTo("changed");
    assertThat(properties(REV2).path("path").asText()).isEqualTo("b");
    assertThat(client.get(REV2).etag()).isNotEqualTo(etag);
  }

  @Test
  void version_data_belongs_to_the_current_revision() {
    Got got = client.patch(REV2, "{'apiVersion':'v2'}");
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.detail().path("message").asText())
        .isEqualTo("Can't change property ApiVersion for non-current revision");
  }

  @Test
  void the_current_revision_is_not_deleted_while_others_exist() {
    Got refused = client.finish(client.delete("apis/a"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.message()).isEqualTo("Cannot delete the current revision of an API.");
    assertThat(client.get("apis/a").status()).isEqualTo(200);
    assertThat(client.finish(client.delete(REV2)).status()).isEqualTo(200);
    assertThat(client.finish(client.delete("apis/a")).status()).isEqualTo(200);
  }

  @Test
  void delete_revisions_takes_all_of_them() {
    assertThat(client.finish(client.delete("apis/a?deleteRevisions=true")).status()).isEqualTo(200);
    assertThat(client.get("apis/a").status()).isEqualTo(404);
    assertThat(client.get(REV2).status()).isEqualTo(404);
  }

  @Test
  void tags_of_operations_move_with_their_revision() {
    client.put("tags/t", "{'displayName':'T'}");
    client.put(REV2 + "/operations/o/tags/t", "{}");
    client.put("apis/a/releases/r", "{'apiId':'/apis/a;rev=2'}");
    assertThat(client.get("apis/a/operations/o/tags/t").status()).isEqualTo(200);
    assertThat(client.get("apis/a%3Brev%3D1/operations/o/tags/t").status()).isEqualTo(404);
    assertThat(client.get("tags/t/operationLinks").raw().body()).contains("/apis/a/operations/o\"");
  }
}
