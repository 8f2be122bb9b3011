package dev.apimage.check;

import dev.apimage.secret.TextSecrets;
import dev.apimage.text.PolicyLiteral;
import dev.apimage.text.PolicyReference;
import dev.apimage.text.PolicyText;
import java.util.Optional;

/**
 * Whether {@code {{name}}} can stand in a literal's place. The service puts a named value's
 * characters into the policy's text before it reads it (Microsoft Learn, "Use named values in Azure
 * API Management policies"), so a value that is escaped where it stands cannot move as it is.
 */
final class Liftable {
  /** REST reference, Named Value - Create Or Update: value. */
  private static final int LONGEST = 4096;

  private Liftable() {}

  /** Why not; empty if it can. */
  static Optional<String> whyNot(String policy, TextSecrets.Literal literal, String name) {
    String value = literal.value();
    int end = literal.offset() + value.length();
    Optional<PolicyLiteral> around =
        PolicyText.literals(policy).stream()
            .filter(l -> l.offset() <= literal.offset() && end <= l.end())
            .findFirst();
    if (around.isEmpty() || around.get().inComment()) {
      return Optional.of("it stands in a comment; delete the comment");
    }
    if (value.length() > LONGEST) {
      return Optional.of("a named value holds 4,096 characters at most");
    }
    if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      return Optional.of("it has several lines");
    }
    boolean string = around.get().where() == PolicyLiteral.Where.STRING;
    if (value.indexOf('&') >= 0 || (string && (value.indexOf('\\') >= 0 || value.contains("\"")))) {
      return Optional.of("it has escaped characters, which a named value would not have");
    }
    String then =
        policy.substring(0, literal.offset()) + "{{" + name + "}}" + policy.substring(end);
    boolean refers =
        PolicyText.references(then).stream()
            .anyMatch(
                r ->
                    r.type() == PolicyReference.Type.NAMED_VALUE
                        && r.offset() == literal.offset() + 2
                        && r.id().equals(name));
    return refers ? Optional.empty() : Optional.of("{{…}} means something else there");
  }
}
