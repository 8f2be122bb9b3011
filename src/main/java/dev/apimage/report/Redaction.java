package dev.apimage.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.SecretPosition;
import dev.apimage.model.Position;
import dev.apimage.model.Resource;
import dev.apimage.secret.TextSecrets;
import dev.apimage.secret.Tokens;
import dev.apimage.secret.Withholding;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What may be shown of one resource. A plan's trees hold placeholders already; but a person may
 * have typed a secret into a file, and a report must not be what spreads it.
 */
final class Redaction {
  private final boolean policy;
  private final Set<Position> secrets = new HashSet<>();

  private Redaction(boolean policy) {
    this.policy = policy;
  }

  static Redaction of(Kind kind, Optional<Resource> resource) {
    Redaction redaction = new Redaction(kind.holdsPolicy());
    if (resource.isPresent() && !kind.secrets().isEmpty()) {
      ObjectNode withheld = Withholding.of(kind, resource.get().body()).body();
      for (SecretPosition secret : kind.secrets()) {
        for (Position position : secret.path().in(withheld)) {
          if (position.in(withheld).asText().equals(Tokens.WHOLE)) {
            redaction.secrets.add(position);
          }
        }
      }
    }
    return redaction;
  }

  /** A value at a position, with placeholders where secrets stand. */
  JsonNode of(Position position, JsonNode value) {
    if (secrets.contains(position)) {
      return TextNode.valueOf(Tokens.WHOLE);
    }
    if (value.isTextual()) {
      return policy && position.toString().equals("value")
          ? TextNode.valueOf(TextSecrets.in(value.asText()).withHoles())
          : value;
    }
    if (value instanceof ArrayNode list) {
      ArrayNode to = list.arrayNode();
      for (int i = 0; i < list.size(); i++) {
        to.add(of(position.item(i), list.get(i)));
      }
      return to;
    }
    if (value instanceof ObjectNode object) {
      ObjectNode to = object.objectNode();
      object
          .properties()
          .forEach(e -> to.set(e.getKey(), of(position.property(e.getKey()), e.getValue())));
      return to;
    }
    return value;
  }
}
