package dev.apimage.azure;

import static dev.apimage.azure.ScriptedArm.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Code;
import dev.apimage.model.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArmWriterTest {
  private static final String POLL = SERVICE + "/tenant/operationResults/1?api-version=2024-05-01";
  private static final String OUTCOME = SERVICE + "/apis/x?asyncId=1&asyncCode=201&s=s1gnature";
  private static final String GOING_ON = "{\"properties\":{\"provisioningState\":\"InProgress\"}}";

  private final FakeTime time = new FakeTime();
  private final ObjectNode body = JsonNodeFactory.instance.objectNode().put("é", 1);
  private ScriptedArm arm;
  private ArmWriter writer;

  @BeforeEach
  void start() throws IOException {
    arm = new ScriptedArm();
    writer = arm.connect(time).writer();
  }

  @AfterEach
  void stop() {
    arm.close();
  }

  private Written put() {
    return writer.put("apis/x", Map.of("notify", "false"), body, Optional.empty());
  }

  @Test
  void sendsTheBodyOnceAndKeepsOnlyTheVersion() {
    arm.then(201, "{\"properties\":{\"primaryKey\":\"k\"}}", "ETag", "\"AAB=\"");
    assertThat(put()).isEqualTo(new Written(201, Optional.of("\"AAB=\"")));
    assertThat(arm.seen()).hasSize(1);
    assertThat(arm.seen().get(0).body()).isEqualTo("{\"é\":1}");
    assertThat(arm.seen().get(0).uri()).endsWith("?api-version=2024-05-01&notify=false");
    assertThat(arm.seen().get(0).headers()).doesNotContainKey("if-match");
  }

  @Test
  void followsALocationUntilItHasTheOutcome() {
    arm.then(202, "", "Location", arm.url() + OUTCOME)
        .then(202, "{\"status\":\"InProgress\"}", "Retry-After", "7")
        .then(202, "")
        .then(201, "{\"properties\":{}}", "ETag", "\"AAC=\"");
    assertThat(put()).isEqualTo(new Written(201, Optional.of("\"AAC=\"")));
    assertThat(arm.seen())
        .extracting(ScriptedArm.Seen::method)
        .containsExactly("PUT", "GET", "GET", "GET");
    assertThat(arm.seen().get(3).uri()).isEqualTo(OUTCOME);
    assertThat(time.sleeps()).contains(Duration.ofSeconds(5), Duration.ofSeconds(2));
  }

  @Test
  void followsAnOperationsStatus() {
    arm.then(
            201,
            GOING_ON,
            "Azure-AsyncOperation",
            arm.url() + POLL,
            "Location",
            arm.url() + OUTCOME)
        .then(200, "{\"properties\":{\"status\":\"Started\"}}")
        .then(200, "{\"status\":\"InProgress\"}")
        .then(200, "{\"properties\":{\"status\":\"Succeeded\"}}");
    assertThat(put().isNew()).isTrue();
    assertThat(arm.seen()).hasSize(4);
    assertThat(arm.seen().get(1).uri()).isEqualTo(POLL);
  }

  @Test
  void asksTheResourceItselfWhenThereIsNoLink() {
    arm.then(200, GOING_ON)
        .then(200, GOING_ON)
        .then(200, "{\"properties\":{\"provisioningState\":\"Succeeded\"}}", "ETag", "\"D\"");
    assertThat(put().etag()).contains("\"D\"");
  }

  @Test
  void doesNotPollWhatIsDone() {
    arm.then(
        201,
        "{\"properties\":{\"provisioningState\":\"Succeeded\"}}",
        "Azure-AsyncOperation",
        arm.url() + POLL);
    put();
    assertThat(arm.seen()).hasSize(1);
  }

  @Test
  void tellsAFailureThatIsSeenOnlyAtTheLocation() {
    arm.then(202, "", "Location", arm.url() + OUTCOME)
        .then(202, "")
        .then(
            400,
            "{\"error\":{\"code\":\"ValidationError\",\"message\":\"wrong fields\",\"details\":"
                + "[{\"target\":\"path\",\"message\":\"taken\"}]}}");
    ArmException failure = fails(this::put);
    assertThat(failure.toProblem().text())
        .isEqualTo("PUT apis/x: 400 ValidationError: wrong fields; path: taken");
    assertThat(failure.toString()).doesNotContain("s1gnature");
  }

  @Test
  void tellsAFailureThatIsSeenOnlyInTheOperationsStatus() {
    arm.then(201, GOING_ON, "Azure-AsyncOperation", arm.url() + POLL)
        .then(
            200,
            "{\"properties\":{\"status\":\"Failed\",\"error\":{\"code\":\"ValidationError\","
                + "\"message\":\"bad document\"}}}");
    ArmException failure = fails(this::put);
    assertThat(failure.toProblem().code()).isEqualTo(Code.REQUEST_FAILED);
    assertThat(failure.toProblem().text())
        .isEqualTo("PUT apis/x: failed ValidationError: bad document");
  }

  @Test
  void looksForTheReasonWhereTheOutcomeWouldBe() {
    arm.then(
            201,
            GOING_ON,
            "Azure-AsyncOperation",
            arm.url() + POLL,
            "Location",
            arm.url() + OUTCOME)
        .then(200, "{\"status\":\"Failed\"}")
        .then(400, "{\"error\":{\"code\":\"ValidationError\",\"message\":\"the reason\"}}");
    assertThat(fails(this::put).errorMessage()).isEqualTo("the reason");
  }

  @Test
  void sendsAgainWhatFailedOnlyBecauseOfAnotherChange() {
    String busy = "{\"error\":{\"code\":\"PessimisticConcurrencyConflict\",\"message\":\"busy\"}}";
    arm.then(202, "", "Location", arm.url() + OUTCOME)
        .then(409, busy)
        .then(202, "", "Location", arm.url() + OUTCOME)
        .then(201, "{}");
    assertThat(put().isNew()).isTrue();
    assertThat(arm.seen())
        .extracting(ScriptedArm.Seen::method)
        .containsExactly("PUT", "GET", "PUT", "GET");
  }

  @Test
  void givesUpAnOperationThatNeverEnds() {
    arm.then(202, "", "Location", arm.url() + OUTCOME);
    for (int i = 0; i < 30; i++) {
      arm.then(202, "", "Retry-After", "60");
    }
    assertThat(fails(this::put).toProblem().text())
        .isEqualTo("PUT apis/x: not ended after 20 minutes");
    assertThat(time.slept()).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
  }

  @Test
  void neverFollowsAnOperationToAnotherHost() throws IOException {
    try (ScriptedArm thief = new ScriptedArm()) {
      arm.then(202, "", "Location", thief.url() + OUTCOME)
          .then(201, GOING_ON, "Azure-AsyncOperation", thief.url() + POLL);
      for (int i = 0; i < 2; i++) {
        ProblemException failure = catchThrowableOfType(ProblemException.class, this::put);
        assertThat(failure.problems().get(0).code()).isEqualTo(Code.UNEXPECTED_ANSWER);
        assertThat(failure.getMessage()).doesNotContain("s1gnature");
      }
      assertThat(thief.seen()).isEmpty();
    }
  }

  @Test
  void deletesWhatMayBeGone() {
    arm.then(404, "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"Api not found.\"}}")
        .then(202, "", "Location", arm.url() + OUTCOME)
        .then(404, "")
        .then(204, "");
    for (int i = 0; i < 3; i++) {
      assertThat(writer.delete("apis/x", Map.of("deleteRevisions", "true"), "*").status())
          .isEqualTo(204);
    }
    assertThat(arm.seen().get(0).headers()).containsEntry("if-match", "*");
    assertThat(arm.seen().get(0).body()).isEmpty();
  }

  @Test
  void takesALinkThatIsThereForDone() {
    arm.then(
        409,
        "{\"error\":{\"code\":\"Conflict\",\"message\":\"Link already exists between specified Api and"
            + " Product.\"}}");
    assertThat(put().isNew()).isFalse();
  }

  @Test
  void doesNotTakeAMissingServiceForADeletedResource() {
    arm.then(404, "{\"error\":{\"code\":\"ServiceNotFound\",\"message\":\"none\"}}");
    assertThat(fails(() -> writer.delete("apis/x", Map.of(), "*")).toProblem().code())
        .isEqualTo(Code.NO_SERVICE);
  }

  private static ArmException fails(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(ArmException.class, call);
  }
}
