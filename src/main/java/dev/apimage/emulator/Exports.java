package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * {@code GET apis/{id}?export=true}: the document itself, or a link with a signature in it that is
 * fetched without a token (REST reference, Api Export – Get).
 */
final class Exports {
  private Exports() {}

  static Map<String, Special> operations() {
    return Map.of("Api_Get", Exports::get);
  }

  private static Answer get(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    if (!call.flag("export")) {
      return Entities.get(place, call);
    }
    ExportedApi api = ExportedApi.of(place, Entities.find(place, Behaviours.of("apis")));
    String asked = call.parameter("format").orElse("");
    ExportFormat format = ExportFormat.of(asked);
    String document = document(api, format);
    ObjectNode body = Json.object().put("id", place.id(api.entity().path()));
    if (!ExportFormat.isLink(asked)) {
      return Answer.json(200, body.put("format", format.inline()).put("value", document));
    }
    body.put("format", format.answered());
    ObjectNode holder = place.scope().isEmpty() ? body : body.putObject("properties");
    holder.putObject("value").put("link", call.storage().keep(api.title(), format, document));
    return Answer.json(200, body);
  }

  private static String document(ExportedApi api, ExportFormat format) {
    return switch (format) {
      case OPENAPI_JSON -> OpenApiExport.json(api);
      case OPENAPI -> OpenApiExport.yaml(api);
      case SWAGGER -> SwaggerExport.json(api);
      case WADL -> WadlExport.write(api);
      case WSDL -> wsdl(api);
      case GRAPHQL -> schema(api);
    };
  }

  /** "This is only supported for APIs of Type `soap`" (REST reference, ExportFormat). */
  private static String wsdl(ExportedApi api) {
    if (!api.type().equalsIgnoreCase("soap")) {
      throw Refusal.field("format", "An export as WSDL is only supported for APIs of type 'soap'.");
    }
    return WsdlExport.write(api);
  }

  /** Only the schema of a GraphQL API with a server of its own is exported, no synthetic one. */
  private static String schema(ExportedApi api) {
    List<String> schemas = api.texts("graphql");
    if (schemas.isEmpty() || !Json.has(api.properties(), "serviceUrl")) {
      throw new Refusal(406, "NotAcceptable", "The API has no GraphQL schema to export.");
    }
    return schemas.get(0);
  }
}
