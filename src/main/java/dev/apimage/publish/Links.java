package dev.apimage.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.azure.ArmReader;
import dev.apimage.azure.ArmWriter;
import dev.apimage.kind.Link;
import dev.apimage.kind.RestPath;
import dev.apimage.model.Resource;
import dev.apimage.plan.Action;
import dev.apimage.plan.Change;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Makes the links of a resource those of its lists, which are exact. */
final class Links {
  private final ArmReader reader;
  private final ArmWriter writer;

  Links(ArmReader reader, ArmWriter writer) {
    this.reader = reader;
    this.writer = writer;
  }

  void sync(Change change, Runnable wrote) {
    for (Link link : change.kind().links()) {
      Set<String> want = names(change.desired(), link);
      Set<String> have =
          change.action() == Action.CREATE && link.listed() == Link.Listed.WITH_OWNER
              ? made(change, link)
              : names(change.actual(), link);
      String owner = RestPath.of(change.address()).substring(1) + "/" + link.key() + "/";
      for (String name : want) {
        if (!have.contains(name)) {
          writer.put(
              owner + name, Map.of(), JsonNodeFactory.instance.objectNode(), Optional.empty());
          wrote.run();
        }
      }
      for (String name : have) {
        if (!want.contains(name)) {
          writer.delete(owner + name, Map.of(), "*");
          wrote.run();
        }
      }
    }
  }

  /** A new product is linked with the administrators group by the service. */
  private Set<String> made(Change change, Link link) {
    Set<String> names = empty();
    String path = RestPath.ofCollection(change.address(), link.key()).substring(1);
    try (Stream<ObjectNode> items = reader.list(path, Map.of())) {
      items.forEach(item -> names.add(item.path("name").asText()));
    }
    return names;
  }

  private static Set<String> names(Optional<Resource> resource, Link link) {
    Set<String> names = empty();
    resource
        .map(r -> r.body().path(link.key()))
        .ifPresent((JsonNode list) -> list.forEach(n -> names.add(n.asText())));
    return names;
  }

  /** ARM's names do not differ by case alone. */
  private static Set<String> empty() {
    return new TreeSet<>(Comparator.comparing((String s) -> s.toLowerCase(java.util.Locale.ROOT)));
  }
}
