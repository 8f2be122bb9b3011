package dev.apimage.apiops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.MadeByService;
import dev.apimage.kind.SecretPosition;
import dev.apimage.kind.WireBody;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.text.Parsed;
import dev.apimage.text.Trees;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One configuration file as an environment: properties that differ from the image become {@code
 * set}, secrets become {@code secrets} with the environment variable that the pipeline's token was
 * replaced from.
 */
final class Overrides {
  private static final Pattern TOKEN = Pattern.compile("\\{#\\s*([^#{}]+?)\\s*#}");
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{([^{}]*)}}");
  private static final Map<String, String> SECTIONS =
      Map.of(
          "named_values", "namedValues",
          "versionSets", "apiVersionSets",
          "version_sets", "apiVersionSets",
          "policy_fragments", "policyFragments",
          "policies", "policy");

  private final SourceTree tree;
  private final Snapshot snapshot;
  private final ApiNames names;
  private final Parsed parsed;
  private final ObjectNode environment;

  /** What the file gives to named values that the service made for a logger, by displayName. */
  private final Map<String, String> made = new HashMap<>();

  Overrides(
      SourceTree tree, Snapshot snapshot, ApiNames names, Parsed parsed, ObjectNode environment) {
    this.tree = tree;
    this.snapshot = snapshot;
    this.names = names;
    this.parsed = parsed;
    this.environment = environment;
  }

  void read() {
    JsonNode service = parsed.tree().path("apimServiceName");
    if (service.isTextual() && !TOKEN.matcher(service.asText()).find()) {
      environment.putObject("target").set("service", service);
    } else if (!service.isMissingNode()) {
      notCarried("The service's name is no text that stands by itself.", at("apimServiceName"));
    }
    for (String section : new String[] {"namedValues", "named_values"}) {
      for (JsonNode item : parsed.tree().path(section)) {
        String value = item.at("/properties/value").asText();
        if (!value.isEmpty()) {
          made.put(item.at("/properties/displayName").asText(), value);
        }
      }
    }
    sections(parsed.tree(), Position.ROOT, null, null);
  }

  private static Position at(String key) {
    return Position.ROOT.property(key);
  }

  private void notCarried(String text, Position position) {
    tree.add(parsed.atKey(Problem.warning(Code.IMPORT_NOT_CARRIED, text), position));
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
        notCarried("The section " + key + " is not carried.", position);
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
      notCarried("The entry has no name that is a text.", here);
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
    if (MadeByService.isNamedValue(properties.path("displayName").asText())) {
      tree.add(
          parsed.atKey(
              Problem.note(
                  Code.IMPORT_DROPPED,
                  "The service makes " + address + " itself, for the credentials of a logger."),
              here));
      return;
    }
    Optional<Resource> resource = snapshot.at(address);
    boolean isPolicyFormat =
        kind.isSingleton() && properties.size() == 1 && properties.has("format");
    if (isPolicyFormat) {
      return; // says how APIOps sends a policy, nothing of the policy
    }
    if (resource.isEmpty()) {
      notCarried("It sets properties of " + address + ", which is not in the image.", here);
      return;
    }
    JsonNode relative = WireBody.relative(kind, properties);
    leaves(resource.get(), kind, relative, Position.ROOT, here);
  }

  private void leaves(
      Resource resource, Kind kind, JsonNode node, Position position, Position here) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String key = spelling(resource, kind, position, entry.getKey());
      Position below = position.property(key);
      Position there = here.property(entry.getKey());
      JsonNode value = entry.getValue();
      if (value.isObject() && !kind.isFreeForm(below)) {
        leaves(resource, kind, value, below, there);
      } else if (value.isArray() && isSecretMap(kind, below)) {
        for (int i = 0; i < value.size(); i++) {
          leaf(resource, kind, value.get(i), below.item(i), there);
        }
      } else {
        leaf(resource, kind, value, below, there);
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

  private void leaf(
      Resource resource, Kind kind, JsonNode value, Position position, Position there) {
    if (Trees.same(position.in(resource.body()), value)) {
      return;
    }
    if (kind.isServiceOwned(position)) {
      notCarried("The property " + position + " cannot be set: the service owns it.", there);
      return;
    }
    String place = resource.address() + "#" + position;
    boolean isSecret =
        kind.secrets().stream().anyMatch(s -> isSecret(s, resource, position))
            && !kind.isOpen(position);
    if (isSecret) {
      secret(place, value.asText(), there);
    } else if (TOKEN.matcher(value.toString()).find()) {
      notCarried(
          "The value of " + place + " is filled in by a pipeline, which only" + " secrets can be.",
          there);
    } else {
      section("set").set(place, value);
    }
  }

  private static boolean isSecret(SecretPosition secret, Resource resource, Position position) {
    return secret.path().matches(position) && secret.when().test(resource.body());
  }

  private ObjectNode section(String key) {
    return environment.withObjectProperty(key);
  }

  private void secret(String place, String value, Position there) {
    Matcher reference = REFERENCE.matcher(value);
    if (reference.matches()) {
      String name = reference.group(1).strip();
      if (!MadeByService.isNamedValue(name)) {
        section("set").put(place, value);
      } else if (!made.containsKey(name) || REFERENCE.matcher(made.get(name)).find()) {
        notCarried("The value of " + place + " is one that the service made.", there);
      } else {
        secret(place, made.get(name), there);
      }
      return;
    }
    Matcher token = TOKEN.matcher(value);
    String variable = token.matches() ? token.group(1) : place;
    String name = variable.replaceAll("[^A-Za-z0-9_]+", "_");
    section("secrets")
        .put(place, "${env:" + (token.matches() ? name : name.toUpperCase(Locale.ROOT)) + "}");
    if (!token.matches()) {
      tree.add(
          parsed.atKey(
              Problem.warning(
                      Code.SECRET_IN_CLEAR, "The file holds a secret in clear: " + place + ".")
                  .advise("Supply it in the environment variable that the environment names."),
              there));
    }
  }
}
