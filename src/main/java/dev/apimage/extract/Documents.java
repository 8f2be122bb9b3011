package dev.apimage.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import dev.apimage.text.ProjectedOperation;
import dev.apimage.text.Projection;
import dev.apimage.text.Specification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * APIs whose document is the truth in the folder stay so: an extract leaves the document alone, and
 * of the operations it writes only what a document cannot say.
 */
final class Documents {
  private static final List<String> DOCUMENT = List.of("definition", "format", "value");

  private static final String GRAPHQL = "graphql";

  private final Snapshot folder;
  private final Snapshot service;
  private final List<Problem> notes = new ArrayList<>();
  private final Map<Address, Resource> documented = new HashMap<>();

  /** For an operation of the service, the one of the folder that stands for it. */
  private final Map<Address, Address> named = new HashMap<>();

  /** Operations of the folder that only their document has. */
  private final Set<Address> waiting = new TreeSet<>();

  /**
   * Compares each document of a folder with the service.
   *
   * @param folder what the folder holds so far
   */
  Documents(Snapshot folder, Snapshot service) {
    this.folder = folder;
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
      String format = api.body().path("format").asText();
      String text = api.body().path("value").asText();
      Projection document = Specification.read(file, format, text);
      Projection made = Specification.ofOperations(operations(api.address()));
      bind(api.address(), document, made);
      differences =
          format.equals(GRAPHQL) ? schema(api.address(), text) : document.differences(made);
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

  /** A file of the folder names its operation, or else its call, as publish reads it. */
  private void bind(Address api, Projection document, Projection made) {
    for (Address file : files(api)) {
      ObjectNode body =
          folder.at(file).map(Resource::body).orElseGet(JsonNodeFactory.instance::objectNode);
      Optional<ProjectedOperation> meant =
          document.find(
              file.name(), body.path("method").asText(), body.path("urlTemplate").asText());
      Optional<ProjectedOperation> there = meant.flatMap(o -> made.find(o.name(), "", ""));
      if (there.isPresent()) {
        named.put(api.child(Kind.OPERATION.collection(), there.get().name()), file);
      } else if (meant.isPresent()) {
        waiting.add(file);
      }
    }
  }

  private Set<Address> files(Address api) {
    Set<Address> files = new TreeSet<>();
    int depth = api.segments().size();
    for (Address address : folder.resources().keySet()) {
      if (address.isWithin(api)
          && address.segments().size() >= depth + 2
          && address.segments().get(depth).equals(Kind.OPERATION.collection())) {
        files.add(new Address(address.segments().subList(0, depth + 2)));
      }
    }
    return files;
  }

  /** The service keeps the text of a GraphQL document as a schema of the API. */
  private List<String> schema(Address api, String text) {
    boolean same =
        service.in(api, Kind.API_SCHEMA.collection()).stream()
            .map(schema -> schema.body().path("document").path("value").asText())
            .anyMatch(there -> there.strip().equals(text.strip()));
    return same ? List.of() : List.of("its GraphQL schema differs");
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
      } else if (!address.isTop() && named.containsKey(address.parent())) {
        Address here = named.get(address.parent()).child(address.collection());
        kept.put(here, new Resource(here, resource.body(), resource.secrets(), resource.origin()));
      } else if (address.isTop() || !documented.containsKey(address.parent())) {
        kept.put(address, resource);
      } else if (Kind.require(address) == Kind.OPERATION) {
        linksOf(resource, kept);
      } else if (Kind.require(address) != Kind.API_SCHEMA) {
        kept.put(address, resource);
      }
    }
    for (Resource resource : folder.resources().values()) {
      Address address = resource.address();
      if (waiting.contains(address) || !address.isTop() && waiting.contains(address.parent())) {
        kept.putIfAbsent(address, resource);
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

  /** Of an operation its links, and what a person has written to tell which one it is. */
  private void linksOf(Resource operation, Map<Address, Resource> kept) {
    Address address = named.getOrDefault(operation.address(), operation.address());
    ObjectNode body =
        folder.at(address).map(Resource::copyBody).orElseGet(operation.body()::objectNode);
    Kind.OPERATION.links().forEach(link -> body.remove(link.key()));
    for (Link link : Kind.OPERATION.links()) {
      JsonNode names = operation.body().path(link.key());
      if (!names.isEmpty()) {
        body.set(link.key(), names);
      }
    }
    if (!body.isEmpty()) {
      kept.put(address, Resource.of(address, body));
    }
  }

  /** Documents that the service does not agree with. */
  List<Problem> notes() {
    return notes;
  }
}
