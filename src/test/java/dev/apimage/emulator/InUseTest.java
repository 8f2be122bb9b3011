package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.emulator.Client.Got;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is used is not deleted, and the refusal names the users; without them it goes. */
class InUseTest extends EmulatorTest {
  private static final String BACKEND = "{'url':'https://x','protocol':'http'%s}";

  private static String policy(String inbound) {
    return "{'format':'rawxml','value':'<policies><inbound>"
        + inbound.replace("~", "\\\"")
        + "</inbound></policies>'}";
  }

  private record Entity(String path, String properties) {
    @Override
    public String toString() {
      return path;
    }
  }

  private static Entity entity(String path, String properties) {
    return new Entity(path, properties);
  }

  /** What is used, its words in the refusal, and who uses it. */
  static Stream<Arguments> uses() {
    Entity namedValue = entity("namedValues/n", "{'displayName':'shown','value':'v'}");
    Entity backend = entity("backends/b", BACKEND.formatted(""));
    Entity certificate = entity("certificates/c", "{'data':'aHVzaA=='}");
    Entity logger = entity("loggers/l", "{'loggerType':'azureMonitor'}");
    Entity fragment = entity("policyFragments/f", "{'value':'<fragment><a /></fragment>'}");
    return Stream.of(
        Arguments.of(
            namedValue,
            "Property 'shown'",
            entity("policies/policy", policy("<set-variable name=~a~ value=~{{shown}}~ />"))),
        Arguments.of(
            namedValue,
            "Property 'shown'",
            entity(
                "backends/b", BACKEND.formatted(",'credentials':{'header':{'k':['{{shown}}']}}"))),
        Arguments.of(
            namedValue,
            "Property 'shown'",
            entity(
                "loggers/l",
                "{'loggerType':'applicationInsights','credentials':"
                    + "{'instrumentationKey':'{{shown}}'}}")),
        Arguments.of(
            namedValue,
            "Property 'shown'",
            entity(
                "caches/default", "{'connectionString':'{{shown}}','useFromLocation':'default'}")),
        Arguments.of(
            namedValue,
            "Property 'shown'",
            entity(
                "policyFragments/f",
                "{'format':'rawxml','value':'<fragment><a b=\\\"{{shown}}\\\" /></fragment>'}")),
        Arguments.of(
            backend,
            "Backend 'b'",
            entity(
                "apis/echo-api/policies/policy", policy("<set-backend-service backend-id=~b~ />"))),
        Arguments.of(
            backend,
            "Backend 'b'",
            entity("backends/pool", "{'type':'Pool','pool':{'services':[{'id':'/backends/b'}]}}")),
        Arguments.of(
            fragment,
            "Policy Fragment 'f'",
            entity("policies/policy", policy("<include-fragment fragment-id=~f~ />"))),
        Arguments.of(
            certificate,
            "Certificate 'c'",
            entity(
                "products/starter/policies/policy",
                policy("<authentication-certificate certificate-id=~c~ />"))),
        Arguments.of(
            certificate,
            "Certificate 'c'",
            entity(
                "backends/b",
                BACKEND.formatted(",'credentials':{'certificateIds':['/certificates/c']}"))),
        Arguments.of(
            logger, "Logger 'l'", entity("diagnostics/azuremonitor", "{'loggerId':'/loggers/l'}")),
        Arguments.of(
            logger,
            "Logger 'l'",
            entity("apis/echo-api/diagnostics/azuremonitor", "{'loggerId':'/loggers/l'}")),
        Arguments.of(
            logger,
            "Logger 'l'",
            entity(
                "policies/policy", policy("<log-to-eventhub logger-id=~l~>x</log-to-eventhub>"))),
        Arguments.of(
            entity("apiVersionSets/v", "{'displayName':'V','versioningScheme':'Segment'}"),
            "Api Version Set 'v'",
            entity(
                "apis/x",
                "{'displayName':'X','path':'x','apiVersion':'v1','apiVersionSetId':"
                    + "'/apiVersionSets/v'}")),
        Arguments.of(
            entity("schemas/s", "{'schemaType':'json','document':{}}"),
            "Schema 's'",
            entity(
                "policies/policy",
                policy(
                    "<validate-content unspecified-content-type-action=~ignore~ max-size=~1~"
                        + " size-exceeded-action=~ignore~><content type=~application/json~"
                        + " validate-as=~json~ action=~ignore~ schema-id=~s~ />"
                        + "</validate-content>"))));
  }

  @ParameterizedTest(name = "{1} by {2}")
  @MethodSource("uses")
  void whatIsUsedIsNotDeletedUntilItsUserIsGone(Entity used, String words, Entity user) {
    make(used);
    make(user);
    Got refused = client.delete(used.path());
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("ValidationError");
    assertThat(refused.message())
        .isEqualTo(
            "The " + words + " is used by the following entities:\r\n/" + user.path() + "\r\n");
    assertThat(refused.body().path("error").path("details").isNull()).isTrue();
    assertThat(client.get(used.path()).status()).isEqualTo(200);
    Got gone = client.delete(user.path());
    assertThat(gone.status() == 202 ? client.finish(gone).status() : gone.status()).isEqualTo(200);
    // a version set is gone with the last of its APIs
    assertThat(client.delete(used.path()).status()).isIn(200, 204);
    assertThat(client.get(used.path()).status()).isEqualTo(404);
  }

  private void make(Entity entity) {
    Got made = client.put(entity.path(), entity.properties());
    assertThat(made.status()).as(made.raw().body()).isIn(200, 201);
    if (made.header("Location").isPresent()) {
      assertThat(client.finish(made).status()).isIn(200, 201);
    }
  }

  @Test
  void everyUserIsNamedOnALineOfItsOwn() {
    make(entity("policyFragments/f", "{'value':'<fragment><a /></fragment>'}"));
    List<String> users =
        List.of(
            "apis/echo-api/operations/create-resource/policies/policy",
            "apis/echo-api/policies/policy",
            "policies/policy",
            "products/starter/policies/policy");
    for (String user : users) {
      make(entity(user, policy("<include-fragment fragment-id=~f~ />")));
    }
    String message = client.delete("policyFragments/f").message();
    assertThat(message).endsWith("\r\n");
    assertThat(List.of(message.split("\r\n")).subList(1, 5))
        .containsExactlyInAnyOrderElementsOf(users.stream().map(user -> "/" + user).toList());
  }

  @Test
  void aProductIsNotDeletedWhileItHasSubscriptions() {
    client.put("products/p", "{'displayName':'P'}");
    assertThat(client.delete("products/p").message()).startsWith("Product cannot be deleted");
    String subscription =
        client.get("products/p/subscriptions").body().at("/value/0/name").asText();
    client.delete("subscriptions/" + subscription);
    assertThat(client.delete("products/p").status()).isEqualTo(200);
  }
}
