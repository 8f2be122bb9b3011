package dev.apimage.secret;

import dev.apimage.model.Secret;
import dev.apimage.text.PolicyLiteral;
import dev.apimage.text.PolicyText;
import dev.apimage.text.StructureId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The secrets that people typed into a text. Only a literal's own characters are replaced; every
 * other byte stays. Computed values and references to named values are never taken for one.
 *
 * @param withHoles the text with a placeholder in each literal's place
 * @param literals what was found, in order; of those that a person allowed, too, which stay
 */
public record TextSecrets(String withHoles, List<Literal> literals) {
  public TextSecrets {
    literals = List.copyOf(literals);
  }

  /**
   * A secret in a text.
   *
   * @param id made from the structure around it, never from its value
   * @param value the secret itself
   * @param rule why it was taken for one, in words
   * @param offset of its first character in the text
   * @param line from 1
   * @param column from 1
   */
  public record Literal(String id, String value, String rule, int offset, int line, int column) {
    /** Names the place only. */
    @Override
    public String toString() {
      return "Literal[" + id + " " + line + ":" + column + "]";
    }
  }

  /** A hit with what its id is made of. */
  private record Found(Hit hit, String structureId) {}

  /**
   * Finds them in any text: a policy, YAML, JSON, XML, a script or prose. Meant for texts of which
   * nothing else is known, such as a file of a repository.
   */
  public static TextSecrets in(String text) {
    List<Found> found = new ArrayList<>();
    if (text.indexOf('<') >= 0) {
      found.addAll(ofPolicy(text));
    }
    String structure = StructureId.of("");
    for (Hit hit : SecretRules.hits(text, "")) {
      if (found.stream().noneMatch(f -> f.hit().overlaps(hit.start(), hit.end()))) {
        found.add(new Found(hit, structure));
      }
    }
    found.sort(Comparator.comparingInt(f -> f.hit().start()));
    return taken(text, found, new HashMap<>(), id -> false);
  }

  /** Finds them in a policy or a fragment. */
  public static TextSecrets inPolicy(String policy) {
    return inPolicy(policy, new HashMap<>(), id -> false);
  }

  /**
   * Finds them in a policy or a fragment.
   *
   * @param seen how many literals of each structure the resource has so far
   * @param allowed true for the id of a literal that stays
   */
  static TextSecrets inPolicy(String policy, Map<String, Integer> seen, Predicate<String> allowed) {
    return taken(policy, ofPolicy(policy), seen, allowed);
  }

  /**
   * Finds them in a value of a resource.
   *
   * @param name what the value is called, such as a parameter's name
   * @param structure the way to the value, of which ids are made
   * @param seen how many literals of each structure the resource has so far
   * @param allowed true for the id of a literal that stays
   */
  static TextSecrets inValue(
      String text,
      String name,
      String structure,
      Map<String, Integer> seen,
      Predicate<String> allowed) {
    List<Hit> hits = new ArrayList<>(SecretRules.hits(text, name));
    for (Hit hit : DocumentSecrets.in(text)) {
      if (hits.stream().noneMatch(other -> other.overlaps(hit.start(), hit.end()))) {
        hits.add(hit);
      }
    }
    if (hits.isEmpty()) {
      return new TextSecrets(text, List.of());
    }
    hits.sort(Comparator.comparingInt(Hit::start));
    String id = StructureId.of(structure);
    return taken(text, hits.stream().map(hit -> new Found(hit, id)).toList(), seen, allowed);
  }

  private static List<Found> ofPolicy(String policy) {
    List<Found> found = new ArrayList<>();
    List<PolicyLiteral> literals = PolicyText.literals(policy);
    Optional<PolicyLiteral> before = Optional.empty();
    for (PolicyLiteral literal : literals) {
      for (Hit hit : SecretRules.hits(literal, before)) {
        found.add(new Found(hit.plus(literal.offset()), literal.structureId()));
      }
      before = Optional.of(literal);
    }
    List<Found> together = new ArrayList<>();
    CodeStrings.find(
        literals,
        (literal, hit) ->
            together.add(new Found(hit.plus(literal.offset()), literal.structureId())));
    return merged(found, together);
  }

  /** In order; the second wherever the first found nothing. */
  private static List<Found> merged(List<Found> first, List<Found> second) {
    TreeMap<Integer, Found> byStart = new TreeMap<>();
    first.forEach(each -> byStart.put(each.hit().start(), each));
    for (Found each : second) {
      Map.Entry<Integer, Found> last = byStart.lowerEntry(each.hit().end());
      if (last == null || last.getValue().hit().end() <= each.hit().start()) {
        byStart.put(each.hit().start(), each);
      }
    }
    return List.copyOf(byStart.values());
  }

  private static TextSecrets taken(
      String text, List<Found> found, Map<String, Integer> seen, Predicate<String> allowed) {
    StringBuilder holes = new StringBuilder();
    List<Literal> literals = new ArrayList<>();
    int done = 0;
    for (Found each : found) {
      Hit hit = each.hit();
      int count = seen.merge(each.structureId(), 1, Integer::sum);
      String id = count == 1 ? each.structureId() : each.structureId() + "-" + count;
      if (!allowed.test(id)) {
        holes.append(text, done, hit.start()).append(Tokens.of(id));
        done = hit.end();
      }
      literals.add(
          new Literal(
              id,
              text.substring(hit.start(), hit.end()),
              hit.rule(),
              hit.start(),
              line(text, hit.start()),
              hit.start() - text.lastIndexOf('\n', hit.start() - 1)));
    }
    return new TextSecrets(holes.append(text, done, text.length()).toString(), literals);
  }

  private static int line(String text, int offset) {
    return 1 + (int) text.chars().limit(offset).filter(c -> c == '\n').count();
  }

  /**
   * A value as it has to be typed in a placeholder's place of a policy: in XML, and in a string of
   * a C# expression, some characters cannot stand for themselves.
   *
   * @param written a policy with placeholders
   * @param id of the placeholder
   */
  public static Secret asTyped(String written, String id, Secret value) {
    for (PolicyLiteral literal : PolicyText.literals(written)) {
      if (Tokens.ids(literal.text()).contains(id)) {
        return new Secret(typed(literal.where(), value.reveal()));
      }
    }
    return value;
  }

  /**
   * A value as it has to be typed in a placeholder's place of another text: between quotation marks
   * JSON's and YAML's rules hold.
   *
   * @param written a text with placeholders
   * @param id of the placeholder; empty for a whole position, which holds the value itself
   */
  public static Secret asTypedInValue(String written, String id, Secret value) {
    boolean quoted = !id.isEmpty() && written.contains('"' + Tokens.of(id) + '"');
    return quoted ? new Secret(typed(PolicyLiteral.Where.STRING, value.reveal())) : value;
  }

  private static String typed(PolicyLiteral.Where where, String value) {
    return switch (where) {
      case ATTRIBUTE -> value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
      case TEXT -> value.replace("&", "&amp;").replace("<", "&lt;");
      case STRING -> value.replace("\\", "\\\\").replace("\"", "\\\"");
      case COMMENT -> value;
    };
  }
}
