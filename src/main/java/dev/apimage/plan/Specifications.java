package dev.apimage.plan;

import dev.apimage.model.Address;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.List;
import java.util.Optional;

/** APIs whose operations come from a document. */
final class Specifications {
  private final Snapshot actual;

  Specifications(Snapshot desired, Snapshot actual, PlanOptions options, List<Problem> problems) {
    this.actual = actual;
  }

  /** True if a document is the truth of this API's operations. */
  static boolean isSpecification(Resource resource) {
    return resource.body().path("definition").asText().equals("specification");
  }

  /** What the target has of a resource. */
  Optional<Resource> actual(Resource resource) {
    return actual.at(resource.address());
  }

  /** The resource as it is compared. */
  Resource comparable(Resource resource) {
    return resource;
  }

  /** True if an API's document is imported. */
  boolean imports(Address address) {
    return false;
  }

  /** Why it is imported. */
  List<FieldChange> differences(Address address) {
    return List.of();
  }

  /** True for what only the target has and what a document speaks for. */
  boolean covers(Address address) {
    return false;
  }

  /** True for an operation that an API's document makes. */
  boolean provides(Address address) {
    return false;
  }
}
