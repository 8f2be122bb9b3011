package dev.apimage.publish;

import static dev.apimage.Made.resource;
import static dev.apimage.Made.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Rig;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was found by laying folders over each other at random, each by itself. */
class ReplacementsTest {
  private static final PlanOptions PRUNING = PlanOptions.defaults().pruning();
  private static final Resource API = resource("apis/a", "displayName: a\npath: a");
  private static final Resource TAG = resource("tags/t", "displayName: t");

  private final Rig rig = Rig.empty("s");

  @AfterEach
  void stop() {
    rig.close();
  }

  private void publish(Resource... folder) {
    Outcome outcome = rig.publish(snapshot(folder), "s", PRUNING);
    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.notTried()).isEmpty();
    Plan again = rig.plan(snapshot(folder), "s", PRUNING);
    assertThat(again.problems()).isEmpty();
    assertThat(again.changes()).isEmpty();
    assertThat(again.kept()).isEmpty();
  }

  private List<Problem> refused(Resource... folder) {
    Plan plan = rig.plan(snapshot(folder), "s", PRUNING);
    assertThat(plan.hasErrors()).isTrue();
    return plan.problems();
  }

  private static Resource operation(String name, String template) {
    return resource(
        "apis/a/operations/" + name, "displayName: o\nmethod: GET\nurlTemplate: " + template);
  }

  private static Resource policy(String address, String statement) {
    return resource(
        address, "value: \"<policies><inbound><base />" + statement + "</inbound></policies>\"");
  }

  private static String header(String value) {
    return "<set-header name='x'><value>" + value + "</value></set-header>";
  }

  private static Resource value(String name, String displayName) {
    return resource("namedValues/" + name, "displayName: " + displayName + "\nvalue: one");
  }

  @Test
  void whatHasNoPropertiesIsMadeAllTheSame() {
    publish(API, resource("apis/a/releases/r", "notes: first"));
    publish(
        API,
        Resource.of(Address.parse("apis/a/releases/r"), API.body().objectNode()),
        Resource.of(Address.parse("apis/a/releases/s"), API.body().objectNode()));
  }

  @Test
  void aProductsTitleMayPassToAnother() {
    publish(resource("products/p", "displayName: Gold"));
    publish(resource("products/q", "displayName: Gold"));
  }

  @Test
  void anApiMayPassFromOneOpenProductToAnother() {
    String open = "displayName: %s\nsubscriptionRequired: false\napis: [%s]";
    publish(
        API,
        resource("products/p", open.formatted("P", "")),
        resource("products/q", open.formatted("Q", "a")));
    publish(
        API,
        resource("products/p", open.formatted("P", "a")),
        resource("products/q", open.formatted("Q", "")));
    publish(API, resource("products/r", open.formatted("R", "a")));
  }

  @Test
  void anApiIsNotInTwoOpenProducts() {
    String open = "displayName: %s\nsubscriptionRequired: false\napis: [a]";
    assertThat(
            refused(
                API,
                resource("products/p", open.formatted("P")),
                resource("products/q", open.formatted("Q"))))
        .extracting(Problem::code)
        .containsExactly(Code.CLASH);
  }

  @Test
  void anOperationMayGetAnotherName() {
    publish(API, operation("before", "/o"));
    publish(API, operation("after", "/o"));
  }

  @Test
  void operationsMayPassTheirTemplatesOn() {
    publish(API, operation("x", "/1"), operation("y", "/2"));
    publish(API, operation("x", "/0"), operation("y", "/1"), operation("z", "/2"));
  }

  @Test
  void operationsThatSwapTheirTemplatesAreRefused() {
    publish(API, operation("x", "/1"), operation("y", "/2"), operation("z", "/3"));
    assertThat(refused(API, operation("x", "/2"), operation("y", "/3"), operation("z", "/1")))
        .extracting(Problem::code)
        .containsOnly(Code.CLASH);
  }

  @Test
  void twoOperationsOfAFolderCannotHaveOneTemplate() {
    assertThat(refused(API, operation("x", "/1"), operation("y", "/1")))
        .extracting(Problem::text)
        .first()
        .asString()
        .contains("apis/a/operations/y", "/1", "apis/a/operations/x");
  }

  @Test
  void anApiGoesBeforeWhatItsPartsReferTo() {
    Resource backend = resource("backends/b", "url: https://b.invalid\nprotocol: http");
    Resource logger =
        resource(
            "loggers/l",
            "loggerType: applicationInsights\ncredentials: {instrumentationKey: '{{c}}'}");
    publish(
        value("c", "c"),
        backend,
        logger,
        API,
        operation("o", "/o"),
        policy("apis/a/operations/o/policy", "<set-backend-service backend-id='b' />"),
        resource("apis/a/diagnostics/applicationinsights", "loggerId: /loggers/l"));
    publish(TAG);
  }

  @Test
  void aSubscriptionMovesOnBeforeItsApiGivesUpItsPath() {
    Resource other = resource("apis/c", "displayName: c\npath: c");
    publish(API, other, resource("subscriptions/s", "displayName: s\nscope: /apis/a"));
    List<String> keys = rig.keysOf("s");

    publish(
        resource("apis/b", "displayName: b\npath: a"),
        other,
        resource("subscriptions/s", "displayName: s\nscope: /apis/c"));

    assertThat(rig.keysOf("s")).isEqualTo(keys);
  }

  @Test
  void aSubscriptionIsNotLostWithAnApiWhosePathItsNextOneTakes() {
    publish(API, resource("subscriptions/s", "displayName: s\nscope: /apis/a"));

    assertThat(
            refused(
                resource("apis/b", "displayName: b\npath: a"),
                resource("subscriptions/s", "displayName: s\nscope: /apis/b")))
        .extracting(Problem::code)
        .containsExactly(Code.CLASH);
  }

  @Test
  void aNamedValueIsNotDeletedForItsNameWhileAPolicyUsesIt() {
    Resource policy = policy("apis/a/policy", header("{{n}}"));
    publish(value("x", "n"), API, policy);

    assertThat(refused(value("y", "n"), API, policy))
        .extracting(Problem::code)
        .contains(Code.CLASH);
  }

  @Test
  void aPolicyKeepsTheNameThatPassesFromOneNamedValueToAnother() {
    Resource policy = policy("apis/a/policy", header("{{n}}"));
    publish(value("x", "n"), API, policy);
    publish(value("x", "old"), value("y", "n"), API, policy);
  }

  @Test
  void aRevisionThatIsNoLongerCurrentHasNoTags() {
    Resource tagged = resource("apis/a", "displayName: a\npath: a\ntags: [t]");
    publish(TAG, tagged);
    publish(
        TAG,
        resource("apis/a", "displayName: a\npath: a\napiRevision: '2'\ntags: [t]"),
        resource("apis/a/revisions/1", "apiRevisionDescription: first"));
    publish(TAG, resource("apis/a", "displayName: a\npath: a\napiRevision: '3'"));
  }

  @Test
  void aRevisionBeginsWithoutWhatItsSourceHas() {
    Resource servers =
        resource(
            "authorizationServers/s",
            "displayName: s\nclientRegistrationEndpoint: https://s.invalid\n"
                + "authorizationEndpoint: https://s.invalid\ngrantTypes: [implicit]\nclientId: c");
    Resource api =
        resource(
            "apis/a",
            "displayName: a\npath: a\nserviceUrl: https://a.invalid\n"
                + "authenticationSettings: {oAuth2: {authorizationServerId: s}}");
    Resource schema =
        resource(
            "apis/a/schemas/t",
            "contentType: application/vnd.oai.openapi.components+json\n"
                + "document: {components: {schemas: {t: {type: object}}}}");
    Resource operation =
        resource(
            "apis/a/operations/o",
            "displayName: o\nmethod: GET\nurlTemplate: /o\nresponses: [{statusCode: 200,"
                + " representations: [{contentType: application/json, schemaId: t, typeName: t}]}]");
    publish(servers, api, schema, operation);
    publish(
        servers,
        api,
        schema,
        operation,
        resource("apis/a/revisions/2", "apiRevisionDescription: second"));
  }

  @Test
  void aSwitchOfTheRevisionMayMoveTheApiToAnotherVersionSet() {
    Resource one = resource("apiVersionSets/one", "displayName: one\nversioningScheme: Segment");
    Resource two = resource("apiVersionSets/two", "displayName: two\nversioningScheme: Segment");
    String api = "displayName: a\npath: a\napiVersion: v1\napiVersionSetId: /apiVersionSets/";
    publish(one, two, resource("apis/a", api + "one"));
    Snapshot last =
        snapshot(
            one,
            two,
            resource("apis/a", api + "two\napiRevision: '2'"),
            resource("apis/a/revisions/1", "apiRevisionDescription: first"));
    publish(last.resources().values().toArray(Resource[]::new));
  }
}
