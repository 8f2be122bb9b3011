package dev.apimage.apiops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.MadeByService;
import dev.apimage.kind.WireBody;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.text.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One configuration file as an environment: properties that differ from the image become {@code
 * set}, secrets become {@code secrets} with the environment variable that the pipeline's token was
 * replaced from.
 */
final class Overrides {
  private static final Map<String, String> SECTIONS =
      Map.of(
          "named_values", "namedValues",
          "versionSets", "apiVersionSets",
          "version_sets", "apiVersionSets",
          "policy_fragments", "policyFragments",
          "policies", "policy");

  private final SourceTree tree;
  private final Gathered gathered;
  private final Snapshot snapshot;
  private final ApiNames names;
  private final Parsed parsed;
  private final ObjectNode target = JsonNodeFactory.instance.objectNode();
  private final OverrideValues values;

  Overrides(SourceTree tree, Gathered gathered, Snapshot snapshot, ApiNames names, Parsed parsed) {
    this.tree = tree;
    this.gathered = gathered;
    this.snapshot = snapshot;
    this.names = names;
    this.parsed = parsed;
    this.values = new OverrideValues(tree, parsed);
  }

  /** The environment's tree. */
  ObjectNode read() {
    service();
    namedValues();
    sections(parsed.tree(), Position.ROOT, null, null);
    ObjectNode environment = JsonNodeFactory.instance.objectNode();
    section(environment, "target", target);
    section(environment, "secrets", values.secrets());
    section(environment, "set", values.set());
    return environment;
  }

  private static void section(ObjectNode environment, String key, ObjectNode section) {
    if (!section.isEmpty()) {
      environment.set(key, section);
    }
  }

  private void service() {
    JsonNode service = parsed.tree().path("apimServiceName");
    if (service.isTextual() && !Gathered.TOKEN.matcher(service.asText()).find()) {
      target.set("service", service);
    } else if (!service.isMissingNode()) {
      values.notCarried(
          "apimServiceName is filled in by a pipeline, or no text; name the service in target.",
          Position.ROOT.property("apimServiceName"));
    }
  }

  private void namedValues() {
    for (String section : List.of("namedValues", "named_values")) {
      for (JsonNode item : parsed.tree().path(section)) {
        String value = item.at("/properties/value").asText();
        if (!value.isEmpty()) {
          values.namedValue(item.at("/properties/displayName").asText(), value);
        }
      }
    }
  }

