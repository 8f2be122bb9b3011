package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.emulator.Client.Got;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApisTest extends EmulatorTest {
  @BeforeEach
  void api() {
    client.put("apis/a", "{'displayName':'A','path':'a','serviceUrl':'https://x'}");
  }

  private JsonNode api(String name) {
    return client.get("apis/" + name).properties();
  }

  @Test
  void defaults_are_filled_in() {
    assertThat(api("a").path("protocols").toString()).isEqualTo("[\"https\"]");
    assertThat(api("a").path("subscriptionRequired").asBoolean()).isTrue();
    assertThat(api("a").path("type").asText()).isEqualTo("http");
    assertThat(api("a").path("apiRevision").asText()).isEqualTo("1");
    assertThat(api("a").path("isCurrent").asBoolean()).isTrue();
  }

  @Test
  void a_first_put_makes_revision_1_whatever_was_sent() {
    client.put("apis/b", "{'displayName':'B','path':'b','apiRevision':'7'}");
    assertThat(api("b").path("apiRevision").asText()).isEqualTo("1");
    client.put("apis/c%3Brev%3D1", "{'displayName':'C','path':'c'}");
    assertThat(api("c").path("apiRevision").asText()).isEqualTo("1");
    assertThat(client.put("apis/d%3Brev%3D3", "{'displayName':'D','path':'d'}").message())
        .isEqualTo("Api not found.");
  }

  @Test
  void type_is_read_back_and_api_type_is_obeyed() {
    client.put("apis/b", "{'displayName':'B','path':'b','type':'graphql'}");
    assertThat(api("b").path("type").asText()).isEqualTo("http");
    client.put("apis/b", "{'displayName':'B','path':'b','apiType':'graphql'}");
    assertThat(api("b").path("type").asText()).isEqualTo("graphql");
    assertThat(api("b").has("apiType")).isFalse();
  }

  @Test
  void the_list_omits_authentication_and_key_parameter_names() {
    client.put("authorizationServers/s", AUTHORIZATION_SERVER);
    client.put(
        "apis/a",
        "{'displayName':'A','path':'a','subscriptionKeyParameterNames':{'header':'h','query':'q'},"
            + "'authenticationSettings':{'oAuth2':{'authorizationServerId':'s'}}}");
    JsonNode listed =
        client
            .get("apis?%24filter=name%20eq%20'a'")
            .body()
            .path("value")
            .path(0)
            .path("properties");
    assertThat(listed.path("authenticationSettings").isNull()).isTrue();
    assertThat(listed.path("subscriptionKeyParameterNames").isNull()).isTrue();
    assertThat(api("a").at("/subscriptionKeyParameterNames/header").asText()).isEqualTo("h");
    assertThat(api("a").at("/authenticationSettings/oAuth2AuthenticationSettings/0").toString())
        .contains("\"s\"");
  }

  private static final String AUTHORIZATION_SERVER =
      "{'displayName':'S','clientRegistrationEndpoint':'https://x','authorizationEndpoint':"
          + "'https://x','grantTypes':['authorizationCode'],'clientId':'c','clientSecret':'hush',"
          + "'resourceOwnerPassword':'open'}";

  @Test
  void an_unknown_authorization_server_is_refused() {
    Got got =
        client.put(
            "apis/a",
            "{'displayName':'A','path':'a','authenticationSettings':"
                + "{'oAuth2':{'authorizationServerId':'none'}}}");
    assertThat(got.detail().path("target").asText()).isEqualTo("authenticationSettings");
  }

  @Test
  void an_authorization_server_in_use_is_not_deleted() {
    client.put("authorizationServers/s", AUTHORIZATION_SERVER);
    client.put(
        "apis/a",
        "{'displayName':'A','path':'a','authenticationSettings':"
            + "{'oAuth2':{'authorizationServerId':'s'}}}");
    assertThat(client.delete("authorizationServers/s").message()).contains("/apis/a");
    client.put("apis/a", "{'displayName':'A','path':'a'}");
    assertThat(client.delete("authorizationServers/s").status()).isEqualTo(200);
  }

  @Test
  void an_authorization_server_hides_its_client_secret_and_shows_the_owners_password() {
    client.put("authorizationServers/s", AUTHORIZATION_SERVER);
    String shown = client.get("authorizationServers/s").raw().body();
    assertThat(shown).doesNotContain("hush").contains("open");
    client.patch("authorizationServers/s", "{'displayName':'S2'}");
    assertThat(client.post("authorizationServers/s/listSecrets").raw().body()).contains("hush");
  }

  @Test
  void a_path_is_shared_only_within_a_version_set() {
    Got got = client.put("apis/b", "{'displayName':'B','path':'A'}");
    assertThat(got.detail().path("target").asText()).isEqualTo("path");
    assertThat(got.detail().path("message").asText())
        .isEqualTo(
            "Cannot create API 'B' with the same Path 'A' as API 'A'  unless it's a part of the"
                + " same version set");
    client.put("apiVersionSets/v", "{'displayName':'V','versioningScheme':'Segment'}");
    client.put(
        "apis/v1",
        "{'displayName':'V','path':'v','apiVersion':'v1','apiVersionSetId':'/apiVersionSets/v'}");
    Got second =
        client.put(
            "apis/v2",
            "{'displayName':'V','path':'v','apiVersion':'v2','apiVersionSetId':'/apiVersionSets/v'}");
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.properties().path("apiVersionSetId").asText())
        .isEqualTo(client.id() + "/apiVersionSets/v");
  }

  @Test
  void a_version_set_in_use_is_not_deleted_and_needs_its_parameter() {
    client.put("apiVersionSets/v", "{'displayName':'V','versioningScheme':'Segment'}");
    client.put(
        "apis/v1",
        "{'displayName':'V','path':'v','apiVersion':'v1','apiVersionSetId':'/apiVersionSets/v'}");
    assertThat(client.delete("apiVersionSets/v").message()).contains("/apis/v1");
    assertThat(
            client
                .put("apiVersionSets/h", "{'displayName':'H','versioningScheme':'Header'}")
                .detail()
                .path("target")
                .asText())
        .isEqualTo("versionHeaderName");
    assertThat(
            client.get("apis?expandApiVersionSet=true").body().findPath("apiVersionSet").toString())
        .contains("\"versioningScheme\":\"Segment\"");
  }

  @Test
  void a_version_set_goes_with_the_last_of_its_apis() {
    client.put("apiVersionSets/v", "{'displayName':'V','versioningScheme':'Segment'}");
    for (String version : new String[] {"v1", "v2"}) {
      client.put(
          "apis/" + version,
          "{'displayName':'V','path':'v','apiVersion':'"
              + version
              + "','apiVersionSetId':'/apiVersionSets/v'}");
    }
    client.put("apis/v1%3Brev%3D2", "{'path':'v','sourceApiId':'/apis/v1'}");
    client.finish(client.delete("apis/v1%3Brev%3D2"));
    client.finish(client.delete("apis/v1"));
    assertThat(client.get("apiVersionSets/v").status()).isEqualTo(200);
    client.finish(client.delete("apis/v2"));
    assertThat(client.get("apiVersionSets/v").status()).isEqualTo(404);
  }

  @Test
  void a_missing_version_set_is_refused() {
    Got got =
        client.put(
            "apis/b",
            "{'displayName':'B','path':'b','apiVersion':'v1','apiVersionSetId':'/apiVersionSets/x'}");
    assertThat(got.detail().path("target").asText()).isEqualTo("apiVersionSetId");
  }

  @Test
  void operations_keep_method_and_template_unique_and_declare_their_parameters() {
    String one = "{'displayName':'O','method':'GET','urlTemplate':'/x'}";
    assertThat(client.put("apis/a/operations/o", one).status()).isEqualTo(201);
    Got twice = client.put("apis/a/operations/p", one);
    assertThat(twice.detail().path("message").asText())
        .isEqualTo("Operation with the same method and URL template already exists: GET, /x");
    Got undeclared =
        client.put(
            "apis/a/operations/q", "{'displayName':'Q','method':'GET','urlTemplate':'/x/{id}'}");
    assertThat(undeclared.detail().path("message").asText())
        .isEqualTo(
            "All template parameters used in the UriTemplate must be defined in the Operation"
                + " 'Q', and vice-versa.");
  }

  @Test
  void an_operation_comes_back_with_its_empty_lists_and_without_an_empty_request() {
    client.put(
        "apis/a/operations/o",
        "{'displayName':'O','method':'GET','urlTemplate':'/x','request':{'headers':[]},"
            + "'responses':[{'statusCode':200}]}");
    JsonNode operation = client.get("apis/a/operations/o").properties();
    assertThat(operation.has("request")).isFalse();
    assertThat(operation.path("policies").isNull()).isTrue();
    assertThat(operation.path("responses").toString())
        .isEqualTo("[{\"statusCode\":200,\"representations\":[],\"headers\":[]}]");
  }

  @Test
  void a_list_of_operations_says_what_each_get_says() {
    client.put(
        "apis/echo-api/operations/o", "{'displayName':'Ö','method':'GET','urlTemplate':'/o'}");
    Got list = client.get("apis/echo-api/operations");
    assertThat(list.body().path("value")).hasSize(7);
    for (JsonNode entry : list.body().path("value")) {
      Got got = client.get("apis/echo-api/operations/" + entry.path("name").asText());
      assertThat(entry).isEqualTo(got.body());
      assertThat(entry.path("properties").has("policies")).isTrue();
    }
  }

  @Test
  void a_schema_must_exist_and_is_kept_while_an_operation_uses_it() {
    String operation =
        "{'displayName':'O','method':'GET','urlTemplate':'/x','responses':[{'statusCode':200,"
            + "'representations':[{'contentType':'application/json','schemaId':'s','typeName':'T'}]}]}";
    assertThat(client.put("apis/a/operations/o", operation).status()).isEqualTo(400);
    client.put(
        "apis/a/schemas/s",
        "{'contentType':'application/vnd.oai.openapi.components+json','document':{'components':"
            + "{'schemas':{}}}}");
    assertThat(client.put("apis/a/operations/o", operation).status()).isEqualTo(201);
    assertThat(client.delete("apis/a/schemas/s").status()).isEqualTo(400);
    assertThat(client.delete("apis/a/schemas/s?force=true").status()).isEqualTo(200);
    assertThat(client.get("apis/a/operations/o").raw().body()).doesNotContain("schemaId");
  }

  @Test
  void a_list_of_schemas_leaves_documents_out_and_a_get_has_them() {
    client.put(
        "apis/a/schemas/s",
        "{'contentType':'application/vnd.oai.openapi.components+json','document':{'components':"
            + "{'schemas':{}}}}");
    assertThat(client.get("apis/a/schemas").raw().body()).doesNotContain("document");
    assertThat(client.get("apis/a/schemas/s").raw().body()).contains("\"components\"");
    Got empty = client.put("apis/a/schemas/e", "{'contentType':'x','document':{}}");
    assertThat(empty.detail().path("target").asText()).isEqualTo("document");
  }

  @Test
  void deleting_an_api_takes_its_children_and_links_along() {
    client.put("apis/a/operations/o", "{'displayName':'O','method':'GET','urlTemplate':'/x'}");
    client.put("products/starter/apis/a", "{}");
    client.put("tags/t", "{'displayName':'T'}");
    client.put("apis/a/tags/t", "{}");
    Got deleted = client.delete("apis/a");
    assertThat(deleted.status()).isEqualTo(202);
    assertThat(client.finish(deleted).status()).isEqualTo(200);
    assertThat(client.get("products/starter/apis").raw().body()).doesNotContain("/apis/a\"");
    assertThat(client.get("tags/t/apiLinks").body().path("count").asInt()).isZero();
    client.put("apis/a", "{'displayName':'A','path':'a'}");
    assertThat(client.get("apis/a/operations").body().path("count").asInt()).isZero();
  }
}
