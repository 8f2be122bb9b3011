package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET apis/{id}?export=true}: the document itself, or a link with a signature in it that is
 * fetched without a token (REST reference, Api Export – Get).
 */
final class Exports {
  /** Where the documents of links lie; the rest of the address is the API and the signature. */
  private static final String PREFIX = "emulated-exports";

  private Exports() {}

  static Map<String, Special> operations() {
    return Map.of("Api_Get", Exports::get);
  }

  private static Answer get(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    if (!call.flag("export")) {
      return Entities.get(place, call);
    }
    Entity api = Entities.find(place, Behaviours.of("apis"));
    String format = call.parameter("format").orElse("").toLowerCase(Locale.ROOT);
    boolean link = format.endsWith("-link");
    String kind = link ? format.substring(0, format.length() - "-link".length()) : format;
    String document = document(place, api, kind);
    ObjectNode body = Json.object();
    body.put("id", place.id(api.path()));
    if (!link) {
      body.put("format", kind).put("value", document);
      return Answer.json(200, body);
    }
    body.put("format", kind.equals("openapi+json") ? "openapi+json-link" : kind + "-link");
    String address = address(place, call, kind, document);
    ObjectNode holder = place.scope().isEmpty() ? body : body.putObject("properties");
    holder.putObject("value").put("link", address);
    return Answer.json(200, body);
  }

  private static String address(Place place, Call call, String kind, String document) {
    String id = place.service().exported(document);
    return call.base()
        + "/"
        + PREFIX
        + "/"
        + place.service().name()
        + "/"
        + id
        + (kind.equals("openapi+json") ? ".json" : ".yaml")
        + "?sv=2024-05-04&sig="
        + Keys.hex32();
  }

  private static String document(Place place, Entity api, String kind) {
    return switch (kind) {
      case "openapi+json" -> OpenApiExport.json(place, api);
      case "openapi" -> OpenApiExport.yaml(place, api);
      case "graphql" -> schema(place, api);
      case "swagger", "wadl", "wsdl" -> throw Refusal.leftOut("ApiExport_Get as " + kind);
      default -> throw Refusal.field("format", "The value '" + kind + "' is no export format.");
    };
  }

  private static String schema(Place place, Entity api) {
    for (Entity schema : place.store().list(api.path() + "/schemas")) {
      String text = Json.text(schema.properties().path("document"), "value");
      if (Json.text(schema.properties(), "contentType").contains("graphql") && !text.isEmpty()) {
        return text;
      }
    }
    throw new Refusal(406, "NotAcceptable", "The API has no GraphQL schema to export.");
  }

  /** Serves the documents that links point at; nobody signs in for them. */
  static Handler documents(Services services, Handler next) {
    return call -> {
      List<String> segments = call.segments();
      if (segments.size() != 3 || !segments.get(0).equals(PREFIX)) {
        return next.answer(call);
      }
      String id = segments.get(2).replaceFirst("\\..*", "");
      Optional<String> document =
          services.find(segments.get(1)).flatMap(service -> service.export(id));
      return document
          .filter(text -> call.method().equals("GET") && call.parameter("sig").isPresent())
          .map(text -> Answer.text(200, "application/octet-stream", text))
          .orElseGet(() -> Answer.empty(404));
    };
  }
}
