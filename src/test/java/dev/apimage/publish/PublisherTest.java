package dev.apimage.publish;

import static dev.apimage.Made.resource;
import static dev.apimage.Made.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.Rig;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import dev.apimage.plan.RevisionSwitch;
import dev.apimage.plan.TargetFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private static Resource version(String api) {
    return resource(
        "apis/" + api,
        "displayName: pets\npath: pets\napiVersion: v1\napiVersionSetId: /apiVersionSets/pets");
  }

  private static final Resource SET =
      resource(
          "apiVersionSets/pets",
          "displayName: Pets\nversioningScheme: Header\nversionHeaderName: v\ndescription: all");

  @Test
  void aVersionSetOutlivesTheLastOfItsApisWhereTheFolderKeepsIt() {
    try (Rig rig = Rig.empty("s")) {
      publish(rig, DEFAULTS, snapshot(SET, version("a")));

      publish(rig, DEFAULTS.pruning(), snapshot(SET));

      isAsDesired(rig, snapshot(SET));
    }
  }

  @Test
  void aVersionSetStaysWhileItsOnlyApiGetsAnotherName() {
    try (Rig rig = Rig.empty("s")) {
      publish(rig, DEFAULTS, snapshot(SET, version("a")));

      Snapshot desired = snapshot(SET, version("b"));
      publish(rig, DEFAULTS.pruning(), desired);

      isAsDesired(rig, desired);
    }
  }

  @Test
  void aVersionSetGoesWithItsApisWhereTheFolderHasNeither() {
    try (Rig rig = Rig.empty("s")) {
      publish(rig, DEFAULTS, snapshot(SET, version("a"), api("b", "b")));

      Snapshot desired = snapshot(api("b", "b"));
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
      rig.connect("s").writer().delete("tags/t", Map.of(), "*");

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
  void aNewCurrentRevisionHasWhatTheServiceDoesNotCopyIntoIt() {
    try (Rig rig = Rig.empty("s")) {
      Resource tag = resource("tags/t", "displayName: t");
      Resource logger =
          resource(
              "loggers/l",
              "loggerType: applicationInsights\ncredentials: {instrumentationKey: '{{c}}'}");
      Resource value = resource("namedValues/c", "displayName: c\nvalue: one");
      String operation = "displayName: o\nmethod: GET\nurlTemplate: /o\ntags: [t]";
      String diagnostic = "loggerId: /loggers/l\nalwaysLog: allErrors";
      publish(
          rig,
          DEFAULTS,
          snapshot(
              tag,
              value,
              logger,
              api("a", "a"),
              resource("apis/a/operations/o", operation),
              resource("apis/a/diagnostics/applicationinsights", diagnostic)));

      Snapshot desired =
          snapshot(
              tag,
              value,
              logger,
              resource("apis/a", "displayName: a\npath: a\napiRevision: '2'"),
              resource("apis/a/operations/o", operation),
              resource("apis/a/diagnostics/applicationinsights", diagnostic),
              resource("apis/a/revisions/1", "apiRevisionDescription: the first"),
              resource("apis/a/revisions/1/operations/o", operation),
              resource("apis/a/revisions/1/diagnostics/applicationinsights", diagnostic));
      publish(rig, DEFAULTS, desired);

      isAsDesired(rig, desired);
    }
  }

  @Test
  void theReleaseThatASwitchCutShortHasLeftIsTakenAway() {
    try (Rig rig = Rig.empty("s")) {
      Snapshot desired = snapshot(api("a", "a"));
      Resource left = resource("apis/a/releases/" + RevisionSwitch.RELEASE, "notes: left");
      publish(rig, DEFAULTS, snapshot(api("a", "a"), left));

      publish(rig, DEFAULTS, desired);

      isAsDesired(rig, desired);
      assertThat(rig.read("s").snapshot().has(left.address())).isFalse();
    }
  }

  @Test
  void aRefusalThatQuotesASecretIsToldByItsCodeAlone() throws IOException {
    EmulatorOptions options =
        EmulatorOptions.defaults()
            .withServices("s")
            .withEmpty(true)
            .withFaults("rate=1,kinds=400,methods=PUT,paths=backends/*,echo=body");
    try (Rig rig = Rig.of(Emulator.start(options))) {
      Resource backend =
          resource(
              "backends/b",
              "url: https://b.invalid\nprotocol: http\n"
                  + "credentials: {header: {x-key: ['${secret}']}}",
              Map.of("credentials.header.x-key[0]", "hunter2 \"quoted\" <&> hunter2"));
      Outcome outcome = rig.publish(snapshot(backend), "s", DEFAULTS);
      assertThat(outcome.failed()).hasSize(1);
      String told = outcome.failed().get(0).why().toString();
      assertThat(told).contains("backends/b", "400 ValidationError").doesNotContain("hunter2");
    }
  }

  @Test
  void operationsThatAnImportRemovesCountAsDeletes() {
    try (Rig rig = Rig.empty("s")) {
      List<Resource> before = new ArrayList<>(List.of(api("a", "a")));
      for (int i = 0; i < 3; i++) {
        before.add(
            resource(
                "apis/a/operations/o" + i, "displayName: o\nmethod: GET\nurlTemplate: /o" + i));
      }
      publish(rig, DEFAULTS, Snapshot.of(before));
      ObjectNode body = api("a", "a").copyBody();
      body.put("definition", "specification").put("format", "openapi");
      body.put(
          "value",
          """
          openapi: 3.0.1
          info: {title: a, version: '1'}
          paths:
            /o0:
              get:
                operationId: o0
                responses: {'200': {description: OK}}
          """);
      Snapshot desired = snapshot(Resource.of(Address.parse("apis/a"), body));
      PlanOptions one =
          new PlanOptions(
              true, 1, a -> true, (a, k) -> false, PlanOptions.MissingOwner.DROP, TargetFacts.NONE);

      assertThat(rig.plan(desired, "s", one).problems())
          .extracting(Problem::code)
          .contains(Code.TOO_MANY_DELETES);
      assertThat(rig.plan(desired, "s", DEFAULTS.pruning()).problems()).isEmpty();
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
