package dev.apimage.folder;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.model.AddressPattern;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Spot;
import dev.apimage.text.Parsed;
import dev.apimage.text.YamlText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Reads apimage's own settings files strictly: every key is known, every value has its type. */
final class SettingsReader {
  private static final List<String> TARGET =
      List.of("subscription", "resourceGroup", "service", "endpoint", "cloud");

  private final Parsed parsed;
  private final Code code;
  private final List<Problem> problems;

  /**
   * Starts with the problems of the text itself.
   *
   * @param code what is wrong when something is not in the format
   */
  SettingsReader(String file, String text, Code code) {
    this.parsed = YamlText.read(file, text);
    this.code = code;
    this.problems = new ArrayList<>(parsed.problems());
  }

  JsonNode tree() {
    return parsed.tree();
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  Spot spot(Position position) {
    return parsed.origin().spot(position).orElseThrow();
  }

  void wrong(Code which, Position position, String text, String advice) {
    problems.add(parsed.atValue(Problem.error(which, text).advise(advice), position));
  }

  /** Complains of every key of a mapping that is not known. */
  void only(Position position, Collection<String> known) {
    for (Map.Entry<String, JsonNode> entry : position.in(parsed.tree()).properties()) {
      if (!known.contains(entry.getKey())) {
        Problem problem =
            Problem.error(code, "\"" + entry.getKey() + "\" is no key that has a meaning here.")
                .advise(NearNames.advice(entry.getKey(), known));
        problems.add(parsed.atKey(problem, position.property(entry.getKey())));
      }
    }
  }

  /** Each entry of a mapping; nothing if it is absent, a problem if it is none. */
  void mapping(Position position, BiConsumer<String, Position> each) {
    JsonNode node = position.in(parsed.tree());
    if (node.isObject()) {
      node.fieldNames().forEachRemaining(n -> each.accept(n, position.property(n)));
    } else if (position.isIn(parsed.tree())) {
      wrong(code, position, "\"" + position + "\" must hold keys and values.", "");
    }
  }

  /** Each text of a list, turned into something by a function that throws with a plain reason. */
  <T> List<T> list(Position position, Function<String, T> read) {
    List<T> items = new ArrayList<>();
    JsonNode node = position.in(parsed.tree());
    if (!node.isArray() && position.isIn(parsed.tree())) {
      wrong(code, position, "\"" + position + "\" must be a list.", "");
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      Position item = position.item(i);
      text(item).flatMap(t -> address(item, t, read)).ifPresent(items::add);
    }
    return List.copyOf(items);
  }

  /** An address, pattern or position; a problem if the text is none. */
  <T> Optional<T> address(Position position, String text, Function<String, T> read) {
    try {
      return Optional.of(read.apply(text));
    } catch (IllegalArgumentException e) {
      String reason = "\"" + text + "\" is no address or pattern: " + e.getMessage() + ".";
      wrong(Code.BAD_ADDRESS, position, reason, "Write it like apis/orders/policy or backends/*.");
      return Optional.empty();
    }
  }

  List<AddressPattern> patterns(String key) {
    return list(Position.ROOT.property(key), AddressPattern::parse);
  }

  /** A text; a problem if the value is something else. */
  Optional<String> text(Position position) {
    JsonNode node = position.in(parsed.tree());
    if (node.isTextual() && !node.asText().isBlank()) {
      return Optional.of(node.asText());
    }
    if (!node.isMissingNode()) {
      String advice = node.isValueNode() && !node.isNull() ? "Write it in quotes." : "";
      wrong(code, position, "\"" + position + "\" must be a text.", advice);
    }
    return Optional.empty();
  }

  TargetSpec target() {
    Position target = Position.ROOT.property("target");
    mapping(target, (key, position) -> {});
    only(target, TARGET);
    return new TargetSpec(
        text(target.property("subscription")),
        text(target.property("resourceGroup")),
        text(target.property("service")),
        text(target.property("endpoint")),
        text(target.property("cloud")));
  }
}
