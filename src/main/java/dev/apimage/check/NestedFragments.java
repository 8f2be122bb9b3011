package dev.apimage.check;

import dev.apimage.kind.Kind;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.text.References;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds fragments that include another one (Microsoft Learn, "Reuse policy configurations",
 * limitations). They are warnings: that a limit is documented does not prove that it is still kept.
 */
final class NestedFragments {
  private NestedFragments() {}

  static List<Problem> in(Snapshot folder) {
    References references = new References(folder);
    List<Problem> problems = new ArrayList<>();
    for (Resource fragment : folder.in(null, Kind.POLICY_FRAGMENT.collection())) {
      references.of(fragment).stream()
          .filter(to -> Kind.require(to.target()) == Kind.POLICY_FRAGMENT)
          .map(to -> problem(fragment, to))
          .forEach(problems::add);
    }
    return problems;
  }

  private static Problem problem(Resource fragment, References.To to) {
    Problem problem =
        Problem.warning(
                Code.NESTED_FRAGMENT,
                fragment.address()
                    + " includes "
                    + to.target()
                    + ", but API Management takes no fragment within a fragment")
            .advise("Include both in the policies, or put the text of one into the other.");
    return to.spot(fragment).map(problem::at).orElse(problem);
  }
}
