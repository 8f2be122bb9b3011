package dev.apimage.check;

import dev.apimage.kind.Kind;
import dev.apimage.kind.NameRule;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.List;
import java.util.Optional;

/** Finds names that API Management does not take. */
final class WrongNames {
  private WrongNames() {}

  static List<Problem> in(Snapshot folder) {
    return folder.stream().map(WrongNames::problem).flatMap(Optional::stream).toList();
  }

  private static Optional<Problem> problem(Resource resource) {
    Kind kind = Kind.require(resource.address());
    if (kind.isSingleton()) {
      return Optional.empty();
    }
    String name = resource.address().name();
    return NameRule.of(kind)
        .wrong(name)
        .map(
            why ->
                Problem.error(Code.NAME_RULE, "The name \"" + name + "\" " + why + ".")
                    .advise("Rename the file or folder."))
        .map(problem -> resource.origin().spot(Position.ROOT).map(problem::at).orElse(problem));
  }
}
