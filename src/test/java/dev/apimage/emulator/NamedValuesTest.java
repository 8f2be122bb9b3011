package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.emulator.Client.Got;
import org.junit.jupiter.api.Test;

class NamedValuesTest extends EmulatorTest {
  private static final String SECRET = "{'displayName':'key','value':'hush','secret':true}";

  @Test
  void a_secret_value_is_shown_nowhere_but_in_list_value() {
    Got created = client.put("namedValues/k", SECRET);
    assertThat(created.raw().body()).doesNotContain("hush");
    assertThat(client.get("namedValues/k").raw().body()).doesNotContain("hush");
    assertThat(client.get("namedValues").raw().body()).doesNotContain("hush");
    assertThat(client.post("namedValues/k/listValue").body().path("value").asText())
        .isEqualTo("hush");
  }

  @Test
  void a_plain_value_is_shown_and_secret_defaults_to_false() {
    client.put("namedValues/k", "{'displayName':'key','value':'v'}");
    assertThat(client.get("namedValues/k").properties().path("value").asText()).isEqualTo("v");
    assertThat(client.get("namedValues/k").properties().path("secret").asBoolean()).isFalse();
  }

  @Test
  void a_new_one_needs_a_value_or_a_key_vault() {
    Got got = client.put("namedValues/k", "{'displayName':'key','secret':true}");
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.detail().path("target").asText()).isEqualTo("value");
  }

  @Test
  void a_secret_value_is_kept_when_it_is_left_out() {
    client.put("namedValues/k", SECRET);
    client.patch("namedValues/k", "{'tags':['a']}");
    assertThat(client.post("namedValues/k/listValue").body().path("value").asText())
        .isEqualTo("hush");
    client.put("namedValues/k", "{'displayName':'key','secret':true}");
    assertThat(client.post("namedValues/k/listValue").body().path("value").asText())
        .isEqualTo("hush");
  }

  @Test
  void a_key_vault_reference_is_shown_with_its_status_and_makes_it_secret() {
    client.put(
        "namedValues/k",
        "{'displayName':'key','keyVault':{'secretIdentifier':'https://v.vault.azure.net/secrets/s'}}");
    Got got = client.get("namedValues/k");
    assertThat(got.properties().path("secret").asBoolean()).isTrue();
    assertThat(got.properties().at("/keyVault/lastStatus/code").asText()).isEqualTo("Success");
    assertThat(client.post("namedValues/k/listValue").status()).isEqualTo(501);
  }

  @Test
  void a_display_name_has_no_blanks() {
    Got got = client.put("namedValues/x", "{'displayName':'a b','value':'v'}");
    assertThat(got.detail().path("target").asText()).isEqualTo("displayName");
  }

  @Test
  void a_put_tells_the_newer_shape_of_a_long_operation() {
    Got created = client.put("namedValues/k", SECRET);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.properties().path("provisioningState").asText()).isEqualTo("InProgress");
    String operation = created.header("Azure-AsyncOperation").orElseThrow();
    assertThat(client.at("GET", operation, "", "").body().path("status").asText())
        .isEqualTo("InProgress");
    assertThat(client.at("GET", operation, "", "").body().path("status").asText())
        .isEqualTo("Succeeded");
    Got done = client.finish(created);
    assertThat(done.status()).isEqualTo(201);
    assertThat(done.properties().path("provisioningState").asText()).isEqualTo("Succeeded");
  }

  @Test
  void a_patch_tells_the_older_shape() {
    client.put("namedValues/k", SECRET);
    Got patched = client.patch("namedValues/k", "{'tags':['a']}");
    assertThat(patched.status()).isEqualTo(202);
    assertThat(patched.raw().body()).isEmpty();
    assertThat(patched.header("Location").orElseThrow()).contains("asyncId=", "asyncCode=200");
    Got first = client.at("GET", patched.header("Location").orElseThrow(), "", "");
    assertThat(first.status()).isEqualTo(202);
    assertThat(client.finish(patched).status()).isEqualTo(200);
  }

  @Test
  void a_rename_rewrites_the_policies_that_mention_it() {
    client.put("namedValues/k", "{'displayName':'old','value':'v'}");
    client.put(
        "policies/policy",
        "{'format':'rawxml','value':'<policies><inbound><set-variable name=\\\"a\\\""
            + " value=\\\"{{old}}\\\" /></inbound></policies>'}");
    String before = client.get("policies/policy?format=rawxml").etag();
    client.patch("namedValues/k", "{'displayName':'new'}");
    Got policy = client.get("policies/policy?format=rawxml");
    assertThat(policy.properties().path("value").asText())
        .contains("{{new}}")
        .doesNotContain("{{old}}");
    assertThat(policy.etag()).isNotEqualTo(before);
  }

  @Test
  void a_rename_reaches_every_policy_and_fragment_and_what_they_mention_from_then_on() {
    client.put("namedValues/k", "{'displayName':'old','value':'v'}");
    String text = "<set-variable name=\\\"a\\\" value=\\\"x{{old}}y{{other}}\\\" />";
    client.put("namedValues/o", "{'displayName':'other','value':'v'}");
    String policy =
        "{'format':'rawxml','value':'<policies><inbound>" + text + "</inbound></policies>'}";
    String[] policies = {
      "policies/policy",
      "apis/echo-api/policies/policy",
      "apis/echo-api/operations/create-resource/policies/policy",
      "products/starter/policies/policy"
    };
    for (String path : policies) {
      client.put(path, policy);
    }
    client.put(
        "policyFragments/f", "{'format':'rawxml','value':'<fragment>" + text + "</fragment>'}");
    client.patch("namedValues/k", "{'displayName':'new'}");
    for (String path : policies) {
      assertThat(client.get(path + "?format=rawxml").properties().path("value").asText())
          .as(path)
          .contains("\"x{{new}}y{{other}}\"");
    }
    assertThat(client.get("policyFragments/f").raw().body()).contains("{{new}}");
    assertThat(client.delete("namedValues/k").message())
        .startsWith("The Property 'new' is used by the following entities:");
  }

  @Test
  void one_that_is_used_is_not_deleted() {
    client.put("namedValues/k", "{'displayName':'used','value':'v'}");
    client.put(
        "backends/b",
        "{'url':'https://x','protocol':'http','credentials':{'header':{'a':['{{used}}']}}}");
    Got got = client.delete("namedValues/k");
    assertThat(got.status()).isEqualTo(400);
    assertThat(got.message()).contains("is used by the following entities:\r\n/backends/b\r\n");
    client.delete("backends/b");
    assertThat(client.delete("namedValues/k").status()).isEqualTo(200);
  }
}
