package dev.apimage.check;

import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.model.Spot;
import dev.apimage.secret.Withheld;
import dev.apimage.secret.Withholding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Finds secrets that stand in clear in a folder, with the rules by which extract withholds them.
 */
public final class ClearSecrets {
  private ClearSecrets() {}

  /**
   * Finds them.
   *
   * @param allowed true for a place, such as {@code apis/x/policy} and {@code 0a1b2c3d}, of which a
   *     person has said that it holds no secret
   */
  public static List<Problem> in(Snapshot folder, BiPredicate<Address, String> allowed) {
    List<Problem> problems = new ArrayList<>();
    for (Resource resource : folder.resources().values()) {
      Withheld found = Withholding.inFile(Kind.require(resource.address()), resource.body());
      Set<String> typedIn = new TreeSet<>();
      for (Withheld.Lifted lifted : found.lifted()) {
        typedIn.add(lifted.key().toString());
        if (!allowed.test(resource.address(), lifted.key().toString())) {
          problems.add(typed(resource, lifted));
        }
      }
      for (String key : new TreeSet<>(found.secrets().keySet())) {
        if (!typedIn.contains(key) && !allowed.test(resource.address(), key)) {
          problems.add(position(resource, key));
        }
      }
    }
    return problems;
  }

  private static Problem typed(Resource resource, Withheld.Lifted lifted) {
    Problem problem =
        Problem.error(
                Code.SECRET_IN_CLEAR,
                resource.address() + "#" + lifted.key() + " is a secret in clear: " + lifted.rule())
            .advise(
                "Write ${secret:"
                    + lifted.key()
                    + "} in its place and supply it by an environment, or allow it in"
                    + " apimage.yaml. Renew it if it was ever committed.");
    Optional<Spot> text = resource.origin().spot(lifted.key().position());
    return text.map(s -> problem.at(new Spot(s.file(), lifted.line(), lifted.column())))
        .orElse(problem);
  }

  private static Problem position(Resource resource, String key) {
    Problem problem =
        Problem.error(
                Code.SECRET_IN_CLEAR, resource.address() + "#" + key + " holds a secret in clear")
            .advise(
                "Write ${secret} in its place and supply it by an environment. Renew it if it was"
                    + " ever committed.");
    return resource.origin().spot(Position.parse(key)).map(problem::at).orElse(problem);
  }
}
