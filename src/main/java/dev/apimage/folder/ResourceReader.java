package dev.apimage.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.kind.Companion;
import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Resource;
import dev.apimage.model.Spot;
import dev.apimage.text.JsonText;
import dev.apimage.text.Parsed;
import dev.apimage.text.YamlText;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the files of one resource into its tree. */
final class ResourceReader {
  private final Disk disk;
  private final List<Problem> problems;
  private final Map<Kind, JsonNode> schemas = new EnumMap<>(Kind.class);

  ResourceReader(Disk disk, List<Problem> problems) {
    this.disk = disk;
    this.problems = problems;
  }

  /** A policy's text is all of its tree. */
  Optional<Resource> text(Kind kind, Address address, Place place) {
    Companion companion = kind.companions().get(0);
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    return read(place.document())
        .map(
            text -> {
              companion.position().set(tree, TextNode.valueOf(value(text)));
              return resource(address, tree, place, companion);
            });
  }

  /** The YAML of a resource; its problems are kept. */
  Optional<Parsed> yaml(String file) {
    Optional<Parsed> parsed = read(file).map(text -> YamlText.read(file, text));
    parsed.ifPresent(p -> problems.addAll(p.problems()));
    return parsed.filter(p -> p.problems().stream().noneMatch(x -> x.code() == Code.SYNTAX));
  }

  /** The resource's name, from its file name or, where that is shortened, from the YAML. */
  Optional<String> name(String fileName, String file, Parsed parsed) {
    JsonNode written = parsed.tree().path("name");
    if (written.isTextual() && FileNames.isShortened(written.asText())) {
      if (FileNames.isOf(fileName, written.asText())) {
        parsed.tree().remove("name");
        return Optional.of(written.asText());
      }
      Problem problem = Problem.error(Code.BAD_NAME, "The name is another than the file's.");
      String advice = "Its file is " + FileNames.encode(written.asText()) + ".";
      problems.add(parsed.atValue(problem.advise(advice), Position.parse("name")));
      return Optional.empty();
    }
    return name(fileName, file);
  }

  /** The resource's name from its file name alone. */
  Optional<String> name(String fileName, String file) {
    Optional<String> name = FileNames.decode(fileName);
    if (name.isEmpty()) {
      String text = "No resource name is written as \"" + fileName + "\".";
      String advice = "Rename it to \"" + FileNames.encode(fileName) + "\".";
      problems.add(Problem.error(Code.BAD_NAME, text).at(Spot.of(file)).advise(advice));
    }
    return name;
  }

  /** The resource of a YAML and its documents, of which there should be one at most. */
  Resource resource(Kind kind, Address address, Place place, Parsed parsed, List<Companion> found) {
    JsonNode schema = schemas.computeIfAbsent(kind, TypeCheck::schema);
    problems.addAll(TypeCheck.of(kind, schema, parsed));
    if (found.isEmpty()) {
      return resource(address, parsed.tree(), place, null);
    }
    if (found.size() > 1) {
      String text = "There are two documents, " + names(place, found) + ".";
      problems.add(
          Problem.error(Code.NAME_CLASH, text)
              .at(Spot.of(place.companion(found.get(1))))
              .advise("Keep one of them."));
    }
    Companion companion = found.get(0);
    Place whole = place.withDocument(place.companion(companion));
    read(whole.document()).ifPresent(text -> put(text, companion, whole, parsed));
    return resource(address, parsed.tree(), whole, companion);
  }

  private static String names(Place place, List<Companion> found) {
    return place.companion(found.get(0)) + " and " + place.companion(found.get(1));
  }

  private void put(String text, Companion companion, Place place, Parsed parsed) {
    Position position = companion.position();
    ObjectNode tree = parsed.tree();
    if (position.isIn(tree)) {
      String what = "\"" + position + "\" stands in " + place.document() + " already.";
      Problem problem = Problem.error(Code.DUPLICATE_KEY, what).advise("Take it out here.");
      problems.add(parsed.atKey(problem, position));
      return;
    }
    JsonNode above = position.parent().in(tree);
    if (!above.isMissingNode() && !above.isNull() && !above.isObject()) {
      return;
    }
    if (companion.json()) {
      Parsed document = JsonText.read(place.document(), text);
      problems.addAll(document.problems());
      position.set(tree, document.tree());
    } else {
      position.set(tree, TextNode.valueOf(value(text)));
    }
    if (companion.stem().equals(Specification.STEM) && !tree.has("format")) {
      tree.put("format", Specification.format(companion.extension(), text));
    }
  }

  private Resource resource(Address address, ObjectNode tree, Place place, Companion companion) {
    Position document = companion == null ? null : companion.position();
    boolean json = companion != null && companion.json();
    return new Resource(address, tree, Map.of(), new FileOrigin(disk, place, document, json));
  }

  /** A file ends in a newline, and on Windows its lines may end in CRLF; the value does not. */
  static String value(String file) {
    String text = file.startsWith("\ufeff") ? file.substring(1) : file;
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    int end = lines.length();
    while (end > 0 && lines.charAt(end - 1) == '\n') {
      end--;
    }
    return lines.substring(0, end);
  }

  private Optional<String> read(String file) {
    try {
      return Optional.of(disk.read(file));
    } catch (ProblemException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }
}
