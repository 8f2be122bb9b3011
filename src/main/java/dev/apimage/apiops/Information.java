package dev.apimage.apiops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Code;
import dev.apimage.model.Origin;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Spot;
import dev.apimage.text.JsonText;
import dev.apimage.text.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A resource's file, such as {@code apiInformation.json}: ARM's {@code properties} in an object.
 *
 * @param parsed the file
 * @param properties a copy, to be completed
 */
record Information(Parsed parsed, ObjectNode properties) {
  private static final Set<String> ENVELOPE = Set.of("properties", "id", "type", "name");

  /** The path of a folder's file of this kind. */
  static Optional<String> file(Folder folder) {
    return folder.ending("Information.json").stream().findFirst();
  }

  /** Reads a file; empty, and problems, if it cannot be. */
  static Optional<Information> read(SourceTree tree, String file) {
    Optional<String> text = tree.text(file);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Parsed parsed = JsonText.read(file, text.get());
    boolean isTemplate = text.get().contains("{#");
    for (Problem problem : parsed.problems()) {
      tree.add(
          Problem.error(Code.IMPORT_UNREADABLE, problem.text())
              .at(problem.spot().orElse(Spot.of(file)))
              .showing(problem.excerpt())
              .advise(isTemplate ? "Its {#tokens#} have to be replaced first." : problem.advice()));
    }
    return parsed.problems().isEmpty()
        ? Optional.of(new Information(parsed, properties(tree, parsed, file)))
        : Optional.empty();
  }

  private static ObjectNode properties(SourceTree tree, Parsed parsed, String file) {
    for (Map.Entry<String, JsonNode> entry : parsed.tree().properties()) {
      if (!ENVELOPE.contains(entry.getKey())) {
        String text = "The property " + entry.getKey() + " beside properties is not carried.";
        tree.add(
            parsed.atKey(
                Problem.warning(Code.IMPORT_NOT_CARRIED, text),
                Position.ROOT.property(entry.getKey())));
      }
    }
    if (parsed.tree().path("properties") instanceof ObjectNode properties) {
      return properties.deepCopy();
    }
    tree.add(Problem.warning(Code.IMPORT_UNREADABLE, "The file has no properties."), file);
    return JsonNodeFactory.instance.objectNode();
  }

  /** Where a resource's parts stand: in this file, its text in a file of its own. */
  Origin origin(String textFile) {
    return position -> {
      List<Object> steps = position.steps();
      boolean isText = !steps.isEmpty() && steps.get(0).equals("value") && !textFile.isEmpty();
      if (isText) {
        return Optional.of(Spot.of(textFile));
      }
      List<Object> inFile = new ArrayList<>(List.of("properties"));
      inFile.addAll(steps);
      return parsed.origin().spot(position.isRoot() ? Position.ROOT : new Position(inFile));
    };
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "Information[" + properties.size() + " properties]";
  }
}
