package dev.apimage.secret;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Position;
import dev.apimage.text.PolicyLiteral;
import dev.apimage.text.PolicyText;
import dev.apimage.text.StructureId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the placeholders of a tree stand. An id is made of the place where a literal was found; a
 * person may have changed the text around it since, and the placeholder keeps its id.
 */
public final class HolePlaces {
  /** Elements that only decide whether and how often something is done. */
  private static final Set<String> FLOW =
      Set.of(
          "choose",
          "when",
          "otherwise",
          "retry",
          "wait",
          "limit-concurrency",
          "policies",
          "fragment");

  private HolePlaces() {}

  /**
   * The place of one placeholder.
   *
   * @param position of the text
   * @param structure what an id made there today begins with
   * @param carrier what holds it, in words: without conditions around it and without its statement
   * @param tags what is around it in a policy, conditions included, with all placeholders alike
   */
  public record Place(Position position, String structure, String carrier, List<String> tags) {
    public Place {
      tags = List.copyOf(tags);
    }
  }

  /** The places of all placeholders inside texts, by id and in document order. */
  public static Map<String, Place> of(Address address, ObjectNode body) {
    Kind kind = Kind.require(address);
    Map<String, Place> places = new LinkedHashMap<>();
    TreeTexts.walk(
        body,
        "",
        (position, text, name, structure) -> {
          if (kind.holdsPolicy() && position.equals(Withholding.POLICY)) {
            policy(text, position, places);
          }
          // In a text that no literal covers, or in another text than a policy.
          for (String id : Tokens.ids(text)) {
            if (!id.isEmpty()) {
              places.putIfAbsent(
                  id, new Place(position, StructureId.of(structure), structure, List.of()));
            }
          }
        });
    return places;
  }

  private static void policy(String text, Position position, Map<String, Place> places) {
    if (!Tokens.isIn(text)) {
      return;
    }
    for (PolicyLiteral literal : PolicyText.literals(text)) {
      for (String id : Tokens.ids(literal.text())) {
        List<String> tags =
            PolicyText.enclosing(text, literal.offset()).stream().map(Tokens::alike).toList();
        places.putIfAbsent(id, new Place(position, literal.structureId(), carrier(literal), tags));
      }
    }
  }

  private static String carrier(PolicyLiteral literal) {
    String path =
        literal.path().stream()
            .filter(step -> !FLOW.contains(step.element()))
            .map(PolicyLiteral.Step::toString)
            .collect(Collectors.joining("/"));
    return path + "@" + literal.attribute() + "#" + literal.where();
  }
}
