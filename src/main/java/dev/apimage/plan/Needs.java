package dev.apimage.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.kind.Kind;
import dev.apimage.model.Position;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.text.PolicyLiteral;
import dev.apimage.text.PolicyText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what the resources of a folder refer to that no API Management service holds. */
final class Needs {
  /** Resource Manager's ids, with the host before it that a backend's has. */
  private static final Pattern RESOURCE =
      Pattern.compile("(?i)(?:https://[^/]+)?(/subscriptions/[^/]+/resourceGroups/.+)");

  private static final Pattern NAMED_VALUE = Pattern.compile("\\{\\{([^{}]+)}}");

  /** Key Vault documentation, "Vault name and object name". */
  private static final Pattern VAULT =
      Pattern.compile("(?i)https://([a-z0-9-]+)\\.[^/]*vault[^/]*/(.+)");

  private static final String VAULT_SECRET = "secretIdentifier";
  private static final String CLIENT_ID = "identityClientId";
  private static final String OWN = "";
  private static final String MANAGED_IDENTITY = "authentication-managed-identity";

  private record Key(Need.Type type, String id) {}

  private final Map<Key, List<Need.Use>> found =
      new TreeMap<>(
          Comparator.comparing(Key::type).thenComparing(key -> key.id().toLowerCase(Locale.ROOT)));
  private final Map<String, String> namedValues = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private Needs(Snapshot desired) {
    for (Resource value : desired.in(null, "namedValues")) {
      if (!value.body().path("secret").asBoolean() && value.body().path("value").isTextual()) {
        String name = value.body().path("displayName").asText(value.address().name());
        namedValues.put(name, value.body().path("value").asText());
      }
    }
  }

  /**
   * All of them, vaults first.
   *
   * @param sources Key Vaults that an environment takes secrets from, by their names
   */
  static List<Need> of(Snapshot desired, Map<String, List<Need.Use>> sources) {
    Needs needs = new Needs(desired);
    desired.stream().forEach(needs::look);
    sources.forEach(
        (vault, uses) -> uses.forEach(use -> needs.add(Need.Type.KEY_VAULT, vault, use)));
    return needs.found.entrySet().stream()
        .map(e -> new Need(e.getKey().type(), e.getKey().id(), e.getValue()))
        .toList();
  }

  private void look(Resource resource) {
    if (Kind.require(resource.address()).holdsPolicy()) {
      policy(resource);
    } else {
      look(resource, resource.body(), Position.ROOT, "");
    }
  }

  private void look(Resource resource, JsonNode node, Position here, String name) {
    String place = resource.address() + "#" + here;
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        look(resource, node.get(i), here.item(i), name);
      }
    } else if (node.isTextual()) {
      text(node.asText(), name, place);
    } else if (node.isObject()) {
      if (node.has(VAULT_SECRET) && node.path(CLIENT_ID).asText("").isEmpty()) {
        add(Need.Type.IDENTITY, OWN, new Need.Use(place, ""));
      }
      node.properties()
          .forEach(e -> look(resource, e.getValue(), here.property(e.getKey()), e.getKey()));
    }
  }

  private void text(String text, String property, String place) {
    Matcher resource = RESOURCE.matcher(text);
    if (property.equals(VAULT_SECRET)) {
      Matcher vault = VAULT.matcher(text);
      boolean known = vault.matches();
      add(
          Need.Type.KEY_VAULT,
          known ? vault.group(1) : text,
          new Need.Use(place, known ? vault.group(2) : ""));
    } else if (property.equals(CLIENT_ID) && !text.isEmpty()) {
      identity(text, place);
    } else if (resource.matches()) {
      add(Need.Type.RESOURCE, resource.group(1), new Need.Use(place, ""));
    }
  }

  /** Without a client id the policy takes the identity that is the service's own. */
  private void policy(Resource resource) {
    int asked = 0;
    int named = 0;
    String place = resource.address() + "#value";
    for (PolicyLiteral literal : PolicyText.literals(resource.body().path("value").asText())) {
      if (literal.element().equals(MANAGED_IDENTITY) && !literal.inComment()) {
        asked += literal.attribute().equals("resource") ? 1 : 0;
        if (literal.attribute().equals("client-id")) {
          named++;
          identity(literal.text(), place);
        }
      }
    }
    if (asked > named) {
      identity(OWN, place);
    }
  }

  private void identity(String clientId, String place) {
    Matcher reference = NAMED_VALUE.matcher(clientId);
    String id =
        reference.matches() ? namedValues.getOrDefault(reference.group(1), clientId) : clientId;
    boolean own = id.equalsIgnoreCase("SystemAssigned");
    add(Need.Type.IDENTITY, own ? OWN : id, new Need.Use(place, ""));
  }

  private void add(Need.Type type, String id, Need.Use use) {
    found.computeIfAbsent(new Key(type, id), key -> new ArrayList<>()).add(use);
  }
}
