package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an import makes of an API: operations and schemas. Operations are matched by name, those
 * that the document lacks are deleted, and a new one takes over the policy of an old one with the
 * same method and path (API import restrictions and known issues).
 */
final class ApiContent {
  private ApiContent() {}

  /** Reads the document of a PUT that carries one; its names win over the body's. */
  static void read(Change change) {
    if (!change.sent().hasNonNull("value") && !change.sent().hasNonNull("format")) {
      return;
    }
    if (!change.sent().hasNonNull("value") || !change.sent().hasNonNull("format")) {
      throw Refusal.field("format", "'value' and 'format' must be given together.");
    }
    if (nulls(change)) {
      throw Refusal.invalid("Properties that are null are not accepted beside an import.");
    }
    String format = format(change);
    if (isLink(format)) {
      change.sent().put("value", linked(change, format));
    }
    Imported imported = imported(change);
    limit(change, imported.operations().size());
    ObjectNode api = change.properties();
    imported
        .api()
        .properties()
        .forEach(
            property -> {
              if (property.getKey().equals("displayName") || !change.has(property.getKey())) {
                api.set(property.getKey(), property.getValue());
              }
            });
  }

  /** What an import finds is told to those who ask how it went on. */
  private static void limit(Change change, int operations) {
    int before = change.store().list(change.place().path() + "/operations").size();
    try {
      Limits.check(change.place().service(), Limits.OPERATIONS, operations - before);
    } catch (Refusal over) {
      throw new Late(Refusal.field("representation", over.getMessage()));
    }
  }

  private static boolean nulls(Change change) {
    for (var property : change.call().json().path("properties").properties()) {
      if (property.getValue().isNull()) {
        return true;
      }
    }
    return false;
  }

  private static String format(Change change) {
    return Store.lower(Json.text(change.sent(), "format"));
  }

  private static boolean isLink(String format) {
    return !ApiImport.linked(format).equals(format);
  }

  private static String linked(Change change, String format) {
    return change
        .call()
        .storage()
        .read(Json.text(change.sent(), "value"))
        .orElseThrow(() -> late(new ImportRefused(ApiImport.whyNot(format))));
  }

  private static Late late(ImportRefused refused) {
    return new Late(Refusal.field("representation", refused.getMessage()));
  }

  private static Imported imported(Change change) {
    String value = Json.text(change.sent(), "value");
    boolean asTemplate =
        !Json.text(change.sent(), "translateRequiredQueryParameters").equals("query");
    String format = format(change);
    ApiImport.Options options =
        new ApiImport.Options(asTemplate, ApiImport.namesFrom(value), isLink(format), soap(change));
    try {
      return ApiImport.read(ApiImport.linked(format), value, options);
    } catch (ImportRefused refused) {
      throw late(refused);
    }
  }

  /**
   * WSDL makes a SOAP API of {@code apiType} soap and a REST API of any other (REST reference, Apis
   * – Create Or Update, examples of SOAP pass-through and SOAP to REST).
   */
  private static ApiImport.Soap soap(Change change) {
    String type =
        change.sent().has("apiType")
            ? Json.text(change.sent(), "apiType")
            : Json.text(change.stored(), "type");
    JsonNode selector = change.sent().path("wsdlSelector");
    return new ApiImport.Soap(
        !type.equalsIgnoreCase("soap"),
        Json.text(selector, "wsdlServiceName"),
        Json.text(selector, "wsdlEndpointName"));
  }

  /** The API type that an import's format means, if it means one. */
  static String type(Change change) {
    String format = Json.text(change.sent(), "format");
    return change.sent().has("apiType") || !List.of("odata", "grpc").contains(format)
        ? null
        : format;
  }

  /** Puts the document's operations and schemas in the place of the API's own. */
  static void store(Change change, Entity api) {
    if (!change.sent().hasNonNull("value")) {
      return;
    }
    Imported imported = imported(change);
    Store store = change.store();
    String operations = api.path() + "/operations";
    Map<String, String> old = new HashMap<>();
    for (Entity operation : store.list(operations)) {
      old.put(Index.operation(operation.properties()), operation.path());
    }
    Map<String, Entity> policies = new HashMap<>();
    old.forEach(
        (key, path) ->
            store.get(path + "/policies/policy").ifPresent(policy -> policies.put(key, policy)));
    Set<String> wanted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    imported.operations().forEach(operation -> wanted.add(operation.name()));
    old.values().stream()
        .filter(path -> !wanted.contains(path.substring(path.lastIndexOf('/') + 1)))
        .forEach(store::remove);
    schemas(store, api, imported);
    for (Named operation : imported.operations()) {
      String path = operations + "/" + operation.name();
      boolean isNew = !store.has(path);
      ObjectNode properties = operation.properties();
      OperationShape.complete(properties);
      store.put(path, properties);
      Optional<Entity> policy =
          Optional.ofNullable(policies.get(Index.operation(operation.properties())));
      if (isNew && policy.isPresent()) {
        store.put(path + "/policies/policy", policy.get().properties(), policy.get().mentions());
      }
    }
  }

  private static void schemas(Store store, Entity api, Imported imported) {
    String schemas = api.path() + "/schemas";
    for (Entity schema : List.copyOf(store.list(schemas))) {
      if (schema.name().matches("[0-9a-f]{24}")) {
        store.remove(schema.path());
      }
    }
    for (Named schema : imported.schemas()) {
      store.put(schemas + "/" + schema.name(), schema.properties());
    }
  }
}
