package dev.apimage.publish;

import static dev.apimage.Made.resource;
import static dev.apimage.Made.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Rig;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PublisherTest {
  private static final PlanOptions DEFAULTS = PlanOptions.defaults();

  private static Resource api(String name, String path) {
    return resource("apis/" + name, "displayName: " + name + "\npath: " + path);
  }

  private static void publish(Rig rig, PlanOptions options, Snapshot desired) {
    Outcome outcome = rig.publish(desired, "s", options);
    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.notTried()).isEmpty();
  }

  private static void isAsDesired(Rig rig, Snapshot desired) {
    Plan again = rig.plan(desired, "s", DEFAULTS);
    assertThat(again.problems()).isEmpty();
    assertThat(again.changes()).isEmpty();
    assertThat(again.kept()).isEmpty();
  }

  @Test
  @Timeout(60)
  void aDeleteThatGivesUpAPathWaitsForTheDeleteOfWhatRefersToIt() {
    try (Rig rig = Rig.empty("s")) {
      Resource product = resource("products/p", "displayName: p\napis: [old]");
      publish(rig, DEFAULTS, snapshot(api("old", "pets"), product));

      Snapshot desired = snapshot(api("new", "pets"));
      publish(rig, DEFAULTS.pruning(), desired);

      isAsDesired(rig, desired);
    }
  }

  @Test
  void aRenamedNamedValueTakesThePoliciesThatReferToItAlong() {
    try (Rig rig = Rig.empty("s")) {
      String policy =
          "value: <policies><inbound><set-header name=\"x\"><value>{{%s}}</value></set-header>"
              + "%s</inbound></policies>";
      Resource api = api("a", "a");
      publish(
          rig,
          DEFAULTS,
          snapshot(
              resource("namedValues/v", "displayName: old\nvalue: one"),
              api,
              resource("apis/a/policy", String.format(policy, "old", "")),
              api("b", "b"),
              resource("apis/b/policy", String.format(policy, "old", ""))));

      Snapshot desired =
          snapshot(
              resource("namedValues/v", "displayName: new\nvalue: one"),
              api,
              resource("apis/a/policy", String.format(policy, "new", "")),
              api("b", "b"),
              resource("apis/b/policy", String.format(policy, "new", "<base />")));
      publish(rig, DEFAULTS, desired);

      isAsDesired(rig, desired);
    }
  }

  @Test
  void whatIsGoneAlreadyNeedsNoDelete() {
    try (Rig rig = Rig.empty("s")) {
      Snapshot nothing = Snapshot.of(List.of());
      publish(rig, DEFAULTS, snapshot(resource("tags/t", "displayName: t")));
      Plan plan = rig.plan(nothing, "s", DEFAULTS.pruning());
      rig.connect("s").writer().delete("tags/t", java.util.Map.of(), "*");

      Outcome outcome = new Publisher(rig.connect("s"), 4, PublishListener.NONE).publish(plan);

      assertThat(outcome.isComplete()).isTrue();
    }
  }

  @Test
  void aProductThatSomebodySubscribedToSinceThePlanIsNotDeleted() {
    try (Rig rig = Rig.empty("s")) {
      Resource product = resource("products/p", "displayName: p");
      publish(rig, DEFAULTS, snapshot(product));
      Plan plan = rig.plan(Snapshot.of(List.of()), "s", DEFAULTS.pruning());
      Resource late = resource("subscriptions/late", "displayName: late\nscope: /products/p");
      publish(rig, DEFAULTS, snapshot(product, late));

      Outcome outcome = new Publisher(rig.connect("s"), 4, PublishListener.NONE).publish(plan);

      assertThat(outcome.failed()).hasSize(1);
      assertThat(outcome.failed().get(0).why().get(0).code()).isEqualTo(Code.MOVED);
      assertThat(rig.read("s").snapshot().has(Address.parse("products/p"))).isTrue();
      assertThat(rig.read("s").snapshot().has(Address.parse("subscriptions/late"))).isTrue();
    }
  }

  @Test
  void anApiThatPeopleAreSubscribedToIsNotDeleted() {
    try (Rig rig = Rig.empty("s")) {
      Resource sub = resource("subscriptions/mine", "displayName: mine\nscope: /apis/a");
      publish(rig, DEFAULTS, snapshot(api("a", "a"), sub));

      Plan plan = rig.plan(Snapshot.of(List.of()), "s", DEFAULTS.pruning());

      assertThat(plan.hasErrors()).isTrue();
      assertThat(plan.problems().get(0).text()).contains("apis/a", "mine");
    }
  }
}
