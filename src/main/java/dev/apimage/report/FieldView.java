package dev.apimage.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.model.Position;
import dev.apimage.model.Spot;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What differs at one position, without its secrets: the common ground of all formats.
 *
 * @param before what the target has; empty if nothing or not to be told
 * @param after what the folder says; empty if nothing or not to be told
 * @param secret true if one side or both are a secret
 * @param names true if the values are lists of names without an order
 * @param source where the folder says it
 */
record FieldView(
    Position position,
    Optional<JsonNode> before,
    Optional<JsonNode> after,
    boolean secret,
    boolean names,
    Optional<Spot> source) {

  /** Names that one list has and the other lacks, letter case apart. */
  static List<String> without(Optional<JsonNode> list, Optional<JsonNode> other) {
    return texts(list).stream()
        .filter(name -> texts(other).stream().noneMatch(name::equalsIgnoreCase))
        .toList();
  }

  private static List<String> texts(Optional<JsonNode> list) {
    return list.stream()
        .flatMap(l -> StreamSupport.stream(l.spliterator(), false))
        .map(JsonNode::asText)
        .toList();
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "FieldView[" + position + "]";
  }
}
