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
    client.patch("apis/a", "{'description':'changed','path':'b','displayName':'B'}");
    assertThat(properties(REV2).path("description").asText()).isEqualTo("changed");
    assertThat(properties(REV2).path("displayName").asText()).isEqualTo("B");
    assertThat(properties(REV2).path("path").asText()).isEqualTo("b");
    assertThat(client.get(REV2).etag()).isNotEqualTo(etag);
  }

  @Test
  void a_revision_takes_its_source_by_full_id_and_copies_schemas_and_the_apis_policy() {
    client.put(
        "apis/a/schemas/s",
        "{'contentType':'application/vnd.oai.openapi.components+json','document':{'components':"
            + "{'schemas':{}}}}");
    client.put("apis/a/policies/policy", "{'value':'<policies><inbound /></policies>'}");
    String source = client.id() + "/apis/a";
    Got made = client.put("apis/a%3Brev%3D7", "{'path':'a','sourceApiId':'" + source + "'}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().path("name").asText()).isEqualTo("a;rev=7");
    for (String child :
        new String[] {"operations/o", "operations/o/policies/policy", "policies/policy"}) {
      assertThat(client.get("apis/a%3Brev%3D7/" + child).status()).as(child).isEqualTo(200);
    }
    assertThat(client.get("apis/a%3Brev%3D7/schemas/s").status()).isEqualTo(200);
  }

  @Test
  void a_revision_of_its_own_is_changed_without_a_change_of_the_current_one() {
    String etag = client.get("apis/a").etag();
    client.put(REV2 + "/operations/o", "{'displayName':'New','method':'GET','urlTemplate':'/x'}");
    assertThat(properties("apis/a/operations/o").path("displayName").asText()).isEqualTo("O");
    assertThat(client.get("apis/a").etag()).isEqualTo(etag);
  }

  @Test
  void no_answer_about_a_revision_says_whether_it_is_current() {
    assertThat(client.get(REV2).properties().has("isCurrent")).isFalse();
    Got put = client.put(REV2, "{'path':'a','displayName':'A','isCurrent':false}");
    assertThat(put.properties().has("isCurrent")).isFalse();
    JsonNode listed = client.get("apis?%24filter=path%20eq%20'a'").body().path("value");
    assertThat(listed.path(0).at("/properties/isCurrent").asBoolean()).isTrue();
    assertThat(listed.path(1).path("name").asText()).isEqualTo("a;rev=2");
    assertThat(listed.path(1).path("properties").has("isCurrent")).isFalse();
  }

  @Test
  void a_release_can_be_deleted_and_its_revision_stays_current() {
    client.put("apis/a/releases/r", "{'apiId':'/apis/a;rev=2'}");
    assertThat(client.delete("apis/a/releases/r").status()).isEqualTo(200);
    assertThat(properties("apis/a").path("apiRevision").asText()).isEqualTo("2");
    assertThat(client.get("apis/a/releases").body().path("count").asInt()).isZero();
  }

  @Test
  void a_release_takes_a_full_id_too_and_reads_back_the_root() {
    String full = client.id() + "/apis/a;rev=2";
    client.put("apis/a/releases/r", "{'apiId':'" + full + "'}");
    assertThat(properties("apis/a").path("apiRevision").asText()).isEqualTo("2");
    assertThat(properties("apis/a/releases/r").path("apiId").asText())
        .isEqualTo(client.id() + "/apis/a");
  }

  @Test
  void a_new_version_is_made_from_its_source_with_a_version_and_a_version_set() {
    client.put("apiVersionSets/v", "{'displayName':'V','versioningScheme':'Segment'}");
    Got made =
        client.put(
            "apis/a-v2",
            "{'displayName':'A','path':'a2','sourceApiId':'/apis/a','apiVersion':'v2',"
                + "'apiVersionSetId':'/apiVersionSets/v'}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(properties("apis/a-v2").path("apiVersion").asText()).isEqualTo("v2");
    assertThat(properties("apis/a-v2").path("apiVersionSetId").asText())
        .isEqualTo(client.id() + "/apiVersionSets/v");
    assertThat(properties("apis/a-v2").path("apiRevision").asText()).isEqualTo("1");
    assertThat(properties("apis/a-v2").path("isCurrent").asBoolean()).isTrue();
    assertThat(client.get("apis/a-v2/operations/o/policies/policy").status()).isEqualTo(200);
  }

  @Test
  void version_data_belongs_to_the_current_revision() {
    Got got = client.finish(client.patch(REV2, "{'apiVersion':'v2'}"));
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.message())
        .isEqualTo("Can't change property ApiVersion for non-current revision ");
    client.put("apiVersionSets/v", "{'displayName':'V','versioningScheme':'Segment'}");
    client.patch("apis/a", "{'apiVersion':'v2','apiVersionSetId':'/apiVersionSets/v'}");
    assertThat(properties(REV2).path("apiVersion").asText()).isEqualTo("v2");
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
