package dev.apimage.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.Made;
import dev.apimage.Rig;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kinds that hold secrets of which a service shows nothing, between two services. */
class SecretKindsTest {
  private static final String SIGN_IN =
      """
      displayName: sts
      clientRegistrationEndpoint: https://sts.example/apps
      authorizationEndpoint: https://sts.example/authorize
      grantTypes: [implicit]
      clientId: portal
      """;
  private static final String PROVIDER =
      """
      displayName: crm
      identityProvider: aad
      oauth2:
        redirectUrl: https://authorization-manager.consent.azure-apim.net/redirect/apim/
        grantTypes: {authorizationCode: {clientId: app, clientSecret: '${secret}'}}
      """;
  private static final String CONNECTION =
      "authorizationType: OAuth2\noauth2grantType: AuthorizationCode";

  @TempDir Path temp;
  private Rig rig;

  @BeforeEach
  void start() {
    rig = Rig.empty("a", "b");
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private void put(String path, String yaml) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("properties", Made.tree(yaml));
    rig.connect("a").writer().put(path, Map.of(), body, Optional.empty());
  }

  private static List<Problem> problems(Plan plan, Code code) {
    return plan.problems().stream().filter(p -> p.code() == code).toList();
  }

  private Plan plan(Snapshot desired, String service) {
    return rig.plan(desired, service, PlanOptions.defaults());
  }

  private ObjectNode shown(String service, String address) {
    return rig.read(service).snapshot().at(Address.parse(address)).orElseThrow().body();
  }

  private String stored(String service, String path) {
    return rig.connect(service).reader().get(path, Map.of()).body().toString();
  }

  @Test
  void whatAServiceNeverShowsIsAPlaceholder() {
    put("authorizationServers/sts", SIGN_IN + "clientSecret: not-for-anyone\n");
    put("certificates/c", "data: AAAA\npassword: not-for-anyone");
    assertThat(shown("a", "authorizationServers/sts").path("clientSecret").asText())
        .isEqualTo("${secret}");
    assertThat(shown("a", "certificates/c"))
        .isEqualTo(Made.tree("data: ${secret}\npassword: ${secret}"));
  }

  @Test
  void aLineThatSomebodyTookOutBecauseThereIsNoSecretStaysOut() throws IOException {
    put("authorizationServers/sts", SIGN_IN);
    put("certificates/c", "data: AAAA");
    rig.extract("a", temp);
    for (String file : List.of("authorizationServers/sts.yaml", "certificates/c.yaml")) {
      Path path = temp.resolve(file);
      Files.writeString(
          path, Files.readString(path).replaceAll("(clientSecret|password): .*\n", ""));
    }
    Map<String, String> said = Rig.files(temp);
    Snapshot folder = ArtefactFolder.at(temp).read().snapshot();
    assertThat(plan(folder, "a").changes()).isEmpty();
    rig.extract("a", temp);
    assertThat(Rig.files(temp)).isEqualTo(said);
    assertThat(problems(plan(folder, "b"), Code.MISSING_SECRET))
        .extracting(Problem::text)
        .containsExactly("no value for the secret certificates/c#data");
  }

  @Test
  void whereThereMayBeNoSecretTheAdviceSaysSo() {
    Snapshot folder =
        Made.snapshot(
            Made.resource("authorizationServers/sts", SIGN_IN + "clientSecret: ${secret}"),
            Made.resource("certificates/c", "data: ${secret}"));
    assertThat(problems(plan(folder, "b"), Code.MISSING_SECRET))
        .extracting(p -> p.advice().contains("if there is none"))
        .containsExactlyInAnyOrder(true, false);
  }

  @Test
  void aNewResourceWhoseFileForgetsItsSecretIsToldBeforeTheFirstWrite() {
    Snapshot folder =
        Made.snapshot(
            Made.resource("identityProviders/aad", "clientId: app"),
            Made.resource("namedValues/n", "displayName: n\nsecret: true"),
            Made.resource("certificates/c", "keyVault: {secretIdentifier: 'https://v/secrets/c'}"));
    assertThat(problems(plan(folder, "b"), Code.MISSING_SECRET))
        .extracting(Problem::text)
        .containsExactlyInAnyOrder(
            "identityProviders/aad says nothing of clientSecret, which a new one must have",
            "namedValues/n says nothing of value, which a new one must have");
  }

