package dev.apimage.keys;

import dev.apimage.azure.ArmException;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * A subscription whose keys were not renewed or delivered.
 *
 * @param subscription its name
 * @param why at least one reason
 */
public record Failure(String subscription, List<Problem> why) {
  public Failure {
    why = List.copyOf(why);
  }

  /** What an exception says; one that is not ours may hold anything, so only its class is told. */
  static Failure of(String subscription, RuntimeException e) {
    if (!(e instanceof ProblemException known)) {
      return new Failure(
          subscription,
          List.of(
              Problem.error(
                  Code.BUG,
                  "subscriptions/" + subscription + ": " + e.getClass().getSimpleName())));
    }
    List<Problem> why = new ArrayList<>();
    for (Problem problem : known.problems()) {
      String name = "subscriptions/" + subscription;
      String text = problem.text().contains(name) ? problem.text() : name + ": " + problem.text();
      Code code = problem.code() == Code.REQUEST_FAILED ? Code.KEYS_FAILED : problem.code();
      why.add(new Problem(code, problem.severity(), text, problem.spot(), problem.advice(), ""));
    }
    return new Failure(subscription, why);
  }

  static boolean isGone(RuntimeException e) {
    return e instanceof ArmException arm
        && arm.status() == 404
        && arm.toProblem().code() != Code.NO_SERVICE;
  }

  /** The next subscription would end as this one did. */
  boolean isHopeless() {
    return why.stream()
        .anyMatch(
            problem ->
                switch (problem.code()) {
                  case NO_SIGN_IN, FORBIDDEN, NO_SERVICE, UNREACHABLE, INTERRUPTED -> true;
                  default -> false;
                });
  }
}
