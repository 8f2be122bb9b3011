package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.emulator.Client.Got;
import org.junit.jupiter.api.Test;

class CredentialsTest extends EmulatorTest {
  private static final String LOGGER =
      "{'loggerType':'applicationInsights','credentials':{'connectionString':'hush'}}";

  @Test
  void a_literal_credential_of_a_logger_becomes_a_hidden_named_value() {
    Got created = client.put("loggers/l", LOGGER);
    String shown = created.properties().at("/credentials/connectionString").asText();
    assertThat(shown).matches("\\{\\{Logger-Credentials--[0-9a-f]{24}}}");
    String name = shown.substring("{{Logger-Credentials--".length(), shown.length() - 2);
    JsonNode named = client.get("namedValues/" + name).properties();
    assertThat(named.path("displayName").asText()).isEqualTo("Logger-Credentials--" + name);
    assertThat(named.path("secret").asBoolean()).isTrue();
    assertThat(client.get("loggers").raw().body()).doesNotContain("hush");
  }

  @Test
  void the_same_credential_makes_no_second_named_value() {
    String etag = client.put("loggers/l", LOGGER).etag();
    assertThat(client.put("loggers/l", LOGGER).etag()).isEqualTo(etag);
    assertThat(client.get("namedValues").body().path("count").asInt()).isEqualTo(1);
  }

  @Test
  void a_logger_takes_a_named_value_by_display_name_or_resource_name() {
    client.put("namedValues/nv", "{'displayName':'shown','value':'x','secret':true}");
    String logger =
        "{'loggerType':'applicationInsights','credentials':{'connectionString':'{{%s}}'}}";
    assertThat(client.put("loggers/a", logger.formatted("shown")).status()).isEqualTo(201);
    assertThat(client.put("loggers/b", logger.formatted("nv")).status()).isEqualTo(201);
    assertThat(client.put("loggers/c", logger.formatted("none")).status()).isEqualTo(400);
  }

  @Test
  void a_logger_exists_before_its_diagnostic_and_is_kept_while_used() {
    client.put("loggers/l", "{'loggerType':'azureMonitor'}");
    client.put("diagnostics/azuremonitor", "{'loggerId':'/loggers/l'}");
    assertThat(client.get("diagnostics/azuremonitor").properties().path("loggerId").asText())
        .isEqualTo(client.id() + "/loggers/l");
    assertThat(client.delete("loggers/l").message()).contains("/diagnostics/azuremonitor");
    assertThat(client.put("diagnostics/azuremonitor", "{'loggerId':'/loggers/x'}").status())
        .isEqualTo(400);
    assertThat(client.put("diagnostics/other", "{'loggerId':'/loggers/l'}").status())
        .isEqualTo(400);
  }

  @Test
  void a_backend_shows_its_credentials_in_clear() {
    client.put(
        "backends/b",
        "{'url':'https://x','protocol':'http','credentials':{'authorization':{'scheme':'Basic',"
            + "'parameter':'open'}},'proxy':{'url':'http://p','username':'u','password':'pw'}}");
    assertThat(client.get("backends/b").raw().body()).contains("open").contains("\"pw\"");
    assertThat(client.get("backends").raw().body()).contains("open").contains("\"pw\"");
  }

  @Test
  void a_backend_needs_a_url_or_a_pool_of_backends_that_exist() {
    assertThat(client.put("backends/b", "{'protocol':'http'}").detail().path("target").asText())
        .isEqualTo("url");
    assertThat(client.put("backends/p", "{'type':'Pool'}").detail().path("target").asText())
        .isEqualTo("pool");
    Got missing =
        client.put("backends/p", "{'type':'Pool','pool':{'services':[{'id':'/backends/x'}]}}");
    assertThat(missing.detail().path("message").asText())
        .isEqualTo("Backend with id 'x' could not be found.");
    client.put("backends/b", "{'url':'https://x','protocol':'http'}");
    Got pool =
        client.put(
            "backends/p", "{'type':'Pool','pool':{'services':[{'id':'/backends/b','weight':1}]}}");
    assertThat(pool.properties().at("/pool/services/0/id").asText())
        .isEqualTo(client.id() + "/backends/b");
    assertThat(client.delete("backends/b").message()).contains("/backends/p");
  }

  @Test
  void a_backend_names_missing_named_values_and_certificates_under_credentials() {
    Got value =
        client.put(
            "backends/b",
            "{'url':'https://x','protocol':'http','credentials':{'query':{'k':['{{none}}']}}}");
    assertThat(value.detail().path("target").asText()).isEqualTo("credentials");
    assertThat(value.detail().path("message").asText()).isEqualTo("Property 'none' not found.");
    Got certificate =
        client.put(
            "backends/b",
            "{'url':'https://x','protocol':'http','credentials':{'certificateIds':"
                + "['/certificates/c']}}");
    assertThat(certificate.detail().path("target").asText()).isEqualTo("credentials");
    assertThat(certificate.detail().path("message").asText())
        .isEqualTo("Certificate with id 'c' not found.");
  }

  @Test
  void a_certificate_never_gives_its_data_back() {
    client.put("certificates/c", "{'data':'aHVzaA==','password':'pw'}");
    Got got = client.get("certificates/c");
    assertThat(got.raw().body()).doesNotContain("aHVzaA").doesNotContain("pw");
    assertThat(got.properties().path("thumbprint").asText()).matches("[0-9A-F]{40}");
    assertThat(client.put("certificates/c", "{}").status()).isEqualTo(400);
  }

  @Test
  void an_identity_provider_needs_its_secret_and_hides_it() {
    assertThat(client.put("identityProviders/google", "{'clientId':'c'}").status()).isEqualTo(400);
    client.put("identityProviders/google", "{'clientId':'c','clientSecret':'hush'}");
    assertThat(client.get("identityProviders/google").raw().body()).doesNotContain("hush");
    assertThat(client.get("identityProviders").raw().body()).doesNotContain("hush");
    assertThat(
            client.put("identityProviders/other", "{'clientId':'c','clientSecret':'x'}").status())
        .isEqualTo(404);
  }

  @Test
  void a_cache_keeps_its_connection_string_in_a_named_value() {
    Got got =
        client.put("caches/default", "{'connectionString':'hush','useFromLocation':'default'}");
    assertThat(got.properties().path("connectionString").asText()).matches("\\{\\{[0-9a-f]{24}}}");
  }

  @Test
  void an_authorization_provider_drops_client_secrets() {
    client.put(
        "authorizationProviders/p",
        "{'displayName':'P','identityProvider':'aad','oauth2':{'grantTypes':"
            + "{'authorizationCode':{'clientId':'c','clientSecret':'hush'}}}}");
    assertThat(client.get("authorizationProviders/p").raw().body())
        .contains("clientId")
        .doesNotContain("hush");
  }
}
