package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import org.w3c.dom.Element;

/**
 * A SOAP API as a WSDL 1.1 document: one service with one port, document style, all messages in the
 * target namespace ("Namespaces other than the target are not preserved on export", Microsoft
 * Learn, "API import restrictions and known issues").
 */
final class WsdlExport {
  private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
  private static final String SOAP_11 = "http://schemas.xmlsoap.org/wsdl/soap/";
  private static final String SOAP_12 = "http://schemas.xmlsoap.org/wsdl/soap12/";
  private static final String XSD = "http://www.w3.org/2001/XMLSchema";
  private static final String HTTP = "http://schemas.xmlsoap.org/soap/http";
  private static final String ACTION = "soapaction=";

  private final ExportXml xml = new ExportXml(WSDL, "wsdl", "definitions");
  private final ExportedApi api;
  private final String service;
  private final String soap;
  private final Set<String> names = new HashSet<>();

  private WsdlExport(ExportedApi api) {
    this.api = api;
    this.service = ExportXml.name(api.title());
    this.soap = isSoap12(api) ? SOAP_12 : SOAP_11;
  }

  static String write(ExportedApi api) {
    return new WsdlExport(api).document();
  }

  private static boolean isSoap12(ExportedApi api) {
    return api.operations().stream()
        .flatMap(operation -> operation.bodies().stream())
        .anyMatch(body -> Json.text(body, "contentType").startsWith("application/soap+xml"));
  }

  private String document() {
    List<Element> schemas = new ArrayList<>();
    api.texts("xsd+xml").forEach(text -> schemas.add(ImportXml.root(text, "schema")));
    String target =
        schemas.stream()
            .map(schema -> schema.getAttribute("targetNamespace"))
            .filter(uri -> !uri.isEmpty())
            .findFirst()
            .orElse(api.address());
    xml.root().setAttribute("name", service);
    xml.root().setAttribute("targetNamespace", target);
    xml.declare("tns", target);
    xml.declare("soap", soap);
    xml.text(xml.root(), "documentation", api.description());
    if (!schemas.isEmpty()) {
      Element types = xml.add(xml.root(), "types");
      schemas.forEach(schema -> xml.copy(types, schema));
    }
    List<Operation> operations = new ArrayList<>();
    api.operations().forEach(operation -> operations.add(named(operation)));
    operations.forEach(this::messages);
    portType(operations);
    binding(operations);
    service();
    return xml.write();
  }

  /** An operation and the name that it has in the document. */
  private record Operation(String name, ExportedOperation operation) {}

  private Operation named(ExportedOperation operation) {
    String shown = ExportXml.name(operation.displayName());
    String name = names.contains(shown) ? ExportXml.name(operation.name()) : shown;
    names.add(name);
    return new Operation(name, operation);
  }

  private void messages(Operation operation) {
    message(operation.name() + "Request", operation.operation().bodies());
    message(
        operation.name() + "Response",
        operation.operation().responses().stream()
            .map(ExportedOperation::representations)
            .filter(bodies -> !bodies.isEmpty())
            .findFirst()
            .orElse(List.of()));
  }

  private void message(String name, List<? extends JsonNode> bodies) {
    String type = bodies.stream().map(body -> Json.text(body, "typeName")).findFirst().orElse("");
    Element part =
        xml.add(xml.add(xml.root(), "message", "name", name), "part", "name", "parameters");
    if (type.isEmpty()) {
      // Declared here alone: a schema that is imported again keeps all that it inherits.
      part.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:xsd", XSD);
      part.setAttribute("type", "xsd:anyType");
    } else {
      part.setAttribute("element", "tns:" + ExportXml.name(type));
    }
  }

  private void portType(List<Operation> operations) {
    Element portType = xml.add(xml.root(), "portType", "name", service + "PortType");
    for (Operation operation : operations) {
      Element shown = xml.add(portType, "operation", "name", operation.name());
      xml.text(shown, "documentation", operation.operation().description());
      xml.add(shown, "input", "message", "tns:" + operation.name() + "Request");
      xml.add(shown, "output", "message", "tns:" + operation.name() + "Response");
    }
  }

  private void binding(List<Operation> operations) {
    Element binding =
        xml.add(
            xml.root(),
            "binding",
            "name",
            service + "Binding",
            "type",
            "tns:" + service + "PortType");
    xml.addOther(binding, soap, "soap:binding", "style", "document", "transport", HTTP);
    for (Operation operation : operations) {
      Element shown = xml.add(binding, "operation", "name", operation.name());
      String action = action(operation.operation());
      xml.addOther(shown, soap, "soap:operation", "soapAction", action, "style", "document");
      xml.addOther(xml.add(shown, "input"), soap, "soap:body", "use", "literal");
      xml.addOther(xml.add(shown, "output"), soap, "soap:body", "use", "literal");
    }
  }

  private static String action(ExportedOperation operation) {
    String template = operation.urlTemplate();
    int at = template.toLowerCase(Locale.ROOT).indexOf(ACTION);
    return at < 0 ? "" : template.substring(at + ACTION.length());
  }

  private void service() {
    Element shown = xml.add(xml.root(), "service", "name", service);
    xml.text(shown, "documentation", api.description());
    Element port =
        xml.add(shown, "port", "name", service + "Port", "binding", "tns:" + service + "Binding");
    xml.addOther(port, soap, "soap:address", "location", api.address());
  }
}
