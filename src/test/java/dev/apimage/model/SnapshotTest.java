package dev.apimage.model;

import static dev.apimage.Made.resource;
import static dev.apimage.Made.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private final Snapshot snapshot =
      snapshot(
          resource("policy", "value: x"),
          resource("apis/b", "path: b"),
          resource("apis/a", "path: a"),
          resource("apis/a/policy", "value: x"),
          resource("apis/a/operations/get", "method: GET"),
          resource("apis/a/operations/get/policy", "value: x"),
          resource("apis/a/revisions/2", "{}"),
          resource("apis/a/revisions/2/operations/get", "method: GET"),
          resource("apis/ab/operations/get", "method: GET"));

  private List<String> in(Address parent, String collection) {
    return snapshot.in(parent, collection).stream().map(r -> r.address().toString()).toList();
  }

  @Test
  void isInAddressOrder() {
    assertThat(snapshot.stream().map(Resource::address)).isSorted();
  }

  @Test
  void onlyWhatLiesDirectlyInACollectionIsInIt() {
    assertThat(in(null, "apis")).containsExactly("apis/a", "apis/b");
    assertThat(in(Address.parse("apis/a"), "operations")).containsExactly("apis/a/operations/get");
    assertThat(in(Address.parse("apis/A"), "operations")).hasSize(1);
    assertThat(in(Address.parse("apis/a/revisions/2"), "operations")).hasSize(1);
    assertThat(in(null, "operations")).isEmpty();
  }

  @Test
  void aSingletonIsInNoCollection() {
    assertThat(in(null, "policy")).isEmpty();
    assertThat(in(Address.parse("apis/a"), "policy")).isEmpty();
  }

  @Test
  void twoResourcesOfOneAddressAreRefused() {
    List<Resource> twice = List.of(resource("tags/a", "{}"), resource("tags/A", "{}"));
    assertThatThrownBy(() -> Snapshot.of(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tags/A");
  }

  @Test
  void namesAreFoundInAnyCase() {
    assertThat(snapshot.has(Address.parse("APIS/A"))).isTrue();
    assertThat(snapshot.at(Address.parse("apis/zz"))).isEmpty();
  }

  @Test
  void aChangeMakesAnotherSnapshot() {
    Snapshot changed = snapshot.map(r -> r.withBody(r.copyBody().put("x", 1)));
    assertThat(changed.stream()).allMatch(r -> r.body().has("x"));
    assertThat(snapshot.stream()).noneMatch(r -> r.body().has("x"));
    assertThat(changed.size()).isEqualTo(snapshot.size());
  }

  @Test
  void nothingThatIsPrintedHoldsASecret() {
    Resource resource = resource("backends/b", "url: typed-in", java.util.Map.of("x", "hush"));
    assertThat(resource.toString() + resource.secrets() + new Secret("hush"))
        .doesNotContain("hush", "typed-in");
  }
}
