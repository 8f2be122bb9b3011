package dev.apimage.apiops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.text.JsonText;
import dev.apimage.text.Parsed;
import dev.apimage.text.PolicyText;
import dev.apimage.text.Trees;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The current revision's second folder, left by an extraction before or after a release. */
final class RevisionTwin {
  private final SourceTree tree;

  RevisionTwin(SourceTree tree) {
    this.tree = tree;
  }

  /** Drops the twin, naming each file in which it says something else. */
  void compare(Folder current, Folder twin) {
    Map<String, String> ours = byPlace(current);
    Map<String, String> theirs = byPlace(twin);
    for (String file : theirs.values()) {
      tree.add(
          Problem.note(
              Code.IMPORT_DROPPED,
              "The folder holds the current revision a second time; it was left out."),
          file);
    }
    TreeSet<String> places = new TreeSet<>(ours.keySet());
    places.addAll(theirs.keySet());
    for (String place : places) {
      if (!place.startsWith("releases/") && !same(ours.get(place), theirs.get(place))) {
        String file = theirs.getOrDefault(place, ours.get(place));
        tree.add(
            Problem.warning(
                    Code.IMPORT_DISAGREES,
                    "The two folders of the current revision differ in " + place + ".")
                .advise("The image has what the folder without ;rev= says."),
            file);
      }
    }
    theirs.values().forEach(tree::understood);
  }

  private static Map<String, String> byPlace(Folder folder) {
    Map<String, String> places = new TreeMap<>();
    collect(folder, "", places);
    return places;
  }

  private static void collect(Folder folder, String prefix, Map<String, String> places) {
    folder.files().forEach((name, path) -> places.put(prefix + name, path));
    folder.folders().forEach((name, sub) -> collect(sub, prefix + name + "/", places));
  }

  private boolean same(String one, String other) {
    if (one == null || other == null) {
      return false;
    }
    Optional<String> left = tree.text(one);
    Optional<String> right = tree.text(other);
    if (one.endsWith(".xml") && left.isPresent() && right.isPresent()) {
      return PolicyText.equal(left.get(), right.get());
    }
    if (one.endsWith("apiInformation.json") && left.isPresent() && right.isPresent()) {
      Parsed a = JsonText.read(one, left.get());
      Parsed b = JsonText.read(other, right.get());
      return Trees.same(withoutFlag(a), withoutFlag(b));
    }
    return Objects.equals(left, right);
  }

  private static JsonNode withoutFlag(Parsed parsed) {
    if (parsed.tree().path("properties") instanceof ObjectNode properties) {
      properties.remove("isCurrent");
    }
    return parsed.tree();
  }
}
