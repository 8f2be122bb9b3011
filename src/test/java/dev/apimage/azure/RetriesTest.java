package dev.apimage.azure;

import static dev.apimage.azure.ScriptedArm.breakConnection;
import static dev.apimage.azure.ScriptedArm.half;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest {
  private static final String BUSY =
      "{\"error\":{\"code\":\"PessimisticConcurrencyConflict\",\"message\":\"Operation on the API"
          + " is in progress\"}}";
  private static final ObjectNode BODY = JsonNodeFactory.instance.objectNode();

  private final FakeTime time = new FakeTime();
  private ScriptedArm arm;
  private ArmConnection connection;

  @BeforeEach
  void start() throws IOException {
    arm = new ScriptedArm();
    connection = arm.connect(time);
  }

  @AfterEach
  void stop() {
    arm.close();
  }

  private Answer read() {
    return connection.reader().get("apis/x", Map.of());
  }

  private Written write() {
    return connection.writer().put("apis/x", Map.of(), BODY, Optional.empty());
  }

  @Test
  void waitsAsManySecondsAsAzureAsks() {
    arm.then(429, "", "Retry-After", "12").then(200, "{}");
    read();
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void waitsUntilTheDateThatAzureNames() {
    arm.then(503, "", "Retry-After", "Thu, 01 Jan 2026 00:01:30 GMT").then(200, "{}");
    read();
    assertThat(time.slept()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void tellsAPersonWhyItWaitsAndKeepsTelling() {
    List<String> told = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void waiting(Duration left, String why) {
            told.add(left.toSeconds() + " s " + why);
          }

          @Override
          public void polling(String what, Duration since) {
            told.add(what);
          }
        };
    arm.then(429, "", "Retry-After", "12").then(200, "{}");
    new ArmConnection(arm.target(), ArmOptions.defaults().withTime(time).withProgress(progress))
        .reader()
        .get("apis/x", Map.of());
    assertThat(told)
        .containsExactly(
            "12 s because Azure asks for it",
            "7 s because Azure asks for it",
            "2 s because Azure asks for it");
  }

  @Test
  void givesUpAWaitThatIsTooLong() {
    arm.then(429, "{\"error\":{\"code\":\"Throttled\",\"message\":\"no\"}}", "Retry-After", "3600");
    assertThat(fails(this::read).status()).isEqualTo(429);
    assertThat(time.slept()).isZero();
  }

  @Test
  void endsWhenAzureAlwaysSaysAfterZeroSeconds() {
    for (int i = 0; i < 4000; i++) {
      arm.then(429, "", "Retry-After", "0");
    }
    assertThat(fails(this::read).status()).isEqualTo(429);
    assertThat(time.slept()).isLessThanOrEqualTo(Duration.ofMinutes(10));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void triesAgainWhatPasses(int status) {
    arm.then(status, "").then(status, "<html>").then(200, "{}").then(status, "").then(201, "");
    read();
    assertThat(write().isNew()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 410, 501})
  void triesOnlyOnceWhatIsFinal(int status) {
    arm.then(status, "").then(200, "{}");
    assertThat(fails(this::write).status()).isEqualTo(status);
    assertThat(arm.seen()).hasSize(1);
  }

  @Test
  void triesAgainWhileSomebodyElseChangesTheApi() {
    arm.then(409, BUSY)
        .then(409, "{\"error\":{\"code\":\"Conflict\",\"message\":\"is In Progress\"}}")
        .then(422, "{\"error\":{\"code\":\"ManagementApiRequestFailed\",\"message\":\"\"}}")
        .then(409, "{\"error\":{\"code\":\"ManagementApiRequestFailed\",\"message\":\"\"}}")
        .then(200, "{}");
    assertThat(write().status()).isEqualTo(200);
  }

  @Test
  void takesAnyOtherConflictForFinal() {
    arm.then(409, "{\"error\":{\"code\":\"Conflict\",\"message\":\"Already there\"}}");
    assertThat(fails(this::write).errorMessage()).isEqualTo("Already there");
    assertThat(arm.seen()).hasSize(1);
  }

  @Test
  void leavesAChangedVersionToTheCaller() {
    arm.then(412, "").then(200, "{}");
    ArmException failure =
        fails(() -> connection.writer().patch("apis/x", Map.of(), BODY, "\"AAA=\""));
    assertThat(failure.status()).isEqualTo(412);
    assertThat(arm.seen().get(0).headers()).containsEntry("if-match", "\"AAA=\"");
  }

  @Test
  void triesAgainARaceInsideApimThatNamesNoVersion() {
    arm.then(412, "").then(201, "{}");
    assertThat(write().isNew()).isTrue();
  }

  @Test
  void waitsLongerEachTimeAndGivesUp() {
    for (int i = 0; i < 20; i++) {
      arm.then(503, "");
    }
    assertThat(fails(this::read).status()).isEqualTo(503);
    assertThat(arm.seen()).hasSize(10);
    assertThat(time.slept()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(125));
  }

  @Test
  void soonTakesA500ForFinal() {
    for (int i = 0; i < 20; i++) {
      arm.then(500, "");
    }
    assertThat(fails(this::read).status()).isEqualTo(500);
    assertThat(arm.seen()).hasSize(5);
  }

  @Test
  void triesAgainAfterABrokenConnection() {
    arm.then(breakConnection()).then(breakConnection()).then(201, "{}");
    assertThat(write().isNew()).isTrue();
  }

  @Test
  void triesAgainAfterHalfABody() {
    arm.then(half("{\"a\":1}"))
        .then(200, "{\"properties\":{\"sec")
        .then(200, "{\"properties\":{\"b\":2}}");
    assertThat(read().body()).hasToString("{\"properties\":{\"b\":2}}");
  }

  @Test
  void givesUpOnWhatIsNoJsonWithoutQuotingIt() {
    for (int i = 0; i < 5; i++) {
      arm.then(200, "<html>pa55w0rd</html>");
    }
    ArmException failure = fails(this::read);
    assertThat(failure.toProblem().code()).isEqualTo(Code.UNEXPECTED_ANSWER);
    assertThat(failure).hasStackTraceContaining("GET apis/x");
    assertThat(stackTrace(failure)).doesNotContain("pa55w0rd");
  }

  @Test
  void neverQuotesARequestsBody() {
    ObjectNode body = BODY.deepCopy().put("value", "pa55w0rd");
    arm.then(400, "{\"error\":{\"code\":\"ValidationError\",\"message\":\"no\"}}");
    ArmException failure =
        fails(() -> connection.writer().put("x/y", Map.of("k", "pa55"), body, Optional.empty()));
    assertThat(stackTrace(failure)).doesNotContain("pa55");
    assertThat(arm.seen().get(0).body()).contains("pa55w0rd");
  }

  @Test
  void saysAtOnceThatNobodyListens() {
    arm.close();
    ArmException failure = fails(this::read);
    assertThat(failure.toProblem().code()).isEqualTo(Code.UNREACHABLE);
    assertThat(time.slept()).isZero();
  }

  @Test
  void stopsWhenItIsInterrupted() {
    arm.then(200, "{}");
    Thread.currentThread().interrupt();
    try {
      dev.apimage.model.ProblemException failure =
          catchThrowableOfType(dev.apimage.model.ProblemException.class, this::read);
      assertThat(failure.problems().get(0).code()).isEqualTo(Code.INTERRUPTED);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  private static String stackTrace(Throwable failure) {
    java.io.StringWriter out = new java.io.StringWriter();
    failure.printStackTrace(new java.io.PrintWriter(out));
    return out.toString();
  }

  private static ArmException fails(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(ArmException.class, call);
  }
}
