package dev.apimage.check;

import dev.apimage.kind.UniqueValues;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Snapshot;
import java.util.List;

/** Finds resources that want the same unique value. */
final class Twins {
  private Twins() {}

  static List<Problem> in(Snapshot folder) {
    return UniqueValues.twins(folder).stream().map(Twins::problem).toList();
  }

  private static Problem problem(UniqueValues.Twin twin) {
    String text =
        twin.resource().address()
            + " cannot have "
            + twin.held().key()
            + " \""
            + twin.held().shown()
            + "\": "
            + twin.why();
    Problem problem = Problem.error(Code.CLASH, text).advise(twin.advice());
    return twin.resource()
        .origin()
        .spot(Position.ROOT.property(twin.held().key()))
        .map(problem::at)
        .orElse(problem);
  }
}
