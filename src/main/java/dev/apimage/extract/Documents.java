package dev.apimage.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Link;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.model.Spot;
import dev.apimage.text.Projection;
import dev.apimage.text.Specification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * APIs whose document is the truth in the folder stay so: an extract leaves the document alone, and
 * of the operations it writes only what a document cannot say.
 */
final class Documents {
  private static final List<String> DOCUMENT = List.of("definition", "format", "value");

  private final Snapshot service;
  private final List<Problem> notes = new ArrayList<>();
  private final Map<Address, Resource> documented = new HashMap<>();

  /**
   * Compares each document of a folder with the service.
   *
   * @param folder what the folder holds so far
   */
  Documents(Snapshot folder, Snapshot service) {
    this.service = service;
    for (Resource api : folder.resources().values()) {
      boolean isDocument = api.body().path("definition").asText().equals("specification");
      if (isDocument && service.has(api.address())) {
        documented.put(api.address(), api);
        compare(api);
      }
    }
  }

  private void compare(Resource api) {
    Position value = Position.ROOT.property("value");
    String file = api.origin().spot(value).map(Spot::file).orElse(api.address().toString());
    List<String> differences;
    try {
      Projection document =
          Specification.read(
              file, api.body().path("format").asText(), api.body().path("value").asText());
      differences = document.differences(Specification.ofOperations(operations(api.address())));
    } catch (ProblemException e) {
      notes.addAll(e.problems());
      return;
    }
    if (!differences.isEmpty()) {
      notes.add(
          Problem.warning(
                  Code.DOCUMENT_DRIFT,
                  "the operations of "
                      + api.address()
                      + " are not what its document says: "
                      + String.join("; ", differences.subList(0, Math.min(5, differences.size()))))
              .at(Spot.of(file))
              .advise("The document was left as it is: publish it, or change it by hand."));
    }
  }

  private List<ObjectNode> operations(Address api) {
    List<ObjectNode> named = new ArrayList<>();
    for (Resource operation : service.in(api, Kind.OPERATION.collection())) {
      named.add(operation.copyBody().put("name", operation.address().name()));
    }
    return named;
  }

  /** The service as this folder writes it down. */
  Snapshot applied() {
    TreeMap<Address, Resource> kept = new TreeMap<>();
    for (Resource resource : service.resources().values()) {
      Address address = resource.address();
      Resource api = documented.get(address);
      if (api != null) {
        kept.put(address, resource.withBody(withDocument(resource, api)));
      } else if (address.isTop() || !documented.containsKey(address.parent())) {
        kept.put(address, resource);
      } else if (Kind.require(address) == Kind.OPERATION) {
        linksOf(resource, kept);
      } else if (Kind.require(address) != Kind.API_SCHEMA) {
        kept.put(address, resource);
      }
    }
    return new Snapshot(kept);
  }

  private static ObjectNode withDocument(Resource resource, Resource api) {
    ObjectNode body = resource.copyBody();
    for (String key : DOCUMENT) {
      body.set(key, api.body().path(key));
    }
    return body;
  }

  private static void linksOf(Resource operation, Map<Address, Resource> kept) {
    ObjectNode body = operation.body().objectNode();
    for (Link link : Kind.OPERATION.links()) {
      JsonNode names = operation.body().path(link.key());
      if (!names.isEmpty()) {
        body.set(link.key(), names);
      }
    }
    if (!body.isEmpty()) {
      kept.put(operation.address(), operation.withBody(body));
    }
  }

  /** Documents that the service does not agree with. */
  List<Problem> notes() {
    return notes;
  }
}
