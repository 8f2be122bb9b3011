package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.emulator.Client.Got;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The longest name and value that the service takes, and the first that it refuses. */
class NamesAndLengthsTest extends EmulatorTest {
  private static final String AUTHORIZATION_SERVER =
      "{'displayName':'S','clientRegistrationEndpoint':'https://x','authorizationEndpoint':"
          + "'https://x','grantTypes':['authorizationCode'],'clientId':'c'}";

  @BeforeEach
  void parents() {
    client.put("apis/a", "{'displayName':'A','path':'a'}");
    client.put("apis/g", "{'displayName':'G','path':'g','apiType':'graphql'}");
    client.put("loggers/l", "{'loggerType':'azureMonitor'}");
  }

  private static String refusedField(Got got) {
    assertThat(got.status()).as(got.raw().body()).isEqualTo(400);
    assertThat(got.code()).isEqualTo("ValidationError");
    return got.detail().path("target").asText();
  }

  /** Collection, name of the path parameter, properties, longest name, whether it has a pattern. */
  static Stream<Arguments> names() {
    String schema =
        "{'contentType':'application/vnd.oai.openapi.components+json','document':"
            + "{'components':{'schemas':{}}}}";
    return Stream.of(
        Arguments.of("apis", "apiId", "{'displayName':'X','path':'x'}", 80, true),
        Arguments.of(
            "apis/a/operations",
            "operationId",
            "{'displayName':'O','method':'GET','urlTemplate':'/o'}",
            80,
            false),
        Arguments.of("backends", "backendId", "{'url':'https://x','protocol':'http'}", 80, false),
        Arguments.of("apis/a/schemas", "schemaId", schema, 80, false),
        Arguments.of("schemas", "schemaId", "{'schemaType':'json','document':{}}", 80, false),
        Arguments.of("gateways", "gatewayId", "{'locationData':{'name':'x'}}", 80, false),
        Arguments.of(
            "users",
            "userId",
            "{'firstName':'A','lastName':'B','email':'a@example.com'}",
            80,
            false),
        Arguments.of(
            "apis/g/resolvers", "resolverId", "{'displayName':'R','path':'Query/r'}", 80, false),
        Arguments.of("products", "productId", "{'displayName':'P'}", 256, false),
        Arguments.of("groups", "groupId", "{'displayName':'G'}", 256, false),
        Arguments.of("subscriptions", "sid", "{'displayName':'S','scope':'/apis'}", 256, true),
        Arguments.of("namedValues", "namedValueId", "{'displayName':'n','value':'v'}", 256, true),
        Arguments.of("loggers", "loggerId", "{'loggerType':'azureMonitor'}", 256, true),
        Arguments.of(
            "openidConnectProviders",
            "opid",
            "{'displayName':'O','metadataEndpoint':'https://x','clientId':'c'}",
            256,
            true),
        Arguments.of("tags", "tagId", "{'displayName':'T'}", 80, true),
        Arguments.of(
            "apiVersionSets",
            "versionSetId",
            "{'displayName':'V','versioningScheme':'Segment'}",
            80,
            true),
        Arguments.of(
            "caches", "cacheId", "{'connectionString':'c','useFromLocation':'default'}", 80, true),
        Arguments.of("certificates", "certificateId", "{'data':'aHVzaA=='}", 80, true),
        Arguments.of("authorizationServers", "authsid", AUTHORIZATION_SERVER, 80, true),
        Arguments.of("apis/a/releases", "releaseId", "{'apiId':'/apis/a'}", 80, true),
        Arguments.of("policyFragments", "id", "{'value':'<fragment />'}", 80, false));
  }

  @ParameterizedTest(name = "{0} {3}")
  @MethodSource("names")
  void theLongestNameIsTakenAndOneMoreCharacterRefused(
      String collection, String parameter, String properties, int longest, boolean pattern) {
    String name = "x".repeat(longest);
    assertThat(refusedField(client.put(collection + "/" + name + "x", properties)))
        .isEqualTo(parameter);
    assertThat(client.put(collection + "/" + name, properties).status()).isEqualTo(201);
    assertThat(client.get(collection + "/" + name).body().path("name").asText()).isEqualTo(name);
  }

