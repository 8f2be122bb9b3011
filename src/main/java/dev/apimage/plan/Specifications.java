package dev.apimage.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
import dev.apimage.secret.Tokens;
import dev.apimage.text.ProjectedOperation;
import dev.apimage.text.Projection;
import dev.apimage.text.Specification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * APIs whose operations come from a document. Whether an import is needed is decided by comparing
 * what it would make with the operations that the target has; the folder's operation files then
 * hold only what a document cannot say.
 */
final class Specifications {
  private static final Position DOCUMENT = Position.ROOT.property("specification");
  private static final String GRAPHQL_TYPE = "application/vnd.ms-azure-apim.graphql.schema";

  private final Snapshot actual;
  private final PlanOptions options;
  private final List<Problem> problems;
  private final Map<Address, Projection> documents = new HashMap<>();
  private final Map<Address, List<String>> differences = new HashMap<>();
  private final Snapshot desired;
  private int removals;

  Specifications(Snapshot desired, Snapshot actual, PlanOptions options, List<Problem> problems) {
    this.actual = actual;
    this.options = options;
    this.problems = problems;
    TreeMap<Address, Resource> all = new TreeMap<>(desired.resources());
    for (Resource resource : desired.resources().values()) {
      if (isSpecification(resource)) {
        if (resource.body().path("format").asText().equals("graphql")) {
          Resource schema = graphql(resource);
          all.put(schema.address(), schema);
          all.put(resource.address(), resource.withBody(plain(resource)));
        } else {
          document(resource);
        }
      }
    }
    this.desired = bound(all);
  }

  /** True if a document is the truth of this API's operations. */
  static boolean isSpecification(Resource resource) {
    return resource.body().path("definition").asText().equals("specification");
  }

  /** The folder with operation files named as the import names the operations. */
  Snapshot desired() {
    return desired;
  }

