package dev.apimage.azure;

import static dev.apimage.azure.ScriptedArm.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Code;
import dev.apimage.model.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArmReaderTest {
  private final FakeTime time = new FakeTime();
  private ScriptedArm arm;
  private ArmReader reader;

  @BeforeEach
  void start() throws IOException {
    arm = new ScriptedArm();
    reader = arm.connect(time).reader();
  }

  @AfterEach
  void stop() {
    arm.close();
  }

  @Test
  void encodesNamesAndAddsTheApiVersion() {
    arm.then(200, "{\"properties\":{}}");
    reader.get("apis/a b;rev=2/operations/ü", Map.of("format", "rawxml"));
    assertThat(arm.seen().get(0).uri())
        .isEqualTo(
            SERVICE
                + "/apis/a%20b%3Brev%3D2/operations/%C3%BC?api-version=2024-05-01&format=rawxml");
  }

  @Test
  void sendsTheLoopbackTokenAndItsName() {
    arm.then(200, "{}");
    reader.get("", Map.of());
    assertThat(arm.seen().get(0).headers())
        .containsEntry("authorization", "Bearer loopback")
        .containsEntry("accept", "application/json")
        .hasEntrySatisfying("user-agent", agent -> assertThat(agent).startsWith("apimage/"));
  }

  @Test
  void keepsEveryDigitOfANumberAndTheVersion() {
    arm.then(200, "{\"n\":1.10,\"big\":123456789012345678901234567890}", "ETag", "\"AAA=\"");
    Answer answer = reader.get("apis/x", Map.of());
    assertThat(answer.body()).hasToString("{\"n\":1.10,\"big\":123456789012345678901234567890}");
    assertThat(answer.etag()).contains("\"AAA=\"");
    assertThat(answer.toString()).doesNotContain("1.10");
  }

  @Test
  void findsNothingWhereThereIsNoResource() {
    arm.then(404, "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"Api not found.\"}}");
    assertThat(reader.find("apis/x", Map.of())).isEmpty();
  }

  @Test
  void tellsAMissingServiceFromAMissingResource() {
    for (String error :
        List.of(
            "{\"code\":\"ServiceNotFound\",\"message\":\"Api service does not exist: apim\"}",
            "{\"code\":\"ResourceGroupNotFound\",\"message\":\"Resource group 'rg' ...\"}",
            "{\"code\":\"ResourceNotFound\",\"message\":\"The Resource"
                + " 'Microsoft.ApiManagement/service/apim' under resource group 'rg' was not"
                + " found.\"}",
            "{\"code\":\"ParentResourceNotFound\",\"message\":\"Failed to perform 'read' on"
                + " resource(s) of type 'service/apis', because the parent resource '"
                + SERVICE
                + "' could not be found.\"}")) {
      arm.then(404, "{\"error\":" + error + "}");
      assertThat(fails(() -> reader.find("apis/x", Map.of())).toProblem().code())
          .isEqualTo(Code.NO_SERVICE);
    }
  }

  @Test
  void followsPagesOfItsOwnHost() {
    arm.then(
        200,
        "{\"value\":[{\"name\":\"a\"}],\"count\":3,\"nextLink\":\""
            + (arm.url() + SERVICE)
            + "/apis?%24top=1&api-version=2024-05-01&%24skip=1\"}");
    arm.then(200, "{\"value\":[{\"name\":\"b\"}],\"nextLink\":\"" + SERVICE + "/apis?$skip=2\"}");
    arm.then(200, "{\"value\":[{\"name\":\"c\"}],\"nextLink\":\"\"}");
    assertThat(reader.list("apis", Map.of("$top", "1")).map(n -> n.path("name").asText()))
        .containsExactly("a", "b", "c");
    assertThat(arm.seen())
        .extracting(ScriptedArm.Seen::uri)
        .containsExactly(
            SERVICE + "/apis?api-version=2024-05-01&$top=1",
            SERVICE + "/apis?%24top=1&api-version=2024-05-01&%24skip=1",
            SERVICE + "/apis?$skip=2");
  }

  @Test
  void asksForAPageOnlyWhenItIsNeeded() {
    arm.then(200, "{\"value\":[{\"name\":\"a\"}],\"nextLink\":\"" + SERVICE + "/apis?$skip=1\"}");
    try (Stream<ObjectNode> all = reader.list("apis", Map.of())) {
      assertThat(all.findFirst()).isPresent();
    }
    assertThat(arm.seen()).hasSize(1);
  }

  @Test
  void neverFollowsALinkToAnotherHost() throws IOException {
    try (ScriptedArm thief = new ScriptedArm()) {
      for (String link :
          List.of(
              thief.url() + SERVICE + "/apis?$skip=1",
              arm.url().replace("http:", "https:") + SERVICE + "/apis",
              arm.url().replace("127.0.0.1", "user@127.0.0.1") + SERVICE + "/apis",
              "//" + thief.url().substring(7) + SERVICE)) {
        arm.then(200, "{\"value\":[{}],\"nextLink\":\"" + link + "\"}");
        ProblemException failure =
            catchThrowableOfType(
                ProblemException.class, () -> reader.list("apis", Map.of()).toList());
        assertThat(failure.problems().get(0).code()).isEqualTo(Code.UNEXPECTED_ANSWER);
      }
      assertThat(thief.seen()).isEmpty();
      assertThat(arm.seen()).hasSize(4);
    }
  }

  @Test
  void doesNotFollowARedirect() throws IOException {
    try (ScriptedArm thief = new ScriptedArm()) {
      arm.then(307, "", "Location", thief.url() + "/x");
      assertThat(fails(() -> reader.get("apis/x", Map.of())).status()).isEqualTo(307);
      assertThat(thief.seen()).isEmpty();
    }
  }

  @Test
  void endsPagesThatLeadInACircle() {
    arm.then(200, "{\"value\":[{}],\"nextLink\":\"" + SERVICE + "/apis?$skip=1\"}");
    arm.then(200, "{\"value\":[{}],\"nextLink\":\"" + SERVICE + "/apis?$skip=1\"}");
    assertThat(fails(() -> reader.list("apis", Map.of()).toList()).toProblem().code())
        .isEqualTo(Code.UNEXPECTED_ANSWER);
  }

  @Test
  void refusesAListThatIsNone() {
    arm.then(200, "{\"values\":[]}");
    assertThat(fails(() -> reader.list("apis", Map.of()).toList()).toProblem().code())
        .isEqualTo(Code.UNEXPECTED_ANSWER);
    arm.then(200, "{\"value\":[\"x\"]}");
    assertThat(fails(() -> reader.list("apis", Map.of()).toList()).toProblem().code())
        .isEqualTo(Code.UNEXPECTED_ANSWER);
  }

  @Test
  void refusesAPathThatLeadsElsewhere() {
    for (String path : List.of("apis/../../other", "apis//x", "./apis", "apis/x/")) {
      assertThatThrownBy(() -> reader.get(path, Map.of()))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining(path);
    }
    assertThat(arm.seen()).isEmpty();
  }

  @Test
  void namesThePermissionThatIsMissing() {
    arm.then(
        403,
        "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"The client 'me' with object id"
            + " '1' does not have authorization to perform action"
            + " 'Microsoft.ApiManagement/service/apis/read' over scope 'x' or the scope is"
            + " invalid.\"}}",
        "x-ms-correlation-request-id",
        "12-ab");
    ArmException failure = fails(() -> reader.get("apis/x", Map.of()));
    assertThat(failure.toProblem().code()).isEqualTo(Code.FORBIDDEN);
    assertThat(failure.toProblem().advice()).contains("Microsoft.ApiManagement/service/apis/read");
    assertThat(failure.correlationId()).isEqualTo("12-ab");
    assertThat(arm.seen()).hasSize(1);
  }

  @Test
  void callsA401NoSignIn() {
    arm.then(401, "{\"error\":{\"code\":\"InvalidAuthenticationToken\",\"message\":\"no\"}}");
    assertThat(fails(() -> reader.get("apis/x", Map.of())).toProblem().code())
        .isEqualTo(Code.NO_SIGN_IN);
    assertThat(arm.seen()).hasSize(1);
  }

  @Test
  void showsAnErrorAsOneCleanLineOfBoundedLength() {
    arm.then(
        400,
        "{\"error\":{\"code\":\"ValidationError\",\"message\":\"One or more\\r\\n\\u001b[31mfields"
            + "\\u202e\",\"details\":[{\"code\":\"ValidationError\",\"target\":\"path\","
            + "\"message\":\""
            + "x".repeat(5000)
            + "\"}]}}");
    ArmException failure = fails(() -> reader.get("apis/x", Map.of("format", "rawxml")));
    assertThat(failure.toProblem().text())
        .startsWith("GET apis/x: 400 ValidationError: One or more [31mfields; path: xxx")
        .hasSizeLessThan(1200);
    assertThat(failure.details()).extracting(ArmException.Detail::target).containsExactly("path");
    assertThat(failure.errorCode()).isEqualTo("ValidationError");
  }

  @Test
  void describesTheServiceAndListsASubscriptionsServices() {
    String service =
        "{\"id\":\""
            + SERVICE
            + "\",\"name\":\"apim\",\"location\":\"West Europe\",\"sku\":{\"name\":\"StandardV2\","
            + "\"capacity\":2},\"properties\":{\"new\":1}}";
    arm.then(200, service);
    ServiceInfo info = arm.connect(time).describe();
    assertThat(info).isEqualTo(new ServiceInfo(arm.target(), "West Europe", "StandardV2", 2));

    arm.then(500, "");
    arm.then(200, "{\"value\":[" + service + "]}");
    ServiceFinder finder =
        new ServiceFinder(arm.target().cloud(), ArmOptions.defaults().withTime(time));
    assertThat(finder.list("sub")).containsExactly(info);
    assertThat(arm.seen())
        .last()
        .hasToString(
            "GET /subscriptions/sub/providers/Microsoft.ApiManagement/service"
                + "?api-version=2021-08-01");
  }

  @Test
  void saysThatThereIsNoServiceToDescribe() {
    arm.then(
        404,
        "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"The Resource"
            + " 'Microsoft.ApiManagement/service/apim' under resource group 'rg' was not"
            + " found.\"}}");
    ArmConnection connection = arm.connect(time);
    assertThat(fails(connection::describe).toProblem().code()).isEqualTo(Code.NO_SERVICE);
  }

  private static ArmException fails(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(ArmException.class, call);
  }
}
