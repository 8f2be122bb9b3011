package dev.apimage.text;

import dev.apimage.text.ProjectedParameter.Place;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** What an import makes of a WADL or WSDL document. */
final class XmlProjector {
  private final OperationNames names = new OperationNames();
  private final List<ProjectedOperation> operations = new ArrayList<>();

  private XmlProjector() {}

  /**
   * The root element of a text.
   *
   * @throws dev.apimage.model.ProblemException if it is no XML, or XML with a document type
   */
  static Element root(String file, String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setExpandEntityReferences(false);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Throwing());
      String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
      return builder.parse(new InputSource(new StringReader(plain))).getDocumentElement();
    } catch (SAXParseException e) {
      throw DocumentTree.unreadable(file, "XML", e.getLineNumber(), e.getColumnNumber());
    } catch (SAXException | IOException e) {
      throw DocumentTree.unreadable(file, "XML", 0, 0);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's XML parser has these features", e);
    }
  }

  /** The JDK's own handler prints to standard error. */
  private static final class Throwing implements ErrorHandler {
    @Override
    public void warning(SAXParseException exception) {}

    @Override
    public void error(SAXParseException exception) throws SAXException {
      throw exception;
    }

    @Override
    public void fatalError(SAXParseException exception) throws SAXException {
      throw exception;
    }
  }

  static Projection project(Element root) {
    XmlProjector projector = new XmlProjector();
    if (root.getLocalName().equals("application")) {
      for (Element resources : children(root, "resources")) {
        children(resources, "resource").forEach(r -> projector.resource(r, "", List.of()));
      }
    } else {
      projector.wsdl(root);
    }
    return new Projection(projector.operations);
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element element && name.equals(element.getLocalName())) {
        found.add(element);
      }
    }
    return found;
  }

  private void resource(Element resource, String above, List<ProjectedParameter> inherited) {
    String own = resource.getAttribute("path").replaceAll("^/+|/+$", "");
    String path = own.isEmpty() ? above : above + "/" + own;
    List<ProjectedParameter> parameters = new ArrayList<>(inherited);
    parameters.addAll(parameters(resource));
    for (Element method : children(resource, "method")) {
      method(method, path, parameters);
    }
    children(resource, "resource").forEach(r -> resource(r, path, parameters));
  }

  private void method(Element method, String path, List<ProjectedParameter> inherited) {
    List<ProjectedParameter> parameters = new ArrayList<>(inherited);
    children(method, "request").forEach(r -> parameters.addAll(parameters(r)));
    List<String> codes = new ArrayList<>();
    for (Element response : children(method, "response")) {
      for (String code : response.getAttribute("status").trim().split("\\s+", -1)) {
        if (code.matches("\\d{3}")) {
          codes.add(code);
        }
      }
    }
    String verb = method.getAttribute("name").toUpperCase(Locale.ROOT);
    String id = method.getAttribute("id");
    List<Element> docs = children(method, "doc");
    String description = docs.isEmpty() ? "" : docs.get(0).getTextContent();
    String title = docs.isEmpty() ? "" : docs.get(0).getAttribute("title");
    operations.add(
        new ProjectedOperation(
            names.next(id, verb, path),
            verb,
            UrlTemplate.of(path).path(),
            title.isBlank() ? id : title,
            description,
            parameters,
            codes.isEmpty() ? List.of("*") : codes));
  }

  private static List<ProjectedParameter> parameters(Element parent) {
    List<ProjectedParameter> found = new ArrayList<>();
    for (Element param : children(parent, "param")) {
      Place place =
          switch (param.getAttribute("style")) {
            case "template" -> Place.TEMPLATE;
            case "query" -> Place.QUERY;
            case "header" -> Place.HEADER;
            default -> null;
          };
      if (place != null) {
        List<String> values =
            children(param, "option").stream().map(o -> o.getAttribute("value")).toList();
        boolean required = place == Place.TEMPLATE || param.getAttribute("required").equals("true");
        found.add(
            new ProjectedParameter(
                place,
                param.getAttribute("name"),
                "",
                required,
                param.getAttribute("default"),
                values,
                children(param, "doc").stream().map(Node::getTextContent).findFirst().orElse("")));
      }
    }
    return found;
  }

  /** Address and answers of SOAP operations depend on the binding chosen: only names compare. */
  private void wsdl(Element root) {
    List<Element> ports = new ArrayList<>(children(root, "portType"));
    ports.addAll(children(root, "interface"));
    List<String> seen = new ArrayList<>();
    for (Element port : ports) {
      for (Element operation : children(port, "operation")) {
        String name = operation.getAttribute("name");
        if (!seen.contains(name)) {
          seen.add(name);
          List<Element> docs = children(operation, "documentation");
          operations.add(
              new ProjectedOperation(
                  names.next(name, "POST", name),
                  "POST",
                  "",
                  name,
                  docs.isEmpty() ? "" : docs.get(0).getTextContent(),
                  List.of(),
                  List.of("*")));
        }
      }
    }
  }
}
