package dev.apimage.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestPathTest {
  private static final String SERVICE =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/contoso";

  @ParameterizedTest
  @CsvSource({
    "namedValues/pay-key, /namedValues/pay-key",
    "policy, /policies/policy",
    "apis/orders, /apis/orders",
    "apis/orders/policy, /apis/orders/policies/policy",
    "apis/orders/operations/get/policy, /apis/orders/operations/get/policies/policy",
    "apis/orders/revisions/2, /apis/orders;rev=2",
    "apis/orders/revisions/2/policy, /apis/orders;rev=2/policies/policy",
    "apis/orders/revisions/2/schemas/s, /apis/orders;rev=2/schemas/s",
    "apis/orders/revisions/2/operations/g/policy, /apis/orders;rev=2/operations/g/policies/policy",
    "apis/policies/policy, /apis/policies/policies/policy",
    "products/gold/policy, /products/gold/policies/policy",
  })
  void anAddressHasOnePathAndAPathOneAddress(String address, String path) {
    assertThat(RestPath.of(Address.parse(address))).isEqualTo(path);
    assertThat(RestPath.address(path)).contains(Address.parse(address));
    assertThat(RestPath.address(SERVICE + path)).contains(Address.parse(address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/apis", "/", "", "https://vault/secrets/x", "/issues/1", "/x/y"})
  void whatNoKindStandsForHasNoAddress(String id) {
    assertThat(RestPath.address(id)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/subscriptions/S/resourcegroups/G/PROVIDERS/microsoft.apimanagement/SERVICE/x/apis/A, /apis/A",
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/x/, /",
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/x, /",
    "/loggers/appi, /loggers/appi",
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/x,"
        + " /subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/x",
    "https://h/subscriptions/s/providers/Microsoft.ApiManagement/service/x/apis/a,"
        + " https://h/subscriptions/s/providers/Microsoft.ApiManagement/service/x/apis/a",
  })
  void onlyIdsInsideAServiceBecomeRelative(String id, String relative) {
    assertThat(RestPath.relative(id)).isEqualTo(relative);
  }

  @ParameterizedTest
  @CsvSource({
    "/Products/Gold, products/Gold",
    "/Apis/a;Rev=2/Operations/g, apis/a/revisions/2/operations/g",
    "/apis/a/Policies/policy, apis/a/policy",
  })
  void collectionsAreKnownInAnyLetterCase(String id, String address) {
    assertThat(RestPath.address(id).map(Address::toString)).contains(address);
  }

  @Test
  void anIdInATreeSpellsItsCollectionAsTheFolderDoes() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("scope", SERVICE + "/Products/Gold");
    assertThat(WireBody.relative(Kind.SUBSCRIPTION, body).path("scope").asText())
        .isEqualTo("/products/Gold");
  }

  @Test
  void aCollectionLiesBelowItsOwnerOrTheService() {
    assertThat(RestPath.ofCollection(null, "apis")).isEqualTo("/apis");
    assertThat(RestPath.ofCollection(Address.parse("apis/a/revisions/3"), "operations"))
        .isEqualTo("/apis/a;rev=3/operations");
  }
}
