package dev.apimage.azure;

import dev.apimage.kind.BuiltIns;
import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Names what a person did not ask for, so that nobody believes it was backed up. */
final class LeftOut {
  private LeftOut() {}

  /**
   * What {@code --include} would take.
   *
   * @param included the words that were said
   * @param users the names of the service's users
   */
  static List<Problem> of(Set<String> included, Collection<String> users) {
    List<Problem> notes = new ArrayList<>();
    List<Kind> left = Kind.tops().stream().filter(k -> !k.isIncluded(included)).toList();
    List<Kind> settings = left.stream().filter(Kind::isFixed).toList();
    for (Kind kind : left) {
      long people =
          users.stream()
              .map(name -> Address.of(kind.collection(), name))
              .filter(address -> !BuiltIns.has(address))
              .count();
      if (!kind.isFixed() && people > 0) {
        notes.add(
            Problem.warning(
                    Code.NOT_CARRIED,
                    people + " " + kind.collection() + " are not carried, being personal data")
                .advise("--include " + kind.option().orElseThrow() + " takes them."));
      }
    }
    if (!settings.isEmpty()) {
      notes.add(
          Problem.note(Code.NOT_CARRIED, collections(settings) + " were not looked at")
              .advise("--include " + words(settings) + " takes them."));
    }
    return notes;
  }

  /** What was asked for and the pricing tier does not have. */
  static List<Problem> lacking(Set<String> included, Set<Kind> lacking) {
    return lacking.stream()
        .filter(kind -> kind.option().filter(included::contains).isPresent())
        .map(
            kind ->
                Problem.warning(Code.TIER, "the service's pricing tier has no " + kind.collection())
                    .advise("The folder holds none of them."))
        .toList();
  }

  private static String collections(List<Kind> kinds) {
    return kinds.stream().map(Kind::collection).collect(Collectors.joining(", "));
  }

  private static String words(List<Kind> kinds) {
    return kinds.stream()
        .flatMap(kind -> kind.option().stream())
        .distinct()
        .collect(Collectors.joining(","));
  }
}
