package dev.apimage.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.kind.Canonical;
import dev.apimage.kind.Companion;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Link;
import dev.apimage.kind.WireBody;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Origin;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Resource;
import dev.apimage.secret.Allowance;
import dev.apimage.secret.Withheld;
import dev.apimage.secret.Withholding;
import dev.apimage.text.PolicyText;
import java.util.List;

/**
 * The one place where answers of a service become resources. Secrets end here: what leaves has
 * placeholders in their place.
 */
final class Parse {
  private Parse() {}

  /**
   * What an answer says of a resource.
   *
   * @param resource in normal form
   * @param lifted the literals taken out of its texts
   * @param builtIn true for what API Management made itself
   */
  record Parsed(Resource resource, List<Withheld.Lifted> lifted, boolean builtIn) {}

  /**
   * Parses an envelope.
   *
   * @param allowance what stays in clear although it looks secret
   * @throws ProblemException {@link Code#UNEXPECTED_ANSWER} if the service uses a name that is
   *     apimage's own
   */
  static Parsed resource(Address address, JsonNode envelope, Allowance allowance) {
    Kind kind = Kind.require(address);
    ObjectNode body =
        envelope.path("properties") instanceof ObjectNode properties
            ? WireBody.relative(kind, properties)
            : JsonNodeFactory.instance.objectNode();
    boolean builtIn = kind.isBuiltIn(address, body);
    kind.ownKeys().keySet().forEach(key -> refuse(address, body, key));
    for (Link link : kind.links()) {
      if (link.listed() != Link.Listed.WITH_OWNER) {
        refuse(address, body, link.key());
      }
      body.remove(link.key());
    }
    texts(kind, body);
    Withheld withheld = Withholding.of(address, body, allowance);
    Resource resource =
        new Resource(
            address, Canonical.of(kind, withheld.body()), withheld.secrets(), Origin.SERVICE);
    return new Parsed(resource, withheld.lifted(), builtIn);
  }

  private static void refuse(Address address, ObjectNode body, String key) {
    if (body.path(key).isContainerNode()
        || body.path(key).isValueNode() && !body.path(key).isNull()) {
      throw new ProblemException(
          Problem.error(
                  Code.UNEXPECTED_ANSWER,
                  "the service sends a property \"" + key + "\" of " + address)
              .advise("That name is apimage's own; a newer version of apimage is needed."));
    }
  }

  /** Newlines differ by how a text was sent, so that files have one form of them. */
  private static void texts(Kind kind, ObjectNode body) {
    for (Companion companion : kind.companions()) {
      JsonNode text = companion.position().in(body);
      if (!companion.json() && text.isTextual()) {
        String lines =
            companion.isPolicy()
                ? PolicyText.onDisk(text.asText())
                : text.asText().replace("\r\n", "\n");
        companion.position().set(body, TextNode.valueOf(lines));
      }
    }
  }
}
