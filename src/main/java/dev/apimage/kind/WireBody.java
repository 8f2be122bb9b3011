package dev.apimage.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Address;
import dev.apimage.model.Position;
import java.util.ArrayList;
import java.util.List;

/** A resource's tree as the body of a request, and ids in the two forms they have. */
public final class WireBody {
  private WireBody() {}

  /**
   * The properties to send: without apimage's own keys and links, ids absolute. Secrets are still
   * placeholders; who sends the body puts them in last.
   *
   * @param servicePath the target's ARM id without a final slash
   */
  public static ObjectNode of(Address address, ObjectNode body, String servicePath) {
    Kind kind = Kind.require(address);
    ObjectNode out = body.deepCopy();
    kind.links().forEach(link -> out.remove(link.key()));
    kind.ownKeys().keySet().forEach(out::remove);
    for (Reference reference : kind.references()) {
      if (reference.form() == Reference.Form.ID) {
        for (Position position : reference.path().in(out)) {
          String id = position.in(out).asText();
          if (id.startsWith("/") && !id.regionMatches(true, 0, "/subscriptions/", 0, 15)) {
            position.set(out, out.textNode(servicePath + id));
          }
        }
      }
    }
    String service = servicePath.substring(servicePath.lastIndexOf('/') + 1);
    kind.namedAfterService().forEach(url -> url.complete(out, service));
    if (kind.holdsPolicy()) {
      out.put("format", "rawxml");
    }
    if (kind.properties().path("properties").has("apiType") && out.has("type")) {
      // REST reference, Apis - Create Or Update: `apiType` is what is obeyed, `type` what is read.
      out.set("apiType", out.get("type"));
    }
    if (!kind.nameFallback().isEmpty() && !out.has(kind.nameFallback())) {
      out.put(kind.nameFallback(), address.name());
    }
    if (kind == Kind.API_REVISION) {
      out.put("apiRevision", address.name());
      // Left out, it may promote the revision (Azure/apiops sends it for that reason).
      out.put("isCurrent", false);
    }
    if (kind == Kind.API_RELEASE) {
      out.put("apiId", servicePath + RestPath.of(address.parent()));
    }
    return out;
  }

  /** A part of a resource, for a PATCH of just these properties. */
  public static ObjectNode part(Address address, ObjectNode part, String servicePath) {
    ObjectNode out = of(address, part, servicePath);
    List<String> added = new ArrayList<>();
    out.fieldNames()
        .forEachRemaining(
            name -> {
              if (!part.has(name)) {
                added.add(name);
              }
            });
    out.remove(added);
    return out;
  }

  /**
   * The same tree with every id of the service it was read from made relative, so that no image
   * says where it came from.
   */
  public static ObjectNode relative(Kind kind, ObjectNode body) {
    ObjectNode out = body.deepCopy();
    for (Reference reference : kind.references()) {
      if (reference.form() == Reference.Form.ID) {
        for (Position position : reference.path().in(out)) {
          JsonNode id = position.in(out);
          if (id.isTextual()) {
            String relative = RestPath.relative(id.asText());
            String spelled = RestPath.address(relative).map(RestPath::of).orElse(relative);
            position.set(out, out.textNode(spelled));
          }
        }
      }
    }
    return out;
  }
}
