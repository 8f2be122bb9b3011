package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Operations of an API (REST reference, Api Operation – Create Or Update). */
final class OperationBehaviour extends Behaviour {
  private static final Pattern TEMPLATE_PARAMETER = Pattern.compile("\\{\\*?([^{}]+)}");

  OperationBehaviour() {
    super("Operation");
  }

  @Override
  void check(Change change) {
    ObjectNode operation = change.properties();
    operation.remove("policies");
    parameters(operation);
    schemas(change);
    String key = Index.operation(operation);
    String collection = change.place().collection();
    for (String path : change.store().index().withValue(collection, key)) {
      if (!path.equalsIgnoreCase(change.place().path())) {
        throw Refusal.field(
            "urlTemplate",
            "Operation with the same method and URL template already exists: "
                + change.text("method")
                + ", "
                + change.text("urlTemplate"));
      }
    }
    OperationShape.complete(operation);
  }

  /** In the words that Azure/azure-sdk-for-net issue 35802 shows; the target is empty there. */
  private static void parameters(ObjectNode operation) {
    TreeSet<String> used = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Matcher matcher = TEMPLATE_PARAMETER.matcher(Json.text(operation, "urlTemplate"));
    while (matcher.find()) {
      used.add(matcher.group(1));
    }
    TreeSet<String> declared = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (JsonNode parameter : operation.path("templateParameters")) {
      declared.add(Json.text(parameter, "name"));
    }
    if (!used.equals(declared)) {
      throw Refusal.field(
          "",
          "All template parameters used in the UriTemplate must be defined in the Operation '"
              + Json.text(operation, "displayName")
              + "', and vice-versa.");
    }
  }

  /** Representations and parameters name schemas of the same API. */
  private static void schemas(Change change) {
    String api = Store.parent(change.place().collection());
    for (JsonNode id : change.properties().findValues("schemaId")) {
      if (!id.asText().isEmpty() && !change.store().has(api + "/schemas/" + id.asText())) {
        throw Refusal.field("schemaId", "Schema with id '" + id.asText() + "' could not be found.");
      }
    }
  }

  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    properties.putNull("policies");
  }

  @Override
  Optional<String> added() {
    return Optional.of("\"policies\":null");
  }
}
