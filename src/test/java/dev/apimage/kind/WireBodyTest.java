package dev.apimage.kind;

import static dev.apimage.Made.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Address;
import org.junit.jupiter.api.Test;

class WireBodyTest {
  private static final String SERVICE =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/contoso";

  private static ObjectNode wire(String address, String yaml) {
    return WireBody.of(Address.parse(address), tree(yaml), SERVICE);
  }

  @Test
  void keysOfOursAndLinksStayHere() {
    assertThat(wire("apis/a", "{path: a, definition: operations, tags: [t]}"))
        .isEqualTo(tree("path: a"));
    assertThat(wire("products/p", "{displayName: P, groups: [g], apis: [a], tags: [t]}"))
        .isEqualTo(tree("displayName: P"));
  }

  @Test
  void tagsOfANamedValueAreArmsOwn() {
    assertThat(wire("namedValues/n", "{displayName: n, tags: [t]}").path("tags")).hasSize(1);
  }

  @Test
  void relativeIdsAreExpandedAndOthersKept() {
    assertThat(wire("diagnostics/d", "loggerId: /loggers/l").path("loggerId").asText())
        .isEqualTo(SERVICE + "/loggers/l");
    assertThat(wire("diagnostics/d", "loggerId: /SUBSCRIPTIONS/x/y").path("loggerId").asText())
        .isEqualTo("/SUBSCRIPTIONS/x/y");
    assertThat(wire("loggers/l", "resourceId: /subscriptions/s/x").path("resourceId").asText())
        .isEqualTo("/subscriptions/s/x");
    assertThat(
            wire("backends/b", "pool: {services: [{id: /backends/x}]}")
                .at("/pool/services/0/id")
                .asText())
        .isEqualTo(SERVICE + "/backends/x");
  }

  @Test
  void namesOfSiblingsAreSentAsTheyAre() {
    assertThat(
            wire("apis/a/operations/o", "request: {representations: [{schemaId: s}]}")
                .at("/request/representations/0/schemaId")
                .asText())
        .isEqualTo("s");
  }

  @Test
  void policiesAreSentRaw() {
    assertThat(wire("policy", "value: <policies />").path("format").asText()).isEqualTo("rawxml");
    assertThat(wire("policyFragments/f", "value: <fragment />").path("format").asText())
        .isEqualTo("rawxml");
    assertThat(wire("schemas/s", "{schemaType: xml, value: x}").has("format")).isFalse();
  }

  @Test
  void theTypeOfAnApiIsSentUnderTheNameThatIsObeyed() {
    assertThat(wire("apis/a", "{path: a, type: graphql}").path("apiType").asText())
        .isEqualTo("graphql");
    assertThat(wire("apis/a", "path: a").has("apiType")).isFalse();
  }

  @Test
  void aSubscriptionWithoutADisplayNameGoesOutUnderItsId() {
    assertThat(wire("subscriptions/s-1", "scope: /apis").path("displayName").asText())
        .isEqualTo("s-1");
    assertThat(wire("subscriptions/s-1", "displayName: X").path("displayName").asText())
        .isEqualTo("X");
  }

  @Test
  void aReleaseNamesItsApi() {
    assertThat(wire("apis/a/releases/r", "notes: n").path("apiId").asText())
        .isEqualTo(SERVICE + "/apis/a");
  }

  @Test
  void aPartHoldsNoMoreThanWasAsked() {
    assertThat(WireBody.part(Address.parse("subscriptions/s"), tree("stateComment: x"), SERVICE))
        .isEqualTo(tree("stateComment: x"));
    assertThat(WireBody.part(Address.parse("policy"), tree("value: x"), SERVICE))
        .isEqualTo(tree("value: x"));
  }

  @Test
  void theTreeThatIsSentIsNotTheOneThatWasGiven() {
    ObjectNode tree = tree("{path: a, apiVersionSetId: /apiVersionSets/v, tags: [t]}");
    ObjectNode before = tree.deepCopy();
    WireBody.of(Address.parse("apis/a"), tree, SERVICE);
    WireBody.relative(Kind.API, tree);
    assertThat(tree).isEqualTo(before);
  }

  @Test
  void idsComeBackRelativeWhateverTheirCase() {
    ObjectNode sent = wire("subscriptions/s", "{displayName: d, scope: /products/p}");
    sent.put("ownerId", SERVICE.replace("resourceGroups", "resourcegroups") + "/users/1");
    assertThat(WireBody.relative(Kind.SUBSCRIPTION, sent))
        .isEqualTo(tree("{displayName: d, scope: /products/p, ownerId: /users/1}"));
  }
}