  @ParameterizedTest(name = "{0} {4}")
  @MethodSource("names")
  void theCharactersOfThePatternAreRefusedWhereThereIsOne(
      String collection, String parameter, String properties, int longest, boolean pattern) {
    for (String character : "* # & + : < > ?".split(" ", -1)) {
      String name = "x" + URLEncoder.encode(character, StandardCharsets.UTF_8);
      Got got = client.put(collection + "/" + name, properties);
      if (pattern) {
        assertThat(refusedField(got)).as(character).isEqualTo(parameter);
      } else if (!collection.equals("policyFragments")) {
        assertThat(got.status()).as(character).isEqualTo(201);
        client.delete(collection + "/" + name + "?force=true&deleteSubscriptions=true");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"diagnostics/", "apis/a/diagnostics/"})
  void aDiagnosticsNameHasAtMost80Characters(String collection) {
    assertThat(client.get(collection + "x".repeat(80)).status()).isEqualTo(404);
    assertThat(refusedField(client.get(collection + "x".repeat(81)))).isEqualTo("diagnosticId");
  }

  @Test
  void theNameOfARevisionHasAtMost256Characters() {
    assertThat(client.get("apis/a%3Brev%3D" + "1".repeat(250)).status()).isEqualTo(404);
    assertThat(refusedField(client.get("apis/a%3Brev%3D" + "1".repeat(251)))).isEqualTo("apiId");
  }

  @Test
  void aRevisionOfALongNameIsMade() {
    String root = "x".repeat(80);
    client.put("apis/" + root, "{'displayName':'X','path':'x'}");
    Got made =
        client.put(
            "apis/" + root + "%3Brev%3D2", "{'path':'x','sourceApiId':'/apis/" + root + "'}");
    assertThat(made.status()).isEqualTo(201);
    assertThat(
            refusedField(
                client.put("apis/" + root + "x%3Brev%3D1", "{'displayName':'X','path':'y'}")))
        .isEqualTo("apiId");
  }

  @ParameterizedTest
  @CsvSource({
    "a, true",
    "a-1, true",
    "A9, true",
    "1a, false",
    "-a, false",
    "a-, false",
    "a_b, false",
    "a.b, false"
  })
  void aServicesNameStartsWithALetterAndEndsWithALetterOrDigit(String name, boolean taken) {
    assertThat(service(name).status()).isEqualTo(taken ? 201 : 400);
  }

  @Test
  void aServicesNameHasAtMost50Characters() {
    assertThat(service("a".repeat(50)).status()).isEqualTo(201);
    assertThat(refusedField(service("a".repeat(51)))).isEqualTo("serviceName");
  }

  private Got service(String name) {
    String body =
        "{\"location\":\"West Europe\",\"sku\":{\"name\":\"Developer\",\"capacity\":1},"
            + "\"properties\":{\"publisherEmail\":\"a@example.com\",\"publisherName\":\"x\"}}";
    return client.service(name).send("PUT", "", body, "");
  }

  @ParameterizedTest
  @CsvSource({
    "aZ09-._, true",
    "a b, false",
    "a/b, false",
    "ä, false",
    "a+b, false",
    "{{a}}, false"
  })
  void aNamedValuesDisplayNameHasLettersDigitsDashesPeriodsAndUnderscores(
      String displayName, boolean taken) {
    Got got = client.put("namedValues/n", "{'displayName':'" + displayName + "','value':'v'}");
    if (taken) {
      assertThat(got.status()).isEqualTo(201);
    } else {
      assertThat(refusedField(got)).isEqualTo("displayName");
    }
  }

  /** Entity, the field that is refused, properties with a place for the value, longest value. */
  static Stream<Arguments> lengths() {
    return Stream.of(
        Arguments.of("namedValues/n", "displayName", "{'displayName':'%s','value':'v'}", 256),
        Arguments.of("namedValues/n", "value", "{'displayName':'n','value':'%s'}", 4096),
        Arguments.of("apis/x", "displayName", "{'displayName':'%s','path':'x'}", 300),
        Arguments.of("apis/x", "path", "{'displayName':'X','path':'%s'}", 400),
        Arguments.of(
            "apis/x",
            "serviceUrl",
            "{'displayName':'X','path':'x','serviceUrl':'http://%s'}",
            1993),
        Arguments.of(
            "apis/x",
            "apiRevisionDescription",
            "{'displayName':'X','path':'x','apiRevisionDescription':'%s'}",
            256),
        Arguments.of(
            "apis/x",
            "apiVersion",
            "{'displayName':'X','path':'x','apiVersion':'%s','apiVersionSet':"
                + "{'name':'V','versioningScheme':'Segment'}}",
            100),
        Arguments.of(
            "apis/a/operations/o",
            "urlTemplate",
            "{'displayName':'O','method':'GET','urlTemplate':'%s'}",
            1000),
        Arguments.of(
            "apis/a/operations/o",
            "description",
            "{'displayName':'O','method':'GET','urlTemplate':'/o','description':'%s'}",
            1000),
        Arguments.of(
            "apis/a/operations/o",
            "displayName",
            "{'displayName':'%s','method':'GET','urlTemplate':'/o'}",
            300),
        Arguments.of("products/p", "description", "{'displayName':'P','description':'%s'}", 1000),
        Arguments.of("tags/t", "displayName", "{'displayName':'%s'}", 160),
        Arguments.of("subscriptions/s", "displayName", "{'displayName':'%s','scope':'/apis'}", 100),
        Arguments.of(
            "subscriptions/s",
            "primaryKey",
            "{'displayName':'S','scope':'/apis','primaryKey':'%s'}",
            256),
        Arguments.of(
            "subscriptions/s",
            "secondaryKey",
            "{'displayName':'S','scope':'/apis','secondaryKey':'%s'}",
            256),
        Arguments.of(
            "loggers/x", "description", "{'loggerType':'azureMonitor','description':'%s'}", 256));
  }

  @ParameterizedTest(name = "{0} {1} {3}")
  @MethodSource("lengths")
  void theLongestValueIsTakenAndOneMoreCharacterRefused(
      String path, String field, String properties, int longest) {
    String value = "x".repeat(longest);
    assertThat(refusedField(client.put(path, properties.formatted(value + "x")))).isEqualTo(field);
    Got got = client.put(path, properties.formatted(value));
    assertThat(got.status()).as(got.raw().body()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "namedValues/n       | displayName | {'displayName':'','value':'v'}",
        "apis/x              | displayName | {'displayName':'','path':'x'}",
        "apis/a/operations/o | urlTemplate | {'displayName':'O','method':'GET','urlTemplate':''}",
        "tags/t              | displayName | {'displayName':''}",
        "subscriptions/s     | displayName | {'displayName':'','scope':'/apis'}",
        "subscriptions/s     | primaryKey  | {'displayName':'S','scope':'/apis','primaryKey':''}"
      })
  void whatMustHaveACharacterIsRefusedWhenItIsEmpty(String path, String field, String properties) {
    assertThat(refusedField(client.put(path, properties))).isEqualTo(field);
  }

  @Test
  void anApisPathAndServiceUrlMayBeEmpty() {
    assertThat(client.put("apis/x", "{'displayName':'X','path':'','serviceUrl':''}").status())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "100, true", "101, false", "-1, false"})
  void theWeightAndThePriorityInAPoolAreFromZeroToAHundred(int value, boolean taken) {
    client.put("backends/b", "{'url':'https://x','protocol':'http'}");
    for (String field : new String[] {"weight", "priority"}) {
      Got got =
          client.put(
              "backends/pool",
              "{'type':'Pool','pool':{'services':[{'id':'/backends/b','"
                  + field
                  + "':"
                  + value
                  + "}]}}");
      if (taken) {
        assertThat(got.status()).as(field).isIn(200, 201);
      } else {
        assertThat(refusedField(got)).as(field).contains(field);
      }
    }
  }

