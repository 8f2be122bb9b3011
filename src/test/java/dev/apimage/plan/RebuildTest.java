package dev.apimage.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.Rig;
import dev.apimage.azure.ServiceImage;
import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.model.Snapshot;
import dev.apimage.text.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RebuildTest {
  private final List<Resource> folder = new ArrayList<>();

  private Resource has(String address, String yaml) {
    ObjectNode body = YamlText.read("x.yaml", yaml + "\n").tree();
    Resource resource = Resource.of(Address.parse(address), body);
    folder.add(resource);
    return resource;
  }

  private void policy(String address, String text) {
    Resource policy = has(address, "format: rawxml\nvalue: x");
    policy.body().put("value", text);
  }

  private Rebuild rebuild() {
    return Rebuild.of(Snapshot.of(folder), Map.of(), List.of(), PlanOptions.defaults());
  }

  /** Each need with the places that have it. */
  private Map<String, List<String>> needs() {
    Map<String, List<String>> needs = new TreeMap<>();
    for (Need need : rebuild().needs()) {
      needs.put(
          need.type() + " " + need.id(),
          need.uses().stream().map(use -> (use.place() + " " + use.what()).strip()).toList());
    }
    return needs;
  }

  @Test
  void theEmptyServiceIsWhatAnEmptyServiceIsReadAs() {
    try (Rig rig = Rig.empty("bare")) {
      ServiceImage bare = rig.read("bare", Kind.options());
      assertThat(bare.snapshot().resources().keySet())
          .isEqualTo(EmptyService.snapshot().resources().keySet());
      assertThat(bare.users().keySet()).isEqualTo(EmptyService.facts().users().keySet());
      assertThat(bare.generated()).isEmpty();
    }
  }

  @Test
  void aSecretWithoutASourceIsMissingAndOneWithASourceIsNot() {
    has("namedValues/key", "displayName: key\nsecret: true\nvalue: ${secret}");
    has(
        "backends/pay",
        "url: https://x\nprotocol: http\nproxy: {url: http://p, password: \"${secret}\"}");
    folder.set(1, folder.get(1).withSecrets(Map.of("proxy.password", new Secret("known"))));
    Rebuild rebuild = rebuild();
    assertThat(rebuild.secrets().stream().map(MissingSecret::line))
        .containsExactly("namedValues/key#value: ${env:NAMEDVALUES_KEY_VALUE}");
    assertThat(rebuild.problems()).isEmpty();
    assertThat(rebuild.isPossible()).isFalse();
    folder.remove(0);
    assertThat(rebuild().isPossible()).isTrue();
  }

  @Test
  void aSecretTypedIntoTheGlobalPolicyIsMissingThoughEveryServiceHasThatPolicy() {
    policy(
        "policy",
        "<policies><inbound><authentication-basic username=\"u\""
            + " password=\"${secret:0a1b2c3d}\" /></inbound></policies>");
    assertThat(rebuild().secrets().stream().map(MissingSecret::name))
        .containsExactly("policy#0a1b2c3d");
  }

  @Test
  void vaultsAreNeededByThoseThatReferToTheirSecretsAndByTheEnvironment() {
    has(
        "namedValues/erp",
        "displayName: erp\nsecret: true\n"
            + "keyVault: {secretIdentifier: https://KV-one.vault.azure.net/secrets/erp/v1}");
    has(
        "namedValues/crm",
        "displayName: crm\nsecret: true\n"
            + "keyVault: {secretIdentifier: https://kv-one.vault.azure.cn/secrets/crm, "
            + "identityClientId: 0f8fad5b-d9cb-469f-a165-70867728950e}");
    Rebuild rebuild =
        Rebuild.of(
            Snapshot.of(folder),
            Map.of("kv-two", List.of(new Need.Use("backends/pay#proxy.password", "secrets/p"))),
            List.of(),
            PlanOptions.defaults());
    assertThat(rebuild.needs().stream().map(n -> n.type() + " " + n.id() + " " + n.uses().size()))
        .containsExactly(
            "KEY_VAULT kv-one 2",
            "KEY_VAULT kv-two 1",
            "IDENTITY  1",
            "IDENTITY 0f8fad5b-d9cb-469f-a165-70867728950e 1");
    assertThat(rebuild.isPossible()).isTrue();
  }

  @Test
  void identitiesAreThoseOfLoggersAndPoliciesTheServicesOwnIncluded() {
    has(
        "namedValues/uami",
        "displayName: shared-identity\nvalue: 11111111-2222-3333-4444-555555555555");
    has(
        "loggers/hub",
        "loggerType: azureEventHub\ncredentials: {name: hub, endpointAddress: hub.example,"
            + " identityClientId: SystemAssigned}");
    policy(
        "policy",
        "<policies><inbound>"
            + "<authentication-managed-identity resource=\"https://a\" client-id=\"{{shared-identity}}\" />"
            + "<!-- <authentication-managed-identity resource=\"x\" client-id=\"unused\" /> -->"
            + "</inbound></policies>");
    assertThat(needs())
        .containsOnly(
            Map.entry("IDENTITY ", List.of("loggers/hub#credentials.identityClientId")),
            Map.entry("IDENTITY 11111111-2222-3333-4444-555555555555", List.of("policy#value")));
  }

  @Test
  void aPolicyThatNamesNoIdentityTakesTheServicesOwn() {
    policy(
        "policy",
        "<policies><inbound><authentication-managed-identity resource=\"https://a\" /></inbound>"
            + "</policies>");
    assertThat(needs()).containsOnlyKeys("IDENTITY ");
  }

  @Test
  void resourcesAreNamedWithoutTheHostBeforeThem() {
    String id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/f";
    has(
        "backends/f",
        "url: https://f\nprotocol: http\nresourceId: https://management.azure.com" + id);
    has("loggers/a", "loggerType: applicationInsights\nresourceId: " + id);
    has("diagnostics/applicationinsights", "loggerId: /loggers/a");
    assertThat(needs())
        .containsOnly(
            Map.entry("RESOURCE " + id, List.of("backends/f#resourceId", "loggers/a#resourceId")));
  }

  @Test
  void anOwnerWhomTheNewServiceLacksIsToldApart() {
    has("subscriptions/acme", "displayName: Acme\nscope: /apis\nownerId: /users/anna");
    has("subscriptions/admin", "displayName: Admin\nscope: /apis\nownerId: /users/1");
    Rebuild rebuild = rebuild();
    assertThat(rebuild.owners().stream().map(Problem::code)).containsExactly(Code.DROPPED_OWNER);
    assertThat(rebuild.owners().get(0).text()).contains("subscriptions/acme", "anna");
    assertThat(rebuild.isPossible()).isTrue();
  }
}
