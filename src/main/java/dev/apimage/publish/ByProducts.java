package dev.apimage.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.azure.ArmReader;
import dev.apimage.azure.ArmWriter;
import dev.apimage.azure.ServiceReader;
import dev.apimage.kind.Kind;
import dev.apimage.kind.RestPath;
import dev.apimage.kind.WireBody;
import dev.apimage.model.Address;
import dev.apimage.model.Resource;
import dev.apimage.plan.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Undoes what a request of ours did besides: a new product gets a subscription of the
 * administrator, which no folder lists, and a version set goes with the last of its APIs
 * (MicrosoftDocs/azure-docs issue 81857), though a folder may list it still. What was there before
 * is never touched.
 */
final class ByProducts {
  private static final String VERSION_SET = "apiVersionSetId";

  private final ArmReader reader;
  private final ArmWriter writer;
  private final String servicePath;

  ByProducts(ArmReader reader, ArmWriter writer, String servicePath) {
    this.reader = reader;
    this.writer = writer;
    this.servicePath = servicePath;
  }

  void remove(Change created) {
    if (created.kind() != Kind.PRODUCT) {
      return;
    }
    for (String name : generated(created.address())) {
      writer.delete(Kind.SUBSCRIPTION.collection() + "/" + name, Map.of(), "*");
    }
  }

  /** The version set that may go with an API; the delete of a set of its own comes later. */
  Optional<Resource> versionSet(Change deleted) {
    if (deleted.kind() != Kind.API) {
      return Optional.empty();
    }
    return deleted
        .actual()
        .map(api -> api.body().path(VERSION_SET).asText(""))
        .filter(id -> id.startsWith("/"))
        .flatMap(id -> ServiceReader.one(reader, Address.parse(id.substring(1))))
        .map(ServiceReader.Versioned::resource);
  }

  void putBack(Resource set) {
    Address address = set.address();
    if (ServiceReader.one(reader, address).isEmpty()) {
      ObjectNode body = WireBody.of(address, set.body(), servicePath);
      writer.put(
          RestPath.of(address).substring(1),
          Map.of(),
          Filled.envelope(body, Map.of()),
          Optional.empty());
    }
  }

  /** True for a product with subscriptions that the service did not make by itself. */
  boolean hasSubscribers(Change deleted) {
    if (deleted.kind() != Kind.PRODUCT) {
      return false;
    }
    try (Stream<ObjectNode> items = subscriptions(deleted.address())) {
      return items.anyMatch(item -> !isGenerated(item));
    }
  }

  private List<String> generated(Address product) {
    try (Stream<ObjectNode> items = subscriptions(product)) {
      return items.filter(ByProducts::isGenerated).map(item -> item.path("name").asText()).toList();
    }
  }

  private Stream<ObjectNode> subscriptions(Address product) {
    String path = RestPath.ofCollection(product, Kind.SUBSCRIPTION.collection()).substring(1);
    return reader.list(path, Map.of());
  }

  private static boolean isGenerated(ObjectNode item) {
    Address address = Address.of(Kind.SUBSCRIPTION.collection(), item.path("name").asText());
    return item.path("properties") instanceof ObjectNode properties
        && Kind.SUBSCRIPTION.isBuiltIn(address, WireBody.relative(Kind.SUBSCRIPTION, properties));
  }
}
