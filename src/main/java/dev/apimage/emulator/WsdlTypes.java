package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.w3c.dom.Element;

/** The XML schemas inside a WSDL document, and which of them declares an element. */
final class WsdlTypes {
  private final List<Schema> schemas = new ArrayList<>();

  private record Schema(Named named, Element element) {
    boolean declares(String namespace, String name) {
      return element.getAttribute("targetNamespace").equals(namespace)
          && ImportXml.children(element, "element").stream()
              .anyMatch(declared -> declared.getAttribute("name").equals(name));
    }
  }

  private WsdlTypes() {}

  /**
   * Reads a document's types.
   *
   * @throws ImportRefused if a schema is made of other documents, or a type of itself
   */
  static WsdlTypes of(Element definitions, Supplier<String> names) {
    WsdlTypes types = new WsdlTypes();
    for (Element holder : ImportXml.children(definitions, "types")) {
      for (Element schema : ImportXml.children(holder, "schema")) {
        whole(schema);
        ObjectNode properties = Json.object();
        properties.put("contentType", "application/vnd.ms-azure-apim.xsd+xml");
        properties.putObject("document").put("value", ImportXml.write(schema));
        types.schemas.add(new Schema(new Named(names.get(), properties), schema));
      }
    }
    XsdRecursion.refuse(types.schemas.stream().map(Schema::element).toList());
    return types;
  }

  private static void whole(Element schema) {
    for (String directive : List.of("import", "include")) {
      for (Element one : ImportXml.children(schema, directive)) {
        if (!one.getAttribute("schemaLocation").isEmpty()) {
          throw WsdlImport.refused("The directive xsd:" + directive + " is not supported.");
        }
      }
    }
  }

  List<Named> schemas() {
    return schemas.stream().map(Schema::named).toList();
  }

  /** Names the schema and the element of a message part, if it is one of these schemas. */
  void bind(ObjectNode representation, Element part) {
    String qualified = part.getAttribute("element");
    int colon = qualified.indexOf(':');
    String prefix = colon < 0 ? null : qualified.substring(0, colon);
    String namespace = part.lookupNamespaceURI(prefix);
    String name = ImportXml.local(qualified);
    for (Schema schema : schemas) {
      if (!name.isEmpty() && schema.declares(namespace == null ? "" : namespace, name)) {
        representation.put("schemaId", schema.named().name()).put("typeName", name);
        return;
      }
    }
  }
}
