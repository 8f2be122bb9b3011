package dev.apimage.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Rig;
import dev.apimage.azure.SubscriptionKeys;
import dev.apimage.emulator.LoggedRequest;
import dev.apimage.keys.Subscription;
import dev.apimage.model.Secret;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.PlanOptions;
import dev.apimage.samples.Samples;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a publish makes of subscriptions: keys that nobody knew before, and only once. */
class FreshKeysTest {
  private static Map<String, SubscriptionKeys.Pair> keys(Rig rig, String service) {
    SubscriptionKeys keys = rig.connect(service).keys();
    Map<String, SubscriptionKeys.Pair> all = new TreeMap<>();
    Subscription.all(rig.connect(service).reader())
        .forEach(s -> all.put(s.name(), keys.fetch(s.name())));
    return all;
  }

  private static List<String> values(Map<String, SubscriptionKeys.Pair> keys) {
    List<String> values = new ArrayList<>();
    keys.values()
        .forEach(
            pair -> {
              values.add(pair.primary().reveal());
              values.add(pair.secondary().reveal());
            });
    return values;
  }

  @Test
  void everySubscriptionGetsKeysOfItsOwnAndKeepsThem() {
    Snapshot sample = Rig.supplied(Samples.contoso().snapshot());
    try (Rig rig = Rig.empty("source", "target")) {
      rig.publish(sample, "source", PlanOptions.defaults());
      Snapshot image = Rig.supplied(rig.read("source").snapshot().map(r -> r.withoutSecrets()));
      int before = rig.emulator().requests().size();
      assertThat(rig.publish(image, "target", PlanOptions.defaults()).newKeys()).hasSize(6);
      assertThat(rig.emulator().requests().stream().skip(before).map(LoggedRequest::method))
          .as("no publish asks for a secret")
          .doesNotContain("POST");
      Map<String, SubscriptionKeys.Pair> there = keys(rig, "target");
      assertThat(there).hasSizeGreaterThanOrEqualTo(7);
      Set<String> all = new HashSet<>(values(there));
      assertThat(all).as("all different").hasSameSizeAs(values(there));
      assertThat(all).doesNotContainAnyElementsOf(values(keys(rig, "source")));

      assertThat(rig.publish(image, "target", PlanOptions.defaults()).done()).isEmpty();
      assertThat(keys(rig, "target")).isEqualTo(there);
      Snapshot changed =
          image.map(
              r ->
                  r.address().toString().equals("subscriptions/acme-gold")
                      ? r.withBody(r.copyBody().put("displayName", "Acme, renamed"))
                      : r);
      assertThat(rig.publish(changed, "target", PlanOptions.defaults()).done()).hasSize(1);
      assertThat(keys(rig, "target")).as("a changed subscription keeps its keys").isEqualTo(there);
    }
  }

  /** Services as Azure makes them have a master key and what came with their first products. */
  @Test
  void norDoesAPublishTouchTheKeysThatTheServiceMadeItself() {
    try (Rig rig = Rig.fresh("source", "target")) {
      rig.publish(
          Rig.supplied(Samples.contoso().snapshot()), "source", PlanOptions.defaults().pruning());
      Snapshot image = Rig.supplied(rig.read("source").snapshot().map(r -> r.withoutSecrets()));
      Map<String, SubscriptionKeys.Pair> before = keys(rig, "target");
      Set<String> made = new HashSet<>(before.keySet());
      assertThat(made).contains("master").anyMatch(name -> name.matches("[0-9a-f]{24}"));
      rig.publish(image, "target", PlanOptions.defaults());
      Map<String, SubscriptionKeys.Pair> after = keys(rig, "target");
      assertThat(after).containsAllEntriesOf(before).hasSizeGreaterThan(before.size());
      assertThat(new HashSet<>(values(after))).hasSameSizeAs(values(after));
      assertThat(values(after)).doesNotContainAnyElementsOf(values(keys(rig, "source")));
      assertThat(rig.publish(image, "target", PlanOptions.defaults()).done()).isEmpty();
      assertThat(keys(rig, "target")).isEqualTo(after);
    }
  }

  @Test
  void aKeyHasNoPrintingForm() {
    assertThat(new SubscriptionKeys.Pair(new Secret("one"), new Secret("two")).toString())
        .doesNotContain("one", "two");
  }
}
