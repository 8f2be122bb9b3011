package dev.apimage.check;

import dev.apimage.kind.Kind;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.model.Spot;
import dev.apimage.secret.Allowance;
import dev.apimage.secret.Withheld;
import dev.apimage.secret.Withholding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds secrets that stand in clear in a folder, with the rules by which extract withholds them.
 */
public final class ClearSecrets {
  private ClearSecrets() {}

  /**
   * Finds them.
   *
   * @param allowance the places of which a person has said that they hold no secret
   */
  public static List<Problem> in(Snapshot folder, Allowance allowance) {
    List<Problem> problems = new ArrayList<>();
    for (Resource resource : folder.resources().values()) {
      Withheld found = Withholding.inFile(resource.address(), resource.body());
      Set<String> typedIn = new TreeSet<>();
      for (Withheld.Lifted lifted : found.lifted()) {
        typedIn.add(lifted.key().toString());
        if (!allowance.allows(resource.address(), lifted.key())) {
          problems.add(typed(resource, lifted));
        }
      }
      for (String key : new TreeSet<>(found.secrets().keySet())) {
        if (!typedIn.contains(key) && !allowance.allows(resource.address(), key)) {
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
                (lifted.inPolicy()
                        ? "Lift it into a named value with apimage check --fix, or w"
                        : "W")
                    + "rite ${secret:"
                    + lifted.key()
                    + "} in its place and supply it by an environment. A false alarm: allow it in"
                    + " apimage.yaml. Renew it if it was ever committed.");
    Optional<Spot> text = resource.origin().spot(lifted.key().position());
    return text.map(s -> problem.at(place(resource, lifted, s))).orElse(problem);
  }

  /** A document's lines are its file's; in YAML a text of several lines begins below its key. */
  private static Spot place(Resource resource, Withheld.Lifted lifted, Spot text) {
    Position position = lifted.key().position();
    boolean document =
        Kind.require(resource.address()).companions().stream()
                .anyMatch(c -> !c.json() && c.position().equals(position))
            && !text.file().endsWith(".yaml");
    if (document) {
      return new Spot(text.file(), lifted.line(), lifted.column());
    }
    boolean lines = position.in(resource.body()).asText().indexOf('\n') >= 0 && text.line() > 0;
    return lines ? new Spot(text.file(), text.line() + lifted.line(), 0) : text;
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
