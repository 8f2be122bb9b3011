package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** An API as a WADL document (W3C member submission, 2009). */
final class WadlExport {
  private static final String WADL = "http://wadl.dev.java.net/2009/02";
  private static final String XSD = "http://www.w3.org/2001/XMLSchema";

  private final ExportXml xml = new ExportXml(WADL, "", "application");
  private final ExportedApi api;

  private WadlExport(ExportedApi api) {
    this.api = api;
  }

  static String write(ExportedApi api) {
    return new WadlExport(api).document();
  }

  private String document() {
    xml.declare("xs", XSD);
    doc(xml.root(), api.title(), api.description());
    grammars();
    Element resources = xml.add(xml.root(), "resources", "base", api.address());
    Map<String, Element> byPath = new TreeMap<>();
    for (ExportedOperation operation : api.operations()) {
      String path = path(operation);
      Element resource =
          byPath.computeIfAbsent(path, p -> xml.add(resources, "resource", "path", p));
      if (!resource.hasChildNodes()) {
        operation.pathParameters().stream()
            .filter(p -> path.contains("{" + Json.text(p, "name") + "}"))
            .forEach(p -> parameter(resource, p, "template"));
      }
      method(resource, operation);
    }
    return xml.write();
  }

  /**
   * What comes from a WADL document goes back as it was; a WSDL document's types may stand there.
   */
  private void grammars() {
    List<String> own = api.texts("wadl.grammars");
    if (own.size() == 1 && api.texts("xsd+xml").isEmpty()) {
      xml.copy(xml.root(), ImportXml.root(own.get(0), "grammars"));
      return;
    }
    List<Element> types = new ArrayList<>();
    for (String text : own) {
      Element grammars = ImportXml.root(text, "grammars");
      for (Node node = grammars.getFirstChild(); node != null; node = node.getNextSibling()) {
        if (node instanceof Element type) {
          types.add(type);
        }
      }
    }
    api.texts("xsd+xml").forEach(text -> types.add(ImportXml.root(text, "schema")));
    if (!types.isEmpty()) {
      Element grammars = xml.add(xml.root(), "grammars");
      types.forEach(type -> xml.copy(grammars, type));
    }
  }

  /** WADL has no word for a parameter that takes the rest of a path. */
  private static String path(ExportedOperation operation) {
    String path = operation.path();
    int query = path.indexOf('?');
    return (query < 0 ? path : path.substring(0, query)).replace("{*", "{");
  }

  private void method(Element resource, ExportedOperation operation) {
    Element method =
        xml.add(
            resource, "method", "name", operation.method(), "id", ExportXml.name(operation.name()));
    doc(method, operation.displayName(), operation.description());
    Element request = xml.add(method, "request");
    literals(request, operation);
    operation.queryParameters().forEach(p -> parameter(request, p, "query"));
    operation.headers().forEach(p -> parameter(request, p, "header"));
    operation.bodies().forEach(body -> representation(request, body));
    if (!request.hasChildNodes()) {
      method.removeChild(request);
    }
    for (JsonNode response : operation.responses()) {
      Element shown = xml.add(method, "response", "status", Json.text(response, "statusCode"));
      doc(shown, "", Json.text(response, "description"));
      response.path("headers").forEach(p -> parameter(shown, p, "header"));
      response.path("representations").forEach(body -> representation(shown, body));
    }
  }

  /** The parts of a template's query: {@code a=b} is a parameter with one value. */
  private void literals(Element request, ExportedOperation operation) {
    int query = operation.path().indexOf('?');
    if (query < 0) {
      return;
    }
    for (String pair : operation.path().substring(query + 1).split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      Element parameter =
          xml.add(request, "param", "name", name, "style", "query", "type", "xs:string");
      parameter.setAttribute("required", "true");
      if (!value.startsWith("{")) {
        parameter.setAttribute("fixed", ExportXml.legal(value));
      }
    }
  }

  private void parameter(Element holder, JsonNode one, String style) {
    Element parameter =
        xml.add(holder, "param", "name", Json.text(one, "name"), "style", style, "type", type(one));
    if (one.path("required").asBoolean() || style.equals("template")) {
      parameter.setAttribute("required", "true");
    }
    if (!Json.text(one, "defaultValue").isEmpty()) {
      parameter.setAttribute("default", ExportXml.legal(Json.text(one, "defaultValue")));
    }
    doc(parameter, "", Json.text(one, "description"));
    one.path("values").forEach(value -> xml.add(parameter, "option", "value", value.asText()));
  }

  /** The type of XML Schema. */
  private static String type(JsonNode parameter) {
    String type = Json.text(parameter, "type").toLowerCase(Locale.ROOT);
    return switch (type) {
      case "number" -> "xs:decimal";
      case "array", "object", "" -> "xs:string";
      default -> "xs:" + ExportXml.name(ImportXml.local(Json.text(parameter, "type")));
    };
  }

  private void representation(Element holder, JsonNode body) {
    Element shown = xml.add(holder, "representation", "mediaType", Json.text(body, "contentType"));
    body.path("formParameters").forEach(field -> parameter(shown, field, "query"));
  }

  private void doc(Element holder, String title, String text) {
    if (!title.isEmpty() || !text.isEmpty()) {
      Element doc = xml.add(holder, "doc");
      if (!title.isEmpty()) {
        doc.setAttribute("title", ExportXml.legal(title));
      }
      doc.setTextContent(ExportXml.legal(text));
    }
  }
}
