package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An operation as documents describe it, which know parameters of the query and not a template of
 * it.
 *
 * @param path the part of the URL template before a query of the form {@code a={a}&b={b}}, or all
 *     of the template where its query has another form
 * @param pathParameters the parameters in that path
 * @param queryParameters those of the query, each with {@code required} where it must be given
 */
record ExportedOperation(
    String name,
    ObjectNode properties,
    String path,
    List<ObjectNode> pathParameters,
    List<ObjectNode> queryParameters) {

  static ExportedOperation of(Entity entity) {
    ObjectNode properties = entity.properties();
    String template = Json.text(properties, "urlTemplate");
    int query = template.indexOf('?');
    List<ObjectNode> required = new ArrayList<>();
    boolean plain = true;
    for (String pair : query < 0 ? new String[0] : template.substring(query + 1).split("&", -1)) {
      Optional<ObjectNode> parameter = parameter(properties, pair);
      parameter.ifPresent(p -> required.add(p.put("required", true)));
      plain &= parameter.isPresent();
    }
    return plain
        ? new ExportedOperation(
            entity.name(),
            properties,
            query < 0 ? template : template.substring(0, query),
            others(properties, required),
            both(required, objects(properties.path("request").path("queryParameters"))))
        : whole(entity.name(), properties);
  }

  /** The same with all of the URL template for a path. */
  ExportedOperation whole() {
    return whole(name, properties);
  }

  private static ExportedOperation whole(String name, ObjectNode properties) {
    return new ExportedOperation(
        name,
        properties,
        Json.text(properties, "urlTemplate"),
        objects(properties.path("templateParameters")),
        objects(properties.path("request").path("queryParameters")));
  }

  /** The template parameter of {@code name={name}}. */
  private static Optional<ObjectNode> parameter(ObjectNode properties, String pair) {
    return objects(properties.path("templateParameters")).stream()
        .filter(p -> pair.equals(Json.text(p, "name") + "={" + Json.text(p, "name") + "}"))
        .findFirst();
  }

  private static List<ObjectNode> others(ObjectNode properties, List<ObjectNode> taken) {
    List<String> names = taken.stream().map(p -> Json.text(p, "name")).toList();
    return objects(properties.path("templateParameters")).stream()
        .filter(p -> !names.contains(Json.text(p, "name")))
        .toList();
  }

  private static List<ObjectNode> both(List<ObjectNode> one, List<ObjectNode> other) {
    List<ObjectNode> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  private static List<ObjectNode> objects(JsonNode list) {
    List<ObjectNode> objects = new ArrayList<>();
    list.forEach(one -> objects.add(((ObjectNode) one).deepCopy()));
    return objects;
  }

  String method() {
    return Json.text(properties, "method").toUpperCase(Locale.ROOT);
  }

  String displayName() {
    return Json.text(properties, "displayName");
  }

  String description() {
    return Json.text(properties, "description");
  }

  String urlTemplate() {
    return Json.text(properties, "urlTemplate");
  }

  JsonNode request() {
    return properties.path("request");
  }

  List<ObjectNode> headers() {
    return objects(request().path("headers"));
  }

  /** The bodies of the request; none where an import would drop them. */
  List<ObjectNode> bodies() {
    return List.of("GET", "HEAD", "OPTIONS").contains(method())
        ? List.of()
        : objects(request().path("representations"));
  }

  List<ObjectNode> responses() {
    return objects(properties.path("responses"));
  }

  /** The representations of a response. */
  static List<ObjectNode> representations(JsonNode response) {
    return objects(response.path("representations"));
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "ExportedOperation[" + name + "]";
  }
}
