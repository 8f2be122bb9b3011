package dev.apimage.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedPathTest {
  private static final Resource SET =
      Resource.of(
          Address.parse("apiVersionSets/pets"),
          JsonNodeFactory.instance
              .objectNode()
              .put("displayName", "Pets")
              .put("versioningScheme", "Segment"));

  private static Resource api(String name, String set, String version) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("displayName", name).put("path", "pets");
    if (!set.isEmpty()) {
      body.put("apiVersionSetId", set).put("apiVersion", version);
    }
    return Resource.of(Address.of("apis", name), body);
  }

  private static List<Code> problems(Resource... apis) {
    List<Resource> all = new java.util.ArrayList<>(List.of(apis));
    all.add(SET);
    return Planner.plan(Snapshot.of(all), Snapshot.of(List.of()), PlanOptions.defaults())
        .problems()
        .stream()
        .map(Problem::code)
        .toList();
  }

  @Test
  void twoApisCannotShareAPath() {
    assertThat(problems(api("a", "", ""), api("b", "", ""))).contains(Code.CLASH);
  }

  @Test
  void anApiCannotShareItsPathWithAVersionSet() {
    assertThat(problems(api("a", "", ""), api("b", "/apiVersionSets/pets", "v1")))
        .contains(Code.CLASH);
  }

  @Test
  void versionsOfOneSetShareTheirPath() {
    assertThat(
            problems(
                api("a", "/apiVersionSets/pets", "v1"), api("b", "/apiVersionSets/Pets", "v2")))
        .isEmpty();
  }

  @Test
  void oneVersionIsOnlyThereOnce() {
    assertThat(
            problems(
                api("a", "/apiVersionSets/pets", "v1"), api("b", "/apiVersionSets/pets", "v1")))
        .contains(Code.CLASH);
  }

  private static Plan onTarget(Resource there, Resource wanted, boolean prune) {
    PlanOptions options = PlanOptions.defaults();
    return Planner.plan(
        Snapshot.of(List.of(wanted, SET)),
        Snapshot.of(List.of(there, SET)),
        prune ? options.pruning() : options);
  }

  @Test
  void anApiThatOnlyTheTargetHasHoldsItsPathAgainstAVersionSet() {
    Resource there = api("a", "", "");
    Resource wanted = api("b", "/apiVersionSets/pets", "v1");
    assertThat(onTarget(there, wanted, false).problems())
        .extracting(Problem::code)
        .contains(Code.CLASH);
    Plan pruned = onTarget(there, wanted, true);
    assertThat(pruned.problems()).isEmpty();
    assertThat(pruned.changes().stream().map(c -> c.address().toString()))
        .containsExactly("apis/a", "apis/b");
  }
}
