package dev.apimage.kind;

import static dev.apimage.Made.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.model.Address;
import org.junit.jupiter.api.Test;

class CanonicalTest {
  private static String of(Kind kind, String yaml) {
    return Canonical.of(kind, tree(yaml)).toString();
  }

  private static String comparable(String address, String yaml) {
    return Canonical.comparable(Address.parse(address), tree(yaml)).toString();
  }

  @Test
  void nothingAndEmptinessAreLeftOut() {
    assertThat(of(Kind.BACKEND, "{url: u, title: null, credentials: {header: {}, query: {a: []}}}"))
        .isEqualTo("{\"url\":\"u\"}");
  }

  @Test
  void anEmptyTextIsAValue() {
    assertThat(of(Kind.OPERATION, "description: ''")).isEqualTo("{\"description\":\"\"}");
  }

  @Test
  void emptinessInsideADocumentStays() {
    assertThat(of(Kind.API_SCHEMA, "{contentType: c, document: {components: {schemas: {}}}}"))
        .isEqualTo("{\"contentType\":\"c\",\"document\":{\"components\":{\"schemas\":{}}}}");
  }

  @Test
  void whatTheServiceOwnsIsLeftOutAndWhatAPatchCanSetStays() {
    assertThat(
            of(
                Kind.SUBSCRIPTION,
                "{scope: /apis, primaryKey: k, createdDate: d, startDate: d, stateComment: c,"
                    + " expirationDate: e}"))
        .isEqualTo("{\"scope\":\"/apis\",\"stateComment\":\"c\",\"expirationDate\":\"e\"}");
    assertThat(of(Kind.API_REVISION, "{path: p, displayName: d, serviceUrl: u}"))
        .isEqualTo("{\"serviceUrl\":\"u\",\"definition\":\"operations\"}");
  }

  @Test
  void defaultsAreLeftOutWhateverTheirCase() {
    assertThat(of(Kind.BACKEND, "{type: single, url: u}")).isEqualTo("{\"url\":\"u\"}");
    assertThat(of(Kind.API, "{path: p, type: http, apiRevision: '1', protocols: [https]}"))
        .isEqualTo("{\"path\":\"p\",\"definition\":\"operations\"}");
    assertThat(of(Kind.API, "{path: p, protocols: [https, https]}"))
        .isEqualTo("{\"path\":\"p\",\"definition\":\"operations\"}");
    assertThat(of(Kind.API, "{path: p, protocols: [wss, https]}"))
        .isEqualTo(
            "{\"path\":\"p\",\"protocols\":[\"https\",\"wss\"],\"definition\":\"operations\"}");
  }

  @Test
  void linksAreSortedWithoutRegardToCaseAndHoldEachNameOnce() {
    assertThat(of(Kind.PRODUCT, "apis: [b, A, b, C]")).isEqualTo("{\"apis\":[\"A\",\"b\",\"C\"]}");
  }

  @Test
  void keysStandInTheKindsOrderAndUnknownOnesBehindSorted() {
    assertThat(of(Kind.TAG, "{zeta: 1, displayName: d, alpha: 2}"))
        .isEqualTo("{\"displayName\":\"d\",\"alpha\":2,\"zeta\":1}");
    assertThat(of(Kind.BACKEND, "proxy: {zz: 1, password: p, url: u}"))
        .isEqualTo("{\"proxy\":{\"url\":\"u\",\"password\":\"p\",\"zz\":1}}");
  }

  @Test
  void theOrderOfOtherListsIsKept() {
    assertThat(of(Kind.OPERATION, "request: {headers: [{name: b}, {name: a}]}"))
        .isEqualTo("{\"request\":{\"headers\":[{\"name\":\"b\"},{\"name\":\"a\"}]}}");
  }

  @Test
  void idsAndNamesOfLinksCompareWithoutRegardToCase() {
    assertThat(comparable("diagnostics/d", "loggerId: /Loggers/APPI"))
        .isEqualTo(comparable("diagnostics/d", "loggerId: /loggers/appi"));
    assertThat(comparable("products/p", "apis: [B, a]"))
        .isEqualTo(comparable("products/p", "apis: [A, b]"));
    assertThat(comparable("products/p", "apis: [A, a]"))
        .isEqualTo(comparable("products/p", "apis: [a]"));
    assertThat(comparable("products/p", "displayName: X"))
        .isNotEqualTo(comparable("products/p", "displayName: x"));
  }

  @Test
  void aDisplayNameThatTheServiceFillsInIsNone() {
    assertThat(comparable("subscriptions/s-1", "{scope: /apis, displayName: S-1}"))
        .isEqualTo(comparable("subscriptions/s-1", "scope: /apis"));
  }
}
