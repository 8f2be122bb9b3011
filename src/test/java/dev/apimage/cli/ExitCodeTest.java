package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.apimage.keys.Delivery;
import dev.apimage.keys.Failure;
import dev.apimage.keys.Receipt;
import dev.apimage.keys.Rotation;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Change;
import dev.apimage.plan.PlanOptions;
import dev.apimage.plan.Planner;
import dev.apimage.publish.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
  @ParameterizedTest
  @CsvSource({
    "SYNTAX, 1",
    "MISSING_SECRET, 1",
    "NO_SERVICE, 1",
    "UNREACHABLE, 1",
    "NO_SIGN_IN, 4",
    "FORBIDDEN, 4",
    "NOT_CONFIRMED, 5",
    "TOO_MANY_DELETES, 5",
    "NEEDS_PRUNE, 5",
    "EMPTY, 5",
    "STRICT, 5",
    "ROTATION, 5",
    "FOREIGN_SECRET, 5",
    "VAULT, 1",
    "SECRET_NAME_CLASH, 1",
    "USAGE, 64",
    "INTERRUPTED, 130"
  })
  void eachProblemHasItsOwn(Code code, int exit) {
    assertThat(ExitCode.of(List.of(Problem.error(code, "x")))).isEqualTo(exit);
  }

  @Test
  void warningsAloneAreNoFailure() {
    assertThat(ExitCode.of(List.of(Problem.warning(Code.UNKNOWN_PROPERTY, "x")))).isZero();
  }

  @Test
  void aWrongFolderOutweighsAGuard() {
    assertThat(
            ExitCode.of(List.of(Problem.error(Code.EMPTY, "x"), Problem.error(Code.SYNTAX, "y"))))
        .isEqualTo(ExitCode.FAILED);
  }

  private static Change change() {
    Resource tag =
        Resource.of(
            Address.parse("tags/x"), JsonNodeFactory.instance.objectNode().put("displayName", "X"));
    return Planner.plan(Snapshot.of(List.of(tag)), Snapshot.of(List.of()), PlanOptions.defaults())
        .changes()
        .get(0);
  }

  private static Outcome.Failure failed(Code code) {
    return new Outcome.Failure(change(), List.of(Problem.error(code, "x")), false);
  }

  @Test
  void somethingWrittenAndSomethingNotIsACodeOfItsOwnWhateverTheCause() {
    assertThat(
            ExitCode.of(
                new Outcome(
                    List.of(change()), List.of(failed(Code.FORBIDDEN)), List.of(), List.of())))
        .isEqualTo(ExitCode.PARTIAL);
  }

  @Test
  void nothingWrittenIsWhatTheCauseSays() {
    assertThat(
            ExitCode.of(
                new Outcome(List.of(), List.of(failed(Code.FORBIDDEN)), List.of(), List.of())))
        .isEqualTo(ExitCode.NOT_ALLOWED);
    assertThat(ExitCode.of(new Outcome(List.of(change()), List.of(), List.of(), List.of())))
        .isZero();
  }

  @Test
  void aRotationThatStoppedOnItsWayIsPartial() {
    Failure failure = new Failure("acme", List.of(Problem.error(Code.FORBIDDEN, "x")));
    Receipt receipt =
        new Receipt(
            "id",
            "s",
            "v",
            "p",
            "--all",
            "now",
            List.of(new Receipt.Entry("acme", "", Receipt.State.WAITING)));
    assertThat(ExitCode.of(new Rotation(receipt, false, true, List.of(failure))))
        .isEqualTo(ExitCode.PARTIAL);
    assertThat(ExitCode.of(new Rotation(receipt, false, false, List.of(failure))))
        .isEqualTo(ExitCode.NOT_ALLOWED);
    assertThat(ExitCode.of(new Rotation(receipt, false, false, List.of())))
        .isEqualTo(ExitCode.INTERRUPTED);
    assertThat(ExitCode.of(new Delivery("v", List.of(), List.of(failure), List.of())))
        .isEqualTo(ExitCode.NOT_ALLOWED);
  }
}
