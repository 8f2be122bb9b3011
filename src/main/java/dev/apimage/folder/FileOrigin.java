package dev.apimage.folder;

import dev.apimage.model.Origin;
import dev.apimage.model.Position;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Spot;
import dev.apimage.text.JsonText;
import dev.apimage.text.YamlText;
import java.util.Optional;

/**
 * Finds places by reading the files once more: problems are few, while keeping the place of every
 * value of a large folder would need more memory than the folder itself.
 *
 * @param disk the folder
 * @param place the resource's files
 * @param document the position that the companion holds; null if there is none
 * @param json true if the companion is JSON
 */
record FileOrigin(Disk disk, Place place, Position document, boolean json) implements Origin {
  @Override
  public Optional<Spot> spot(Position position) {
    if (document != null && isWithin(position, document)) {
      return Optional.of(inDocument(position));
    }
    if (place.yaml().isEmpty()) {
      return Optional.of(Spot.of(place.document()));
    }
    return Optional.of(inYaml(position));
  }

  private Spot inYaml(Position position) {
    return read(place.yaml())
        .flatMap(text -> YamlText.read(place.yaml(), text).origin().spot(position))
        .orElse(Spot.of(place.yaml()));
  }

  private Spot inDocument(Position position) {
    Spot start = new Spot(place.document(), 1, 1);
    if (!json) {
      return start;
    }
    int depth = document.steps().size();
    Position inside = new Position(position.steps().subList(depth, position.steps().size()));
    return read(place.document())
        .flatMap(text -> JsonText.read(place.document(), text).origin().spot(inside))
        .orElse(start);
  }

  /** The file may have gone since; the place is then the file alone. */
  private Optional<String> read(String file) {
    try {
      return disk.find(file);
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }

  private static boolean isWithin(Position position, Position outer) {
    int depth = outer.steps().size();
    return position.steps().size() >= depth
        && position.steps().subList(0, depth).equals(outer.steps());
  }
}