  @Test
  void aCircuitBreakerHasAtMost15Rules() {
    String rule = "{'name':'r','tripDuration':'PT1M','failureCondition':{'count':1}}";
    String backend = "{'url':'https://x','protocol':'http','circuitBreaker':{'rules':[%s]}}";
    String fifteen = (rule + ",").repeat(14) + rule;
    assertThat(client.put("backends/b", backend.formatted(fifteen + "," + rule)).status())
        .isEqualTo(400);
    assertThat(client.put("backends/b", backend.formatted(fifteen)).status()).isEqualTo(201);
  }

  @Test
  void aDiagnosticLogsAtMost8192BytesOfABody() {
    String diagnostic = "{'loggerId':'/loggers/l','frontend':{'request':{'body':{'bytes':%d}}}}";
    assertThat(client.put("diagnostics/azuremonitor", diagnostic.formatted(8193)).status())
        .isEqualTo(400);
    assertThat(client.put("diagnostics/azuremonitor", diagnostic.formatted(8192)).status())
        .isEqualTo(201);
  }

  @Test
  void aStatusCodeOfAnyNumberIsTaken() {
    Got got =
        client.put(
            "apis/a/operations/o",
            "{'displayName':'O','method':'GET','urlTemplate':'/o','responses':"
                + "[{'statusCode':1980785443}]}");
    assertThat(got.status()).isEqualTo(201);
    assertThat(got.properties().at("/responses/0/statusCode").asInt()).isEqualTo(1980785443);
  }

  @Test
  void anEmptyDescriptionOfAnOperationStaysEmpty() {
    client.put(
        "apis/a/operations/o",
        "{'displayName':'O','method':'POST','urlTemplate':'/o','description':''}");
    assertThat(client.get("apis/a/operations/o").properties().path("description").asText("none"))
        .isEmpty();
  }
}
