package dev.apimage.check;

import dev.apimage.kind.Kind;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.model.Spot;
import dev.apimage.text.PolicyDocument;
import dev.apimage.text.PolicyToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds policies that are not well-formed. They are warnings: API Management has the last word on
 * what a policy is.
 */
final class WrongPolicies {
  private WrongPolicies() {}

  static List<Problem> in(Snapshot folder) {
    List<Problem> problems = new ArrayList<>();
    for (Resource resource : folder.resources().values()) {
      Optional<Spot> spot = resource.origin().spot(Position.ROOT.property("value"));
      if (Lifting.concerns(resource) && spot.isPresent()) {
        problems.addAll(problems(resource, spot.get()));
      }
    }
    return problems;
  }

  private static List<Problem> problems(Resource resource, Spot spot) {
    PolicyDocument policy = PolicyDocument.of(resource.body().path("value").asText());
    List<Problem> problems = new ArrayList<>(policy.problems(spot.file()));
    String root = Kind.require(resource.address()).isSingleton() ? "policies" : "fragment";
    Optional<PolicyToken> first =
        policy.tokens().stream().filter(PolicyToken::isElement).findFirst();
    if (first.isEmpty()) {
      problems.add(wrong("it is empty", root, spot));
    } else if (!first.get().name().equals(root)) {
      problems.add(wrong("it begins with <" + first.get().name() + ">", root, spot));
    }
    return problems;
  }

  private static Problem wrong(String how, String root, Spot spot) {
    return Problem.warning(Code.POLICY_SYNTAX, "This is no policy: " + how + ".")
        .at(spot)
        .advise("Its outermost element is <" + root + ">.");
  }
}
