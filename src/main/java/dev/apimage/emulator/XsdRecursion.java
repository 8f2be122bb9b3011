package dev.apimage.emulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Finds types that contain themselves, which an import of WSDL refuses (Azure/apiops issue 261).
 * Names are compared without their namespaces.
 */
final class XsdRecursion {
  private static final List<String> TYPES = List.of("type", "base", "itemType");

  private final Map<String, Set<String>> uses = new LinkedHashMap<>();
  private final Set<String> done = new HashSet<>();

  private XsdRecursion() {}

  /**
   * Lets schemas pass in which nothing contains itself.
   *
   * @throws ImportRefused if one does
   */
  static void refuse(List<Element> schemas) {
    XsdRecursion recursion = new XsdRecursion();
    for (Element schema : schemas) {
      for (String kind : List.of("element", "complexType", "group")) {
        ImportXml.children(schema, kind)
            .forEach(one -> recursion.add(kind, one.getAttribute("name"), one));
      }
    }
    recursion.uses.keySet().forEach(name -> recursion.follow(name, new LinkedHashSet<>()));
  }

  private void add(String kind, String name, Element component) {
    Set<String> used = uses.computeIfAbsent(kind + " " + name, key -> new LinkedHashSet<>());
    NodeList inside = component.getElementsByTagNameNS("*", "*");
    List<Element> all = new ArrayList<>(List.of(component));
    for (int i = 0; i < inside.getLength(); i++) {
      all.add((Element) inside.item(i));
    }
    for (Element one : all) {
      TYPES.forEach(attribute -> used.add("complexType " + local(one, attribute)));
      used.add(one.getLocalName() + " " + local(one, "ref"));
    }
  }

  /** The name that an attribute refers to; empty for XML Schema's own types. */
  private static String local(Element element, String attribute) {
    String name = element.getAttribute(attribute);
    int colon = name.indexOf(':');
    String namespace = element.lookupNamespaceURI(colon < 0 ? null : name.substring(0, colon));
    return XMLConstants.W3C_XML_SCHEMA_NS_URI.equals(namespace) ? "" : ImportXml.local(name);
  }

  private void follow(String name, Set<String> above) {
    if (!above.add(name)) {
      throw WsdlImport.refused(
          "Element named '"
              + name.substring(name.indexOf(' ') + 1)
              + "' has a recursive definition. Recursive types are not supported.");
    }
    if (done.add(name)) {
      uses.getOrDefault(name, Set.of()).forEach(used -> follow(used, above));
    }
    above.remove(name);
  }
}
