package dev.apimage.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.SecretPosition;
import dev.apimage.model.Position;
import dev.apimage.model.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the secrets out of what a service or another tool's file says, before anything else sees
 * it. What a kind's row names as secret is withheld whole, unless it is a reference to a person's
 * named value; secrets typed into policy texts are replaced in place.
 */
public final class Withholding {
  private final ObjectNode body;
  private final Map<String, Secret> secrets = new HashMap<>();
  private final List<Withheld.Lifted> lifted = new ArrayList<>();

  private Withholding(ObjectNode body) {
    this.body = body;
  }

  /**
   * Withholds.
   *
   * @param kind what the tree is of
   * @param raw ARM's {@code properties}; left as it is
   */
  public static Withheld of(Kind kind, ObjectNode raw) {
    return of(kind, raw, (ObjectNode) escaped(raw));
  }

  /**
   * Looks for secrets in clear in a tree that a file holds, where placeholders stand for
   * themselves.
   *
   * @param written the tree as a folder has it; left as it is
   */
  public static Withheld inFile(Kind kind, ObjectNode written) {
    return of(kind, written, written.deepCopy());
  }

  private static Withheld of(Kind kind, ObjectNode raw, ObjectNode copy) {
    Withholding work = new Withholding(copy);
    for (SecretPosition secret : kind.secrets()) {
      if (secret.when().test(raw)) {
        work.withhold(kind, secret);
      }
    }
    if (kind.holdsPolicy()) {
      work.liftFrom(Position.ROOT.property("value"));
    }
    return new Withheld(work.body, work.secrets, work.lifted);
  }

  private static JsonNode escaped(JsonNode node) {
    if (node.isTextual()) {
      return TextNode.valueOf(Tokens.escape(node.asText()));
    }
    if (node instanceof ArrayNode list) {
      ArrayNode to = list.arrayNode();
      list.forEach(item -> to.add(escaped(item)));
      return to;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode to = object.objectNode();
      object.properties().forEach(e -> to.set(e.getKey(), escaped(e.getValue())));
      return to;
    }
    return node;
  }

  private void withhold(Kind kind, SecretPosition secret) {
    List<Position> found = SecretSpots.in(kind, secret, body);
    if (found.isEmpty() && secret.visibility() == SecretPosition.Visibility.ABSENT) {
      Position.parse(secret.path().toString()).set(body, TextNode.valueOf(Tokens.WHOLE));
    }
    for (Position position : found) {
      JsonNode value = position.in(body);
      String text = value.asText();
      // A placeholder does not excuse what stands beside it.
      if (NamedValueReference.isNothingElse(
          Tokens.isIn(text) ? Tokens.fill(text, id -> "") : text)) {
        continue;
      }
      if (!text.contains("****") && !NamedValueReference.isMadeByTheService(text)) {
        secrets.put(position.toString(), new Secret(Tokens.fill(text, id -> Tokens.WHOLE)));
      }
      position.set(body, TextNode.valueOf(Tokens.WHOLE));
    }
  }

  private void liftFrom(Position position) {
    JsonNode text = position.in(body);
    if (text.isTextual()) {
      TextSecrets found = TextSecrets.in(text.asText());
      position.set(body, TextNode.valueOf(found.withHoles()));
      found
          .literals()
          .forEach(
              literal -> {
                secrets.put(literal.id(), new Secret(literal.value()));
                lifted.add(
                    new Withheld.Lifted(
                        new SecretKey(position, literal.id()),
                        literal.rule(),
                        literal.line(),
                        literal.column()));
              });
    }
  }
}