  private void sections(JsonNode node, Position here, Address owner, Kind ownerKind) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = entry.getKey();
      Position position = here.property(key);
      boolean isOwn = owner == null ? key.equals("apimServiceName") : isItem(key);
      Optional<Kind> kind = Kind.find(ownerKind, SECTIONS.getOrDefault(key, key));
      if (isOwn) {
        continue;
      }
      if (kind.isEmpty() || !entry.getValue().isArray()) {
        values.notCarried("The section " + key + " is not carried.", position);
        continue;
      }
      for (int i = 0; i < entry.getValue().size(); i++) {
        item(entry.getValue().get(i), position.item(i), owner, kind.get());
      }
    }
  }

  private static boolean isItem(String key) {
    return key.equals("name") || key.equals("properties");
  }

  private void item(JsonNode item, Position here, Address owner, Kind kind) {
    JsonNode name = item.path("name");
    if (!name.isTextual() || name.asText().isEmpty() || name.asText().contains("/")) {
      values.notCarried(
          "An entry without a name, or with one that is no plain text, is left out.", here);
      return;
    }
    Address address = address(owner, kind, name.asText());
    if (item.path("properties") instanceof ObjectNode properties && !properties.isEmpty()) {
      overrides(address, kind, properties, here.property("properties"));
    }
    sections(item, here, address, Kind.require(address));
  }

  private Address address(Address owner, Kind kind, String name) {
    if (kind.isSingleton()) {
      return owner == null ? Address.of(kind.collection()) : owner.child(kind.collection());
    }
    if (owner != null) {
      return owner.child(kind.collection(), name);
    }
    return kind.collection().equals("apis")
        ? names.address(name)
        : Address.of(kind.collection(), name);
  }

  private void overrides(Address address, Kind kind, ObjectNode properties, Position here) {
    String displayName = properties.path("displayName").asText();
    if (gathered.isDropped(address) || MadeByService.isNamedValue(displayName)) {
      madeByService(address, properties, here);
      return;
    }
    Optional<Resource> resource = snapshot.at(address);
    boolean isPolicyFormat =
        kind.isSingleton() && properties.size() == 1 && properties.has("format");
    if (isPolicyFormat) {
      return; // says how APIOps sends a policy, nothing of the policy
    }
    if (resource.isEmpty()) {
      values.notCarried("Properties are set of " + address + ", which is not in the image.", here);
      return;
    }
    List<Leaf> leaves = new ArrayList<>();
    JsonNode relative = WireBody.relative(kind, properties);
    leaves(resource.get(), kind, relative, Position.ROOT, here, leaves);
    Resource told = told(resource.get(), leaves);
    leaves.forEach(leaf -> take(resource.get(), told, kind, leaf));
  }

  /** A value of the file, where it belongs and where it stands. */
  private record Leaf(Position position, JsonNode value, Position there) {
    /** Names the place only: the value may be a secret. */
    @Override
    public String toString() {
      return "Leaf[" + position + "]";
    }
  }

  /** The resource as the environment will have it, by which a value in it is a secret or none. */
  private static Resource told(Resource resource, List<Leaf> leaves) {
    ObjectNode body = resource.copyBody();
    for (Leaf leaf : leaves) {
      try {
        leaf.position().set(body, leaf.value());
      } catch (IllegalArgumentException e) {
        // The image has something else there, which the environment's reading will tell.
      }
    }
    return resource.withBody(body);
  }

  private void take(Resource resource, Resource told, Kind kind, Leaf leaf) {
    JsonNode value = leaf.value();
    if (value.isArray() && isSecretMap(kind, leaf.position())) {
      values.room(resource, leaf.position(), value.size());
      for (int i = 0; i < value.size(); i++) {
        Position item = leaf.position().item(i);
        values.value(resource, told, kind, value.get(i), item, leaf.there());
      }
    } else {
      values.value(resource, told, kind, value, leaf.position(), leaf.there());
    }
  }

  /** A value for what the service made goes to the credential that it was made for. */
  private void madeByService(Address address, ObjectNode properties, Position here) {
    String displayName = properties.path("displayName").asText();
    Optional<String> place = gathered.credential(address, displayName);
    String value = properties.path("value").asText();
    if (place.isPresent() && !value.isEmpty()) {
      values.secret(place.get(), value, here);
    } else {
      String text = "The service makes " + address + " itself; what is set there was left out.";
      tree.add(parsed.atKey(Problem.note(Code.IMPORT_DROPPED, text), here));
    }
  }

  private static void leaves(
      Resource resource,
      Kind kind,
      JsonNode node,
      Position position,
      Position here,
      List<Leaf> found) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = spelling(resource, kind, position, entry.getKey());
      Position below = position.property(key);
      Position there = here.property(entry.getKey());
      if (entry.getValue().isObject() && !kind.isFreeForm(below)) {
        leaves(resource, kind, entry.getValue(), below, there, found);
      } else {
        found.add(new Leaf(below, entry.getValue(), there));
      }
    }
  }

  /** APIOps sees no case in property names; ARM's spelling is what the image has. */
  private static String spelling(Resource resource, Kind kind, Position position, String key) {
    if (!position.isRoot() || kind.properties().path("properties").has(key)) {
      return key;
    }
    for (Map.Entry<String, JsonNode> known : kind.properties().path("properties").properties()) {
      if (known.getKey().equalsIgnoreCase(key)) {
        return known.getKey();
      }
    }
    for (Map.Entry<String, JsonNode> known : resource.body().properties()) {
      if (known.getKey().equalsIgnoreCase(key)) {
        return known.getKey();
      }
    }
    return key;
  }

  private static boolean isSecretMap(Kind kind, Position list) {
    return kind.secrets().stream().anyMatch(s -> s.path().matches(list.item(0)));
  }
}