  @Test
  void theCredentialManagerGoesFromServiceToService() {
    put(
        "authorizationProviders/crm",
        PROVIDER.replace("${secret}", "s3cr3t").replace("apim/", "apim/a"));
    put("authorizationProviders/crm/authorizations/sales", CONNECTION);
    put(
        "authorizationProviders/crm/authorizations/sales/accessPolicies/gateway",
        "tenantId: t\nobjectId: o\nappIds: [z, a]");
    rig.extract("a", temp);
    assertThat(Rig.files(temp))
        .containsKey("authorizationProviders/crm/authorizations/sales/accessPolicies/gateway.yaml");
    assertThat(Rig.files(temp).get("authorizationProviders/crm/authorizationProvider.yaml"))
        .contains("redirect/apim/\n", "clientId: app", "clientSecret: ${secret}");
    Snapshot folder = Rig.supplied(ArtefactFolder.at(temp).read().snapshot());
    Plan first = plan(folder, "b");
    assertThat(problems(first, Code.CONSENT)).hasSize(1);
    assertThat(rig.publish(folder, "b", PlanOptions.defaults()).failed()).isEmpty();
    assertThat(stored("b", "authorizationProviders/crm")).contains("redirect/apim/b\"");
    Plan second = plan(folder.map(Resource::withoutSecrets), "b");
    assertThat(second.changes()).isEmpty();
    assertThat(second.problems()).isEmpty();
  }

  @Test
  void aKindWithoutPatchIsChangedOnlyTogetherWithItsSecret() {
    put("authorizationProviders/crm", PROVIDER.replace("${secret}", "s3cr3t"));
    Resource changed = Made.resource("authorizationProviders/crm", PROVIDER.replace("crm", "CRM"));
    Plan without = plan(Made.snapshot(changed), "a");
    assertThat(problems(without, Code.WRITE_ONLY_CHANGE))
        .singleElement()
        .satisfies(
            p ->
                assertThat(p.text())
                    .endsWith("crm#oauth2.grantTypes.authorizationCode.clientSecret"));
    Snapshot supplied = Rig.supplied(Made.snapshot(changed));
    assertThat(rig.publish(supplied, "a", PlanOptions.defaults()).failed()).isEmpty();
    assertThat(shown("a", "authorizationProviders/crm").path("displayName").asText())
        .isEqualTo("CRM");
  }

  @Test
  void unknownSettingsOfAGrantAreWithheld() {
    put(
        "authorizationProviders/crm",
        PROVIDER.replace("clientSecret: '${secret}'", "somethingNew: not-for-anyone"));
    assertThat(shown("a", "authorizationProviders/crm").at("/oauth2/grantTypes/authorizationCode"))
        .isEqualTo(Made.tree("clientId: app\nclientSecret: ${secret}\nsomethingNew: ${secret}"));
  }

  @Test
  void anApiThatSignsInNowhereIsFoundAtThePlan() {
    Resource api =
        Made.resource(
            "apis/orders",
            """
            displayName: Orders
            path: orders
            authenticationSettings:
              oAuth2AuthenticationSettings: [{authorizationServerId: sts}]
              openidAuthenticationSettings: [{openidProviderId: id}]
            """);
    assertThat(problems(plan(Made.snapshot(api), "b"), Code.MISSING_REFERENCE))
        .extracting(Problem::text)
        .containsExactlyInAnyOrder(
            "apis/orders refers to sts, but there is no authorizationServers/sts",
            "apis/orders refers to id, but there is no openidConnectProviders/id");
    Snapshot whole =
        Made.snapshot(
            api,
            Made.resource("authorizationServers/sts", SIGN_IN),
            Made.resource(
                "openidConnectProviders/id",
                "displayName: id\nmetadataEndpoint: https://sts.example/x\nclientId: portal"));
    assertThat(rig.publish(whole, "b", PlanOptions.defaults()).failed()).isEmpty();
    assertThat(plan(whole, "b").changes()).isEmpty();
  }
}
