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
 * Imports a WSDL 1.1 document as a SOAP pass-through API: each operation of the first SOAP
 * endpoint's port type becomes a POST whose URL template names its SOAP action.
 */
final class WsdlImport {
  private static final String SOAP_11 = "http://schemas.xmlsoap.org/wsdl/soap/";
  private static final String SOAP_12 = "http://schemas.xmlsoap.org/wsdl/soap12/";

  private final Element definitions;
  private final Options options;

  private WsdlImport(Element definitions, Options options) {
    this.definitions = definitions;
    this.options = options;
  }

  static Imported read(String text, Options options) {
    return new WsdlImport(ImportXml.root(text, "definitions"), options).run();
  }

  private Imported run() {
    for (Element service : ImportXml.children(definitions, "service")) {
      for (Element port : ImportXml.children(service, "port")) {
        for (Element address : ImportXml.children(port, "address")) {
          if (soap(address)) {
            return endpoint(service, port, address);
          }
        }
      }
    }
    throw ImportRefused.parsing("The WSDL document has no service with a SOAP endpoint.");
  }

  private Imported endpoint(Element service, Element port, Element address) {
    Element binding = named("binding", port.getAttribute("binding"));
    Element portType = named("portType", binding.getAttribute("type"));
    Map<String, String> actions = actions(binding);
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
      String template = "/?soapAction=" + (action.isEmpty() ? name : action);
      operations.add(new Named(names.next(name, "POST", template), operation(operation, template)));
    }
    return new Imported(api, operations, schemas());
  }

  private static ObjectNode operation(Element operation, String template) {
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
    request.putArray("representations").addObject().put("contentType", "text/xml");
    ObjectNode response = properties.putArray("responses").addObject().put("statusCode", 200);
    response.putArray("representations").addObject().put("contentType", "text/xml");
    response.putArray("headers");
    return properties;
  }

  /** Operation name → SOAP action. */
  private static Map<String, String> actions(Element binding) {
    Map<String, String> actions = new HashMap<>();
    for (Element operation : ImportXml.children(binding, "operation")) {
      for (Element soap : ImportXml.children(operation, "operation")) {
        if (soap(soap)) {
          actions.put(operation.getAttribute("name"), soap.getAttribute("soapAction"));
        }
      }
    }
    return actions;
  }

  private List<Named> schemas() {
    List<Named> schemas = new ArrayList<>();
    for (Element types : ImportXml.children(definitions, "types")) {
      for (Element schema : ImportXml.children(types, "schema")) {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        properties.put("contentType", "application/vnd.ms-azure-apim.xsd+xml");
        properties.putObject("document").put("value", ImportXml.write(schema));
        schemas.add(new Named(options.schemaNames().get(), properties));
      }
    }
    return schemas;
  }

  private Element named(String kind, String qualifiedName) {
    String name = ImportXml.local(qualifiedName);
    return ImportXml.children(definitions, kind).stream()
        .filter(element -> element.getAttribute("name").equals(name))
        .findFirst()
        .orElseThrow(
            () -> ImportRefused.parsing("The WSDL document has no " + kind + " '" + name + "'."));
  }

  private static boolean soap(Element element) {
    String namespace = element.getNamespaceURI();
    return SOAP_11.equals(namespace) || SOAP_12.equals(namespace);
  }
}
