package dev.apimage.apiops;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the folder that APIOps calls its artifacts folder, which people place where they like. */
final class ArtefactRoot {
  /** What APIOps calls a collection, where that is not ARM's name. */
  private static final Map<String, String> COLLECTIONS =
      Map.of(
          "named values", "namedValues",
          "version sets", "apiVersionSets",
          "policy fragments", "policyFragments");

  private static final Pattern INFORMATION =
      Pattern.compile(
          "(.*/)?(?:apis|backends|diagnostics|gateways|groups|loggers|named values|policy fragments"
              + "|products|subscriptions|tags|version sets|workspaces)/[^/]+/[A-Za-z]+Information"
              + "\\.json");

  private ArtefactRoot() {}

  /** ARM's name of a folder of APIOps. */
  static String collection(String folder) {
    return COLLECTIONS.getOrDefault(folder, folder);
  }

  /**
   * The root as a prefix of paths: empty or with a slash at its end.
   *
   * @throws ProblemException if there is none, or more than one
   */
  static String find(Iterable<String> files) {
    TreeSet<String> roots = new TreeSet<>();
    for (String file : files) {
      Matcher matcher = INFORMATION.matcher(file);
      if (matcher.matches()) {
        roots.add(matcher.group(1) == null ? "" : matcher.group(1));
      }
    }
    List<String> outer = new ArrayList<>();
    for (String root : roots) {
      if (outer.stream().noneMatch(root::startsWith)) {
        outer.add(root);
      }
    }
    if (outer.isEmpty()) {
      throw new ProblemException(
          Problem.error(
                  Code.IMPORT_NOTHING,
                  "There is no file such as apis/<name>/apiInformation.json in the folder.")
              .advise("Name the folder that APIOps extracted into."));
    }
    if (outer.size() > 1) {
      throw new ProblemException(
          outer.stream()
              .map(
                  root ->
                      Problem.error(
                              Code.IMPORT_DISAGREES, "This is one of several artifacts folders.")
                          .at(Spot.of(root))
                          .advise("Name one of them as the folder to import."))
              .toList());
    }
    return outer.get(0);
  }
}
