package dev.apimage.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Spot;
import dev.apimage.text.ProjectedParameter.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * An API's document, and the question whether a service's operations are what an import of it would
 * make (Microsoft Learn, "API import restrictions and known issues"). Left out, because an import
 * drops it or the service adds it by itself: bodies and their types, security, callbacks, links,
 * cookies, extensions, the {@code Accept}, {@code Content-Type} and {@code Authorization} headers,
 * texts of answers, answers that are no number.
 */
public final class Specification {
  private Specification() {}

  /**
   * ARM's import format for a document: {@code openapi}, {@code openapi+json}, {@code
   * swagger-json}, {@code wadl-xml}, {@code wsdl} or {@code graphql}; by the file's ending and,
   * where that leaves a choice, by the text.
   *
   * @throws ProblemException if it is none of them
   */
  public static String importFormat(String fileName, String text) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    String ending = lower.substring(lower.lastIndexOf('.') + 1);
    return switch (ending) {
      case "graphql", "gql", "graphqls" -> "graphql";
      case "wadl" -> "wadl-xml";
      case "wsdl" -> "wsdl";
      case "xml" ->
          XmlProjector.root(fileName, text).getLocalName().equals("application")
              ? "wadl-xml"
              : "wsdl";
      case "json" ->
          DocumentTree.read(fileName, text).has("swagger") ? "swagger-json" : "openapi+json";
      case "yaml", "yml" -> "openapi";
      default ->
          throw new ProblemException(
              Problem.error(Code.UNKNOWN_DOCUMENT, "The API's document is of no known kind.")
                  .at(Spot.of(fileName))
                  .advise("Name it .yaml, .json, .wadl, .wsdl or .graphql."));
    };
  }

  /**
   * What an import of a document makes. A GraphQL document makes no operations.
   *
   * @param file its name, for problems
   * @param format ARM's import format
   * @throws ProblemException if the document cannot be read
   */
  public static Projection read(String file, String format, String text) {
    return switch (format) {
      case "graphql" -> new Projection(List.of());
      case "wadl-xml", "wsdl" -> {
        Element root = XmlProjector.root(file, text);
        yield XmlProjector.project(root);
      }
      default -> {
        JsonNode root = DocumentTree.read(file, text);
        if (!OpenApiProjector.isOpenApi(root)) {
          throw new ProblemException(
              Problem.error(
                      Code.UNKNOWN_DOCUMENT,
                      "The API's document has neither openapi nor swagger at its top.")
                  .at(Spot.of(file)));
        }
        yield OpenApiProjector.project(root);
      }
    };
  }

  /**
   * A service's operations in the same form.
   *
   * @param operations the properties of each operation resource, with its resource name as {@code
   *     name}
   */
  public static Projection ofOperations(Collection<ObjectNode> operations) {
    return new Projection(operations.stream().map(Specification::operation).toList());
  }

  private static ProjectedOperation operation(ObjectNode operation) {
    UrlTemplate url = UrlTemplate.of(operation.path("urlTemplate").asText(""));
    Map<String, String> inQuery = new HashMap<>();
    url.query().forEach((query, template) -> inQuery.put(template, query));
    List<ProjectedParameter> parameters = new ArrayList<>();
    for (JsonNode each : operation.path("templateParameters")) {
      String query = inQuery.get(each.path("name").asText(""));
      parameters.add(
          query == null
              ? parameter(Place.TEMPLATE, each, each.path("name").asText(""), true)
              : parameter(Place.QUERY, each, query, true));
    }
    JsonNode request = operation.path("request");
    for (JsonNode each : request.path("queryParameters")) {
      parameters.add(own(Place.QUERY, each));
    }
    for (JsonNode each : request.path("headers")) {
      String name = each.path("name").asText("").toLowerCase(Locale.ROOT);
      if (!OpenApiProjector.IGNORED_HEADERS.contains(name)) {
        parameters.add(own(Place.HEADER, each));
      }
    }
    List<String> codes = new ArrayList<>();
    operation.path("responses").forEach(r -> codes.add(r.path("statusCode").asText("")));
    return new ProjectedOperation(
        operation.path("name").asText(""),
        operation.path("method").asText("").toUpperCase(Locale.ROOT),
        url.path(),
        operation.path("displayName").asText(""),
        operation.path("description").asText(""),
        parameters,
        codes);
  }

  private static ProjectedParameter own(Place place, JsonNode node) {
    return parameter(place, node, node.path("name").asText(""), node.path("required").asBoolean());
  }

  private static ProjectedParameter parameter(
      Place place, JsonNode node, String name, boolean required) {
    List<String> values = new ArrayList<>();
    node.path("values").forEach(v -> values.add(v.asText("")));
    return new ProjectedParameter(
        place,
        name,
        node.path("type").asText(""),
        required,
        node.path("defaultValue").asText(""),
        values,
        node.path("description").asText(""));
  }
}
