package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What came with which api-version: resource types, operations, properties and values of
 * properties. What is not named is as old as the oldest version.
 *
 * <p>Kept by hand in {@code versions.json}. Types are dated by the index of Azure/bicep-types-az,
 * operations by Azure/azure-rest-api-specs, properties by the change logs of the template reference
 * (learn.microsoft.com/azure/templates/microsoft.apimanagement/change-log/summary).
 */
final class VersionHistory {
  private static final VersionHistory INSTANCE = load();

  private final List<String> versions;
  private final Map<String, Integer> types = new HashMap<>();
  private final Map<String, Integer> operations = new HashMap<>();
  private final Map<String, List<Property>> properties = new HashMap<>();

  /**
   * A property that is younger than its resource type.
   *
   * @param value the one value of it that is younger; empty for the property itself
   */
  private record Property(List<String> path, String value, int since) {}

  private VersionHistory(JsonNode document) {
    List<String> listed = new ArrayList<>();
    document.path("versions").forEach(version -> listed.add(version.asText()));
    versions = List.copyOf(listed);
    for (Map.Entry<String, JsonNode> type : document.path("types").properties()) {
      types.put(Store.lower(type.getKey()), index(type.getValue().asText()));
    }
    for (Map.Entry<String, JsonNode> operation : document.path("operations").properties()) {
      operations.put(operation.getKey(), index(operation.getValue().asText()));
    }
    for (Map.Entry<String, JsonNode> type : document.path("properties").properties()) {
      List<Property> young = new ArrayList<>();
      for (Map.Entry<String, JsonNode> property : type.getValue().properties()) {
        young.add(property(property.getKey(), index(property.getValue().asText())));
      }
      properties.put(Store.lower(type.getKey()), young);
    }
  }

  /** {@code a.b} is a property inside another one, {@code a=b} one of the values of a property. */
  private static Property property(String key, int since) {
    int equals = key.indexOf('=');
    String path = equals < 0 ? key : key.substring(0, equals);
    String value = equals < 0 ? "" : key.substring(equals + 1);
    return new Property(List.of(path.split("\\.", -1)), value, since);
  }

  private static VersionHistory load() {
    try (InputStream resource = VersionHistory.class.getResourceAsStream("versions.json")) {
      return new VersionHistory(
          Json.read(new String(resource.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static VersionHistory get() {
    return INSTANCE;
  }

  /** The api-versions of the resource provider that a client may name, oldest first. */
  List<String> versions() {
    return versions;
  }

  private int index(String version) {
    int index = versions.indexOf(Store.lower(version));
    if (index < 0) {
      throw new IllegalArgumentException(version + " is no api-version");
    }
    return index;
  }

  /** Whether a version has an operation at a path. */
  boolean knows(Contract.Template template, Contract.Verb verb, String version) {
    return since(template, verb) <= index(version);
  }

  private int since(Contract.Template template, Contract.Verb verb) {
    Integer dated = operations.get(verb.operation());
    if (dated != null) {
      return dated;
    }
    String type = Store.lower(template.resourceType());
    while (!types.containsKey(type) && type.contains("/")) {
      type = Store.parent(type);
    }
    return types.getOrDefault(type, 0);
  }

  /**
   * Lets a path pass at which a version has an operation.
   *
   * @throws Refusal 404 InvalidResourceType
   */
  void require(Contract.Template template, String version) {
    int first =
        template.verbs().values().stream().mapToInt(verb -> since(template, verb)).min().orElse(0);
    if (first > index(version)) {
      throw Refusal.noType(
          template.resourceType(), version, versions.subList(first, versions.size()));
    }
  }

  /** Takes out of a resource's properties what is younger than a version. */
  void takeOutYounger(String type, ObjectNode of, String version) {
    for (Property property : younger(type, version)) {
      if (property.value().isEmpty()) {
        int last = property.path().size() - 1;
        JsonNode holder = of;
        for (String name : property.path().subList(0, last)) {
          holder = holder.path(name);
        }
        if (holder instanceof ObjectNode object) {
          object.remove(property.path().get(last));
        }
      }
    }
  }

  /**
   * Lets values pass that a version knows.
   *
   * @throws Refusal 400 ValidationError that names the property
   */
  void requireValues(String type, JsonNode of, String version) {
    for (Property property : younger(type, version)) {
      String name = property.path().get(0);
      String value = Json.text(of, name);
      if (!value.isEmpty() && property.value().equalsIgnoreCase(value)) {
        throw Refusal.field(
            name, "The value '" + value + "' is not known to api-version '" + version + "'.");
      }
    }
  }

  private List<Property> younger(String type, String version) {
    List<Property> dated = properties.get(Store.lower(type));
    if (dated == null) {
      return List.of();
    }
    int asked = index(version);
    return dated.stream().filter(property -> property.since() > asked).toList();
  }
}
