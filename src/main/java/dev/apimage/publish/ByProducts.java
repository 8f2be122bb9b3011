package dev.apimage.publish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.azure.ArmReader;
import dev.apimage.azure.ArmWriter;
import dev.apimage.kind.Kind;
import dev.apimage.kind.RestPath;
import dev.apimage.kind.WireBody;
import dev.apimage.model.Address;
import dev.apimage.plan.Change;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Takes away what a PUT of ours made besides: a new product gets a subscription of the
 * administrator, which no folder lists. What was there before is never touched.
 */
final class ByProducts {
  private final ArmReader reader;
  private final ArmWriter writer;

  ByProducts(ArmReader reader, ArmWriter writer) {
    this.reader = reader;
    this.writer = writer;
  }

  void remove(Change created) {
    if (created.kind() != Kind.PRODUCT) {
      return;
    }
    for (String name : generated(created.address())) {
      writer.delete(Kind.SUBSCRIPTION.collection() + "/" + name, Map.of(), "*");
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
