package dev.apimage.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.model.Position;
import java.util.function.UnaryOperator;

/**
 * A URL that ends in the name of the service that holds it, such as the redirect URL of a
 * credential provider: {@code
 * https://authorization-manager.consent.azure-apim.net/redirect/apim/contoso} (Microsoft Learn,
 * "Configure credential providers"). A file has it up to the name, so that it suits each target.
 *
 * @param path where it stands
 * @param before what stands right before the name
 */
record NamedAfterService(PathPattern path, String before) {
  /** Takes the name away. */
  void strip(ObjectNode body) {
    change(body, text -> text.substring(0, text.lastIndexOf(before) + before.length()));
  }

  /** Puts a name at its end. */
  void complete(ObjectNode body, String service) {
    strip(body);
    change(body, text -> text + service);
  }

  private void change(ObjectNode body, UnaryOperator<String> how) {
    for (Position position : path.in(body)) {
      String text = position.in(body).asText();
      int at = text.lastIndexOf(before);
      if (at >= 0 && text.indexOf('/', at + before.length()) < 0) {
        position.set(body, TextNode.valueOf(how.apply(text)));
      }
    }
  }
}