  /** The service has no import of a GraphQL text, but a schema that holds it. */
  private static Resource graphql(Resource api) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("contentType", GRAPHQL_TYPE);
    body.putObject("document").set("value", api.body().path("value"));
    return new Resource(
        api.address().child(Kind.API_SCHEMA.collection(), "graphql"),
        body,
        api.secrets(),
        api.origin());
  }

  private static ObjectNode plain(Resource api) {
    ObjectNode body = api.copyBody();
    body.remove(List.of("definition", "format", "value"));
    return body;
  }

  private void document(Resource api) {
    try {
      Projection document =
          Specification.read(
              api.origin()
                  .spot(Position.ROOT.property("value"))
                  .map(s -> s.file())
                  .orElse(api.address() + "/specification"),
              api.body().path("format").asText(),
              Tokens.alike(api.body().path("value").asText()));
      documents.put(api.address(), document);
      Projection service = Specification.ofOperations(operations(api.address()));
      differences.put(
          api.address(),
          actual.has(api.address()) ? document.differences(service) : List.of("new"));
      removed(api, service.without(document));
    } catch (ProblemException e) {
      problems.addAll(e.problems());
    }
  }

  private List<ObjectNode> operations(Address api) {
    List<ObjectNode> named = new ArrayList<>();
    for (Resource operation : actual.in(api, Kind.OPERATION.collection())) {
      named.add(Tokens.alike(operation.body()).put("name", operation.address().name()));
    }
    return named;
  }

  private void removed(Resource api, List<ProjectedOperation> gone) {
    removals += gone.size();
    if (!gone.isEmpty() && !options.prune()) {
      Problem problem =
          Problem.error(
                  Code.NEEDS_PRUNE,
                  "importing the document of "
                      + api.address()
                      + " would delete operations that it lacks: "
                      + String.join(
                          ", ", gone.stream().map(ProjectedOperation::name).limit(10).toList()))
              .advise("Say --prune if that is what you want, or add them to the document.");
      problems.add(
          api.origin().spot(Position.ROOT.property("value")).map(problem::at).orElse(problem));
    }
  }

  /** Renames operation files, and what lies below them, to what the import makes. */
  private Snapshot bound(Map<Address, Resource> all) {
    TreeMap<Address, Resource> bound = new TreeMap<>();
    for (Resource resource : all.values()) {
      Address address = operationName(resource.address(), all);
      if (bound.put(
              address,
              new Resource(address, resource.body(), resource.secrets(), resource.origin()))
          != null) {
        problems.add(
            at(
                resource,
                Problem.error(
                    Code.NAME_CLASH, resource.address() + " is the same operation as another")));
      }
    }
    return new Snapshot(bound);
  }

  private Address operationName(Address address, Map<Address, Resource> all) {
    int depth = operationDepth(address);
    if (depth < 0) {
      return address;
    }
    List<String> segments = new ArrayList<>(address.segments());
    Address api = new Address(segments.subList(0, depth));
    Address operation = new Address(segments.subList(0, depth + 2));
    ObjectNode body =
        Optional.ofNullable(all.get(operation))
            .map(Resource::body)
            .orElseGet(JsonNodeFactory.instance::objectNode);
    Optional<ProjectedOperation> found =
        documents
            .get(api)
            .find(
                operation.name(), body.path("method").asText(), body.path("urlTemplate").asText());
    if (found.isEmpty()) {
      if (all.containsKey(address)) {
        problems.add(
            at(
                all.get(address),
                Problem.error(
                        Code.MISSING_REFERENCE,
                        address + " belongs to an operation that the API's document lacks")
                    .advise("Name the file after an operationId of the document.")));
      }
      return address;
    }
    segments.set(depth + 1, actualName(api, found.get().name()));
    return new Address(segments);
  }

  /** The name as the target spells it, where it has the operation. */
  private String actualName(Address api, String name) {
    return actual
        .at(api.child(Kind.OPERATION.collection(), name))
        .map(r -> r.address().name())
        .orElse(name);
  }

  /** Where in an address the operation of an API with a document stands; -1 if nowhere. */
  private int operationDepth(Address address) {
    List<String> segments = address.segments();
    for (int depth = 2; depth + 1 < segments.size(); depth += 2) {
      if (segments.get(depth).equals(Kind.OPERATION.collection())
          && documents.containsKey(new Address(segments.subList(0, depth)))) {
        return depth;
      }
    }
    return -1;
  }

  private static Problem at(Resource resource, Problem problem) {
    return resource.origin().spot(Position.ROOT).map(problem::at).orElse(problem);
  }

  /** What the target has of a resource; of an operation that an import makes, at least that. */
  Optional<Resource> actual(Resource resource) {
    Optional<Resource> there = actual.at(resource.address());
    if (there.isEmpty() && isOperationOfDocument(resource.address())) {
      return Optional.of(Resource.of(resource.address(), JsonNodeFactory.instance.objectNode()));
    }
    return there;
  }

  private boolean isOperationOfDocument(Address address) {
    return Kind.require(address) == Kind.OPERATION && documents.containsKey(address.parent());
  }

  /** The resource as it is compared: of a document's operation only the links. */
  Resource comparable(Resource resource) {
    if (!isOperationOfDocument(resource.address())) {
      return resource;
    }
    ObjectNode body =
        actual(resource).map(Resource::copyBody).orElseGet(JsonNodeFactory.instance::objectNode);
    for (Link link : Kind.OPERATION.links()) {
      body.remove(link.key());
      if (resource.body().has(link.key())) {
        body.set(link.key(), resource.body().get(link.key()));
      }
    }
    return resource.withBody(body);
  }

  /** How many operations the imports take away. */
  int removals() {
    return removals;
  }

  /** True if an API's document is imported. */
  boolean imports(Address address) {
    return !differences.getOrDefault(address, List.of()).isEmpty();
  }

  /** Why it is imported. */
  List<FieldChange> differences(Address address) {
    ArrayNode lines = JsonNodeFactory.instance.arrayNode();
    differences.getOrDefault(address, List.of()).forEach(lines::add);
    return List.of(FieldChange.of(DOCUMENT, null, lines));
  }

  /** True for what only the target has and what a document speaks for. */
  boolean covers(Address address) {
    if (address.isTop() || address.isSingleton()) {
      return false;
    }
    Kind kind = Kind.require(address);
    return (kind == Kind.OPERATION || kind == Kind.API_SCHEMA)
        && documents.containsKey(address.parent());
  }

  /** True for an operation that an API's document makes. */
  boolean provides(Address address) {
    return !address.isTop()
        && isOperationOfDocument(address)
        && documents.get(address.parent()).find(address.name(), "", "").isPresent();
  }
}
