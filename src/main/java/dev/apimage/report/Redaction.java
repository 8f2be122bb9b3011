package dev.apimage.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.model.Position;
import dev.apimage.model.Resource;
import dev.apimage.secret.TextSecrets;
import dev.apimage.secret.Withholding;
import java.util.Optional;

/**
 * What may be shown of one resource. A plan's trees hold placeholders already; but a person may
 * have typed a secret into a file, and a report must not be what spreads it.
 */
final class Redaction {
  private final JsonNode real;
  private final JsonNode shown;

  private Redaction(JsonNode real, JsonNode shown) {
    this.real = real;
    this.shown = shown;
  }

  static Redaction of(Optional<Resource> resource) {
    return resource
        .map(r -> new Redaction(r.body(), Withholding.inFile(r.address(), r.body()).body()))
        .orElseGet(() -> new Redaction(MissingNode.getInstance(), MissingNode.getInstance()));
  }

  /** A value at a position, with placeholders where secrets stand. */
  JsonNode of(Position position, JsonNode value) {
    if (value.isValueNode() && value.equals(position.in(real))) {
      return position.in(shown);
    }
    if (value.isTextual()) {
      return TextNode.valueOf(TextSecrets.in(value.asText()).withHoles());
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
