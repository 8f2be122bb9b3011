package dev.apimage.secret;

import dev.apimage.model.Secret;
import dev.apimage.text.PolicyLiteral;
import dev.apimage.text.PolicyText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The secrets that people typed into a policy. Only a literal's own characters are replaced; every
 * other byte stays. Computed values and references to named values are never taken for one.
 *
 * @param withHoles the text with a placeholder in each literal's place
 * @param literals what was taken out, in order
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
   * @param line from 1
   * @param column from 1
   */
  public record Literal(String id, String value, String rule, int line, int column) {
    /** Names the place only. */
    @Override
    public String toString() {
      return "Literal[" + id + " " + line + ":" + column + "]";
    }
  }

  /** Finds them. */
  public static TextSecrets in(String policy) {
    StringBuilder holes = new StringBuilder();
    List<Literal> found = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    int done = 0;
    for (PolicyLiteral literal : PolicyText.literals(policy)) {
      for (SecretRules.Hit hit : SecretRules.hits(literal)) {
        String structure = literal.structureId();
        int count = seen.merge(structure, 1, Integer::sum);
        String id = count == 1 ? structure : structure + "-" + count;
        int start = literal.offset() + hit.start();
        int end = literal.offset() + hit.end();
        holes.append(policy, done, start).append(Tokens.of(id));
        done = end;
        found.add(
            new Literal(
                id, policy.substring(start, end), hit.rule(), literal.line(), literal.column()));
      }
    }
    return new TextSecrets(holes.append(policy, done, policy.length()).toString(), found);
  }

  /**
   * A value as it has to be typed in a placeholder's place: in XML, and in a string of a C#
   * expression, some characters cannot stand for themselves.
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

  private static String typed(PolicyLiteral.Where where, String value) {
    return switch (where) {
      case ATTRIBUTE -> value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
      case TEXT -> value.replace("&", "&amp;").replace("<", "&lt;");
      case STRING -> value.replace("\\", "\\\\").replace("\"", "\\\"");
      case COMMENT -> value;
    };
  }
}
