package dev.apimage.emulator;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** XML definitions as trees; nothing outside the text is ever read. */
final class ImportXml {
  private ImportXml() {}

  /** The root element, if its local name is {@code name}. */
  static Element root(String text, String name) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setNamespaceAware(true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      String document = text.startsWith("\uFEFF") ? text.substring(1) : text;
      Element root =
          builder.parse(new InputSource(new StringReader(document))).getDocumentElement();
      if (root.getLocalName().equals(name)) {
        return root;
      }
      throw ImportRefused.parsing(
          "The root element is '" + root.getLocalName() + "', not '" + name + "'.");
    } catch (SAXParseException e) {
      throw ImportRefused.parsing(
          e.getMessage()
              + " Line "
              + e.getLineNumber()
              + ", position "
              + e.getColumnNumber()
              + ".");
    } catch (SAXException e) {
      throw ImportRefused.parsing(String.valueOf(e.getMessage()));
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException("a text in memory can be parsed", e);
    }
  }

  /** The child elements of this local name, in document order. */
  static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && child.getLocalName().equals(name)) {
        found.add(child);
      }
    }
    return found;
  }

  /** The text of the first child of this name, stripped; empty if there is none. */
  static String childText(Element parent, String name) {
    return children(parent, name).stream()
        .findFirst()
        .map(child -> child.getTextContent().strip())
        .orElse("");
  }

  /** What follows the prefix of a qualified name. */
  static String local(String qualifiedName) {
    return qualifiedName.substring(qualifiedName.indexOf(':') + 1);
  }

  /** The element as a document of its own, with the namespaces that it inherits. */
  static String write(Element element) {
    Element alone = (Element) element.cloneNode(true);
    for (Node parent = element.getParentNode();
        parent instanceof Element;
        parent = parent.getParentNode()) {
      NamedNodeMap attributes = parent.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        Node attribute = attributes.item(i);
        boolean namespace = XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
        if (namespace && !alone.hasAttribute(attribute.getNodeName())) {
          alone.setAttributeNS(
              XMLConstants.XMLNS_ATTRIBUTE_NS_URI,
              attribute.getNodeName(),
              attribute.getNodeValue());
        }
      }
    }
    try {
      StringWriter out = new StringWriter();
      Transformer transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      transformer.transform(new DOMSource(alone), new StreamResult(out));
      return out.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException("a tree in memory can be written", e);
    }
  }
}
