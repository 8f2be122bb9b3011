package dev.apimage.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.kind.Companion;
import dev.apimage.kind.Kind;
import dev.apimage.model.Position;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.text.PolicyText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Knows a secret of the target by its place in the folder's text. A value that no rule takes for a
 * secret is one all the same where the folder has a placeholder: it is taken out of the target's
 * text before the two are compared, so that it is kept where no other is supplied and no plan shows
 * it. What cannot be aligned is not shown at all.
 */
public final class Alignment {
  private final Resource actual;
  private final ObjectNode body;
  private final Map<String, Secret> secrets;

  private Alignment(Resource actual) {
    this.actual = actual;
    this.body = actual.copyBody();
    this.secrets = new HashMap<>(actual.secrets());
  }

  /**
   * The target's resource with placeholders where the folder's has them.
   *
   * @param desired as the folder says it
   * @param actual as the target has it, without what the rules have found
   */
  public static Resource of(Resource desired, Resource actual) {
    Alignment work = new Alignment(actual);
    Set<Position> positions = new LinkedHashSet<>();
    SecretKey.in(desired.body()).forEach(key -> positions.add(key.position()));
    for (Position position : positions) {
      JsonNode there = position.in(work.body);
      if (there.isTextual()) {
        work.text(position, position.in(desired.body()).asText(), there.asText());
      }
    }
    return work.body.equals(actual.body())
        ? actual
        : actual.withBody(work.body).withSecrets(work.secrets);
  }

  private void text(Position position, String mine, String theirs) {
    Set<String> missing = new HashSet<>(Tokens.ids(mine));
    missing.removeAll(Tokens.ids(theirs));
    if (missing.isEmpty() || isHarmless(theirs)) {
      return;
    }
    if (mine.equals(Tokens.WHOLE)) {
      secrets.put(position.toString(), new Secret(Tokens.fill(theirs, id -> Tokens.WHOLE)));
      set(position, Tokens.WHOLE);
      return;
    }
    boolean policy = isPolicy(position);
    Optional<Map<String, String>> values =
        TextPattern.of(form(mine, policy), missing).match(form(theirs, policy));
    if (values.isPresent() && values.get().values().stream().noneMatch(v -> isOther(v, policy))) {
      values.get().forEach((id, value) -> secrets.put(id, new Secret(value)));
      set(position, mine);
      return;
    }
    set(position, byLines(mine, theirs, missing, policy));
  }

  /** Line by line, since somebody may have changed others; what is left over is not shown. */
  private String byLines(String mine, String theirs, Set<String> missing, boolean policy) {
    Set<String> known = new HashSet<>();
    mine.lines().map(String::strip).forEach(known::add);
    List<String> lines = List.of(theirs.split("(?<=\n)", -1));
    Map<Integer, LineMatches.Match> matches =
        new LineMatches(mine, missing, value -> isOther(value, policy)).in(lines);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      LineMatches.Match match = matches.get(i);
      if (match == null || known.contains(line.strip()) || isHarmless(line)) {
        out.append(line);
      } else {
        match.values().forEach((id, value) -> secrets.put(id, new Secret(value)));
        out.append(line.replace(line.strip(), match.template()));
      }
    }
    Set<String> left = new HashSet<>(missing);
    left.removeAll(Tokens.ids(out.toString()));
    return left.isEmpty() ? out.toString() : hidden(out.toString(), known);
  }

  private static String hidden(String theirs, Set<String> known) {
    StringBuilder out = new StringBuilder();
    for (String line : theirs.split("(?<=\n)", -1)) {
      boolean shows = known.contains(line.strip()) || line.isBlank();
      out.append(shows ? line : line.endsWith("\n") ? Tokens.WHOLE + "\n" : Tokens.WHOLE);
    }
    return out.toString();
  }

  private void set(Position position, String text) {
    position.set(body, TextNode.valueOf(text));
  }

  private boolean isPolicy(Position position) {
    return Kind.require(actual.address()).companions().stream()
        .filter(companion -> companion.position().equals(position))
        .anyMatch(Companion::isPolicy);
  }

  private static String form(String text, boolean policy) {
    return policy ? PolicyText.canonical(text) : text.replace("\r\n", "\n").stripTrailing();
  }

  private static boolean isHarmless(String text) {
    return NamedValueReference.isNothingElse(Tokens.isIn(text) ? "x" : text);
  }

  /** A reference, something computed or another structure is what it is, and no secret. */
  private static boolean isOther(String value, boolean policy) {
    return value.contains("{{")
        || Tokens.isIn(value)
        || value.startsWith("@(")
        || value.startsWith("@{")
        || (policy && value.indexOf('<') >= 0)
        || value.isBlank();
  }
}
