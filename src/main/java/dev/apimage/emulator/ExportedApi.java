package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the documents of all export formats say of an API. */
record ExportedApi(Place place, Entity entity, ObjectNode properties) {

  static ExportedApi of(Place place, Entity api) {
    return new ExportedApi(place, api, api.properties());
  }

  String title() {
    return Json.text(properties, "displayName");
  }

  String description() {
    return Json.text(properties, "description");
  }

  String type() {
    return Json.text(properties, "type");
  }

  /** The API's version, or the one that a document must have. */
  String version() {
    String version = Json.text(properties, "apiVersion");
    return version.isEmpty() ? "1.0" : version;
  }

  /** Host of the gateway. */
  String host() {
    return place.service().name() + ".azure-api.net";
  }

  /** The path on the gateway, with the version where that is a segment of it; without slashes. */
  String path() {
    String path = Json.text(properties, "path");
    String version = Json.text(properties, "apiVersion");
    Optional<Entity> set =
        place.store().get(place.relative(Json.text(properties, "apiVersionSetId")));
    boolean segment =
        set.map(one -> Json.text(one.properties(), "versioningScheme").equals("Segment"))
            .orElse(false);
    if (version.isEmpty() || !segment) {
      return path;
    }
    return path.isEmpty() ? version : path + "/" + version;
  }

  /** The protocols that the gateway takes, https first. */
  List<String> schemes() {
    List<String> schemes = new ArrayList<>();
    for (JsonNode protocol : properties.path("protocols")) {
      schemes.add(protocol.asText());
    }
    schemes.sort((a, b) -> Boolean.compare(b.equals("https"), a.equals("https")));
    return schemes.isEmpty() ? List.of("https") : schemes;
  }

  /** The address on the gateway. */
  String address() {
    return schemes().get(0) + "://" + host() + "/" + path();
  }

  /** The operations in the order of their names. */
  List<ExportedOperation> operations() {
    List<ExportedOperation> operations = new ArrayList<>();
    for (Entity operation : place.store().list(entity.path() + "/operations")) {
      operations.add(ExportedOperation.of(operation));
    }
    return operations;
  }

  /** The types that the API's schemas define for OpenAPI and Swagger, by name. */
  ObjectNode definitions() {
    ObjectNode definitions = Json.object();
    for (Entity schema : schemas()) {
      JsonNode document = schema.properties().path("document");
      document
          .path("definitions")
          .properties()
          .forEach(e -> definitions.set(e.getKey(), e.getValue()));
      document
          .path("components")
          .path("schemas")
          .properties()
          .forEach(e -> definitions.set(e.getKey(), e.getValue()));
    }
    return definitions;
  }

  /** The texts of schemas whose content type has these words. */
  List<String> texts(String contentType) {
    List<String> texts = new ArrayList<>();
    for (Entity schema : schemas()) {
      String text = Json.text(schema.properties().path("document"), "value");
      if (Json.text(schema.properties(), "contentType").contains(contentType) && !text.isEmpty()) {
        texts.add(text);
      }
    }
    return texts;
  }

  private List<Entity> schemas() {
    return List.copyOf(place.store().list(entity.path() + "/schemas"));
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "ExportedApi[" + entity.path() + "]";
  }
}
