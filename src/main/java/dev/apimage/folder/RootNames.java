package dev.apimage.folder;

import dev.apimage.kind.Kind;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Names at the folder's root that no resource has: a repository may hold whatever it likes there,
 * but a misspelling of one of the format's names would be left out of a publish silently.
 */
final class RootNames {
  /** One letter from a name of ours, and too common in repositories to be a misspelling. */
  private static final Set<String> COMMON = Set.of("apps");

  private static final String WORKSPACES = "workspaces";

  private RootNames() {}

  /** The format's own names at a root. */
  static List<String> known() {
    List<String> names = new ArrayList<>(List.of(Marker.FILE, Environments.FOLDER));
    for (Kind kind : Kind.tops()) {
      names.add(
          kind.isSingleton()
              ? kind.collection() + "." + kind.companions().get(0).extension()
              : kind.collection());
    }
    return names;
  }

  static void check(List<String> names, Disk disk, List<Problem> problems) {
    List<String> known = known();
    for (String name : names) {
      if (name.equals(WORKSPACES)) {
        problems.add(
            Problem.error(Code.UNKNOWN_FILE, "This version does not read workspaces.")
                .at(Spot.of(name))
                .advise("Keep them in a folder of another name for now."));
      } else if (known.contains(name)) {
        wrongType(name, disk).ifPresent(problems::add);
      } else if (!COMMON.contains(name) && !NearNames.of(name, known).isEmpty()) {
        problems.add(
            Problem.error(Code.NEAR_MISS, "\"" + name + "\" is nothing that is read here.")
                .at(Spot.of(name))
                .advise(NearNames.advice(name, known)));
      }
    }
  }

  /** One of our names on a file where a folder belongs, or the other way round. */
  private static Optional<Problem> wrongType(String name, Disk disk) {
    boolean file = name.indexOf('.') > 0;
    if (file ? disk.isFile(name) : disk.isFolder(name)) {
      return Optional.empty();
    }
    String text = "\"" + name + "\" must be a " + (file ? "file" : "folder") + ".";
    return Optional.of(Problem.error(Code.UNKNOWN_FILE, text).at(Spot.of(name)));
  }
}
