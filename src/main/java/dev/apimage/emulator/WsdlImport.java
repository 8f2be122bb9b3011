package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.emulator.ApiImport.Options;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * Imports a WSDL 1.1 document. Each operation of the SOAP endpoint's port type becomes a POST: one
 * whose URL template names its SOAP action in a pass-through API, one with its name for a path in a
 * REST API. (The policies that translate between JSON and SOAP for the latter are left out; their
 * text is not published.)
 *
 * <p>Refused is what Azure refuses: imports and includes, style rpc, messages of several parts,
 * recursion (Microsoft Learn, "API import restrictions and known issues", WSDL).
 */
final class WsdlImport {
  private static final String SOAP_11 = "http://schemas.xmlsoap.org/wsdl/soap/";
  private static final String SOAP_12 = "http://schemas.xmlsoap.org/wsdl/soap12/";

  private final Element definitions;
  private final Options options;
  private final WsdlTypes types;

  private WsdlImport(Element definitions, Options options) {
    this.definitions = definitions;
    this.options = options;
    this.types = WsdlTypes.of(definitions, options.schemaNames());
  }

  static Imported read(String text, Options options) {
    Element definitions = ImportXml.root(text, "definitions");
    if (!ImportXml.children(definitions, "import").isEmpty()) {
      throw refused("The directive wsdl:import is not supported.");
    }
    return new WsdlImport(definitions, options).run();
  }

  /** A document that is well-formed and not importable, in the service's words. */
  static ImportRefused refused(String why) {
    return ImportRefused.parsing("Unable to import API from WSDL: " + why);
  }

  private Imported run() {
    for (Element service : ImportXml.children(definitions, "service")) {
      for (Element port : ImportXml.children(service, "port")) {
        for (Element address : ImportXml.children(port, "address")) {
          if (soap(address)
              && chosen(service, options.soap().service())
              && chosen(port, options.soap().endpoint())) {
            return endpoint(service, port, address);
          }
        }
      }
    }
    throw refused("The document has no service with a SOAP endpoint that was asked for.");
  }

  private static boolean chosen(Element element, String name) {
    return name.isEmpty() || element.getAttribute("name").equals(name);
  }

  private Imported endpoint(Element service, Element port, Element address) {
    Element binding = named("binding", port.getAttribute("binding"));
    Element portType = named("portType", binding.getAttribute("type"));
    Map<String, String> actions = actions(binding);
    boolean soap12 = SOAP_12.equals(address.getNamespaceURI());
    ObjectNode api = JsonNodeFactory.instance.objectNode();
    api.put("displayName", service.getAttribute("name"));
    String description = ImportXml.childText(service, "documentation");
    if (!description.isEmpty()) {
      api.put("description", description);
    }
    api.put("serviceUrl", address.getAttribute("location"));

    OperationNames names = new OperationNames();
    List<Named> operations = new ArrayList<>();
    for (Element operation : ImportXml.children(portType, "operation")) {
      String name = operation.getAttribute("name");
      String action = actions.getOrDefault(name, "");
      String template =
          options.soap().toRest()
              ? "/" + name
              : "/?soapAction=" + (action.isEmpty() ? name : action);
      String media = soap12 ? "application/soap+xml" : "text/xml";
      operations.add(
          new Named(
              names.next(name, "POST", template),
              operation(
                  operation, template, options.soap().toRest() ? "application/json" : media)));
    }
    return new Imported(api, operations, types.schemas());
  }

  private ObjectNode operation(Element operation, String template, String media) {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    properties.put("displayName", operation.getAttribute("name"));
    properties.put("method", "POST");
    properties.put("urlTemplate", template);
    properties.putArray("templateParameters");
    String description = ImportXml.childText(operation, "documentation");
    if (!description.isEmpty()) {
      properties.put("description", description);
    }
    ObjectNode request = properties.putObject("request");
    request.putArray("queryParameters");
    request.putArray("headers");
    body(request.putArray("representations").addObject(), operation, "input", media);
    ObjectNode response = properties.putArray("responses").addObject().put("statusCode", 200);
    body(response.putArray("representations").addObject(), operation, "output", media);
    response.putArray("headers");
    return properties;
  }

  /** A representation and, where the message has one element of a schema, its type. */
  private void body(ObjectNode representation, Element operation, String direction, String media) {
    representation.put("contentType", media);
    for (Element one : ImportXml.children(operation, direction)) {
      List<Element> parts =
          ImportXml.children(named("message", one.getAttribute("message")), "part");
      if (parts.size() > 1) {
        throw refused("The message '" + one.getAttribute("message") + "' has more than one part.");
      }
      if (!parts.isEmpty() && !options.soap().toRest()) {
        types.bind(representation, parts.get(0));
      }
    }
  }

  /** Operation name → SOAP action. */
  private static Map<String, String> actions(Element binding) {
    Map<String, String> actions = new HashMap<>();
    ImportXml.children(binding, "binding").forEach(WsdlImport::documentStyle);
    for (Element operation : ImportXml.children(binding, "operation")) {
      for (Element soap : ImportXml.children(operation, "operation")) {
        if (soap(soap)) {
          documentStyle(soap);
          actions.put(operation.getAttribute("name"), soap.getAttribute("soapAction"));
        }
      }
    }
    return actions;
  }

  private static void documentStyle(Element soap) {
    if (soap.getAttribute("style").equals("rpc")) {
      throw refused("Only SOAP bindings of \"document\" style are supported, not \"rpc\".");
    }
  }

  private Element named(String kind, String qualifiedName) {
    String name = ImportXml.local(qualifiedName);
    return ImportXml.children(definitions, kind).stream()
        .filter(element -> element.getAttribute("name").equals(name))
        .findFirst()
        .orElseThrow(() -> refused("The document has no " + kind + " '" + name + "'."));
  }

  private static boolean soap(Element element) {
    String namespace = element.getNamespaceURI();
    return SOAP_11.equals(namespace) || SOAP_12.equals(namespace);
  }
}
