package dev.apimage.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Address;
import dev.apimage.model.Origin;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.model.Snapshot;
import dev.apimage.model.Spot;
import dev.apimage.text.Parsed;
import dev.apimage.text.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A small snapshot, written down as the files of a folder. */
final class Tree {
  private final List<Resource> resources = new ArrayList<>();

  /** A resource whose YAML lies in a file. */
  Tree yaml(String address, String file, String... lines) {
    Parsed parsed = YamlText.read(file, String.join("\n", lines) + "\n");
    if (!parsed.problems().isEmpty()) {
      throw new IllegalArgumentException(parsed.problems().toString());
    }
    return add(new Resource(Address.parse(address), parsed.tree(), Map.of(), parsed.origin()));
  }

  /** A resource with its text in a file of its own. */
  Tree text(String address, String file, String text) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("format", "rawxml");
    body.put("value", text);
    Origin origin = position -> Optional.of(new Spot(file, 1, 1));
    return add(new Resource(Address.parse(address), body, Map.of(), origin));
  }

  /** A resource as it is. */
  Tree add(Resource resource) {
    resources.add(resource);
    return this;
  }

  /** A known secret of the last resource. */
  Tree secret(String key, String value) {
    Resource last = resources.remove(resources.size() - 1);
    Map<String, Secret> secrets = new TreeMap<>(last.secrets());
    secrets.put(key, new Secret(value));
    return add(last.withSecrets(secrets));
  }

  Snapshot snapshot() {
    return Snapshot.of(resources);
  }
}
