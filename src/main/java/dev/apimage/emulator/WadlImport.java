package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.emulator.ApiImport.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.w3c.dom.Element;

/**
 * Imports a WADL document (W3C member submission, 2009): resources and their methods become
 * operations.
 */
final class WadlImport {
  private final OperationNames names = new OperationNames();
  private final List<Named> operations = new ArrayList<>();

  private WadlImport() {}

  static Imported read(String text, Options options) {
    Element application = ImportXml.root(text, "application");
    WadlImport wadl = new WadlImport();
    ObjectNode api = JsonNodeFactory.instance.objectNode();
    String base = "";
    for (Element resources : ImportXml.children(application, "resources")) {
      base = base.isEmpty() ? resources.getAttribute("base") : base;
      wadl.resources(resources, "", List.of());
    }
    Element doc = ImportXml.children(application, "doc").stream().findFirst().orElse(null);
    String title = doc == null ? "" : doc.getAttribute("title");
    api.put("displayName", title.isEmpty() ? base : title);
    api.put("description", doc == null ? "" : doc.getTextContent().strip());
    if (!base.isEmpty()) {
      api.put("serviceUrl", base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
    }
    List<Named> schemas = new ArrayList<>();
    for (Element grammars : ImportXml.children(application, "grammars")) {
      if (grammars.getTextContent().isBlank()
          && grammars.getElementsByTagName("*").getLength() == 0) {
        continue;
      }
      ObjectNode schema = JsonNodeFactory.instance.objectNode();
      schema.put("contentType", "application/vnd.ms-azure-apim.wadl.grammars+xml");
      schema.putObject("document").put("value", ImportXml.write(grammars));
      schemas.add(new Named(options.schemaNames().get(), schema));
    }
    return new Imported(api, wadl.operations, schemas);
  }

  private void resources(Element parent, String path, List<Element> inherited) {
    for (Element resource : ImportXml.children(parent, "resource")) {
      String step = resource.getAttribute("path").replaceAll("^/+|/+$", "");
      String below = step.isEmpty() ? path : path + "/" + step;
      List<Element> parameters = new ArrayList<>(inherited);
      parameters.addAll(ImportXml.children(resource, "param"));
      for (Element method : ImportXml.children(resource, "method")) {
        if (!method.getAttribute("name").isEmpty()) {
          operation(method, below.isEmpty() ? "/" : below, parameters);
        }
      }
      resources(resource, below, parameters);
    }
  }

  private void operation(Element method, String path, List<Element> inherited) {
    String verb = method.getAttribute("name").toUpperCase(Locale.ROOT);
    String id = method.getAttribute("id");
    List<Element> parameters = new ArrayList<>(inherited);
    List<Element> requests = ImportXml.children(method, "request");
    requests.forEach(request -> parameters.addAll(ImportXml.children(request, "param")));
    String title =
        ImportXml.children(method, "doc").stream()
            .map(doc -> doc.getAttribute("title"))
            .findFirst()
            .orElse("");

    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    String fallback = id.isEmpty() ? path + " - " + verb : id;
    properties.put("displayName", title.isEmpty() ? fallback : title);
    properties.put("method", verb);
    properties.put("urlTemplate", path);
    properties.set("templateParameters", parameters(parameters, "template"));
    String description = ImportXml.childText(method, "doc");
    if (!description.isEmpty()) {
      properties.put("description", description);
    }
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.set("queryParameters", parameters(parameters, "query"));
    request.set("headers", parameters(parameters, "header"));
    ArrayNode bodies = request.putArray("representations");
    requests.forEach(r -> representations(r, bodies));
    if (request.findValue("name") != null || !bodies.isEmpty()) {
      properties.set("request", request);
    }
    properties.set("responses", responses(method));
    operations.add(new Named(names.next(id, verb, path), properties));
  }

  private static ArrayNode responses(Element method) {
    ArrayNode responses = JsonNodeFactory.instance.arrayNode();
    for (Element response : ImportXml.children(method, "response")) {
      String statuses =
          response.getAttribute("status").isBlank() ? "200" : response.getAttribute("status");
      for (String status : statuses.strip().split("\\s+", -1)) {
        if (status.matches("[0-9]{3}")) {
          ObjectNode node = responses.addObject().put("statusCode", Integer.parseInt(status));
          String description = ImportXml.childText(response, "doc");
          if (!description.isEmpty()) {
            node.put("description", description);
          }
          representations(response, node.putArray("representations"));
          node.set("headers", parameters(ImportXml.children(response, "param"), "header"));
        }
      }
    }
    return responses;
  }

  private static void representations(Element holder, ArrayNode into) {
    for (Element representation : ImportXml.children(holder, "representation")) {
      String type = representation.getAttribute("mediaType");
      if (!type.isEmpty()) {
        into.addObject().put("contentType", type);
      }
    }
  }

  private static ArrayNode parameters(List<Element> declared, String style) {
    ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
    for (Element parameter : declared) {
      if (parameter.getAttribute("style").equals(style)) {
        ObjectNode node = parameters.addObject().put("name", parameter.getAttribute("name"));
        String type = ImportXml.local(parameter.getAttribute("type"));
        String description = ImportXml.childText(parameter, "doc");
        if (!description.isEmpty()) {
          node.put("description", description);
        }
        node.put("type", type.isEmpty() ? "string" : type);
        if (!parameter.getAttribute("default").isEmpty()) {
          node.put("defaultValue", parameter.getAttribute("default"));
        }
        if (style.equals("template") || parameter.getAttribute("required").equals("true")) {
          node.put("required", true);
        }
        ArrayNode values = node.putArray("values");
        ImportXml.children(parameter, "option").forEach(o -> values.add(o.getAttribute("value")));
      }
    }
    return parameters;
  }
}
