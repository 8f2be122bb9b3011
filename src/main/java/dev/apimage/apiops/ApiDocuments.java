package dev.apimage.apiops;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Spot;
import dev.apimage.text.Projection;
import dev.apimage.text.Specification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The documents of APIs. APIOps keeps no operations, only the document that the service exports, so
 * the document is the truth of an imported API.
 */
final class ApiDocuments {
  private static final String GRAPHQL_SCHEMA = "application/vnd.ms-azure-apim.graphql.schema";

  private final SourceTree tree;
  private final Gathered gathered;
  private final Map<Address, Projection> projections = new HashMap<>();

  ApiDocuments(SourceTree tree, Gathered gathered) {
    this.tree = tree;
    this.gathered = gathered;
  }

  /** Puts an API's document into its properties, or makes a schema of it; the file it stands in. */
  Optional<String> read(Folder folder, Address api, ObjectNode properties) {
    List<String> files =
        folder.files().entrySet().stream()
            .filter(e -> e.getKey().startsWith("specification."))
            .map(Map.Entry::getValue)
            .toList();
    properties.put("definition", "operations");
    if (files.isEmpty()) {
      String file = folder.ending("Information.json").get(0);
      String text =
          "The tree has no document of " + api + ", so the image has no operations of it.";
      tree.add(
          Problem.warning(Code.IMPORT_NOT_CARRIED, text)
              .advise("Extract it from the service with apimage."),
          file);
      return Optional.empty();
    }
    for (String more : files.subList(1, files.size())) {
      tree.understood(more);
      String text = api + " has a second document, which was left out.";
      tree.add(Problem.warning(Code.IMPORT_DISAGREES, text), more);
    }
    String file = files.get(0);
    return tree.text(file).flatMap(text -> document(api, file, text, properties));
  }

  private Optional<String> document(Address api, String file, String raw, ObjectNode properties) {
    String lines = raw.replace("\r\n", "\n").replace('\r', '\n');
    String text = lines.endsWith("\n") ? lines : lines + "\n";
    try {
      String format = Specification.importFormat(file, text);
      if (format.equals("graphql")) {
        schema(api, file, text);
        return Optional.empty();
      }
      projections.put(api, Specification.read(file, format, text));
      properties.put("definition", "specification");
      properties.put("format", format);
      properties.put("value", text);
      return Optional.of(file);
    } catch (ProblemException e) {
      e.problems().forEach(tree::add);
      return Optional.empty();
    }
  }

  /** A GraphQL schema is a resource of its own (REST reference, API Schema - Create Or Update). */
  private void schema(Address api, String file, String text) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("contentType", GRAPHQL_SCHEMA);
    schema.putObject("document").put("value", text);
    gathered.add(
        api.child("schemas", "graphql"), schema, position -> Optional.of(Spot.of(file)), file);
  }

  /** Notes an operation that only has a policy here, naming it if the document has none such. */
  void bind(Address operation, String file) {
    Projection projection = projections.get(operation.parent());
    if (projection == null || projection.find(operation.name(), "", "").isEmpty()) {
      String text = "The API's document has no operation " + operation.name() + ".";
      tree.add(
          Problem.warning(Code.IMPORT_DISAGREES, text)
              .advise("Publishing will refuse the policy until the document names its operation."),
          file);
    }
  }
}
