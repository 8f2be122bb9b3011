package dev.apimage.emulator;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * An XML document that grows: elements of one vocabulary under a prefix, others where they are
 * said.
 */
final class ExportXml {
  private final Document document;
  private final String namespace;
  private final String prefix;
  private final Set<Node> copies = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Starts a document.
   *
   * @param prefix of the vocabulary; empty for the default namespace
   */
  ExportXml(String namespace, String prefix, String root) {
    this.namespace = namespace;
    this.prefix = prefix.isEmpty() ? "" : prefix + ":";
    try {
      document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java has an XML parser", e);
    }
    document.appendChild(document.createElementNS(namespace, this.prefix + root));
    declare(prefix, namespace);
  }

  Element root() {
    return document.getDocumentElement();
  }

  /** Declares a namespace for all of the document. */
  void declare(String name, String uri) {
    String attribute =
        name.isEmpty() ? XMLConstants.XMLNS_ATTRIBUTE : XMLConstants.XMLNS_ATTRIBUTE + ":" + name;
    root().setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, attribute, uri);
  }

  /** A new last child of the document's vocabulary; attributes are names and values in turn. */
  Element add(Element parent, String name, String... attributes) {
    return addOther(parent, namespace, prefix + name, attributes);
  }

  /** A new last child of another vocabulary. */
  Element addOther(Element parent, String uri, String qualifiedName, String... attributes) {
    Element child = document.createElementNS(uri, qualifiedName);
    for (int i = 0; i < attributes.length; i += 2) {
      child.setAttribute(attributes[i], legal(attributes[i + 1]));
    }
    parent.appendChild(child);
    return child;
  }

  /** A new last child with a text, unless the text is empty. */
  void text(Element parent, String name, String text) {
    if (!text.isEmpty()) {
      add(parent, name).setTextContent(legal(text));
    }
  }

  /** A copy of an element of another document, as the last child; it stays as it was written. */
  void copy(Element parent, Node element) {
    Node copy = document.importNode(element, true);
    copies.add(copy);
    parent.appendChild(copy);
  }

  /** XML 1.0 has no way to write most control characters. */
  static String legal(String text) {
    return text.replaceAll(
        "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", "");
  }

  /**
   * A name that an identifier or a part of a qualified name may have: letters, digits, - _ and
   * dots. Letters beyond Latin-1 go as well, since editions of XML 1.0 differ about them.
   */
  static String name(String wanted) {
    String name =
        wanted.replaceAll("[^A-Za-z0-9._\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u00FF-]", "_");
    return name.matches("[-.0-9].*|") ? "_" + name : name;
  }

  String write() {
    indent(root(), "\n");
    try {
      StringWriter out = new StringWriter();
      Transformer transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      transformer.transform(new DOMSource(document), new StreamResult(out));
      return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + out + "\n";
    } catch (TransformerException e) {
      throw new IllegalStateException("a tree in memory can be written", e);
    }
  }

  private void indent(Node element, String line) {
    NodeList nodes = element.getChildNodes();
    List<Node> children = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      children.add(nodes.item(i));
    }
    if (copies.contains(element)
        || children.stream().anyMatch(node -> !(node instanceof Element))) {
      return;
    }
    for (Node child : children) {
      element.insertBefore(document.createTextNode(line + "  "), child);
      indent(child, line + "  ");
    }
    if (!children.isEmpty()) {
      element.appendChild(document.createTextNode(line));
    }
  }
}
