package dev.apimage.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Spot;
import java.io.StringReader;
import java.util.IdentityHashMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads an OpenAPI document as leniently as its authors' tools do: anchors, repeated keys and
 * numbers as keys are no errors here, since the document is not ours.
 */
final class DocumentTree {
  private static final int LARGEST = 64 << 20;
  private static final int DEEPEST = 500;

  private final IdentityHashMap<Node, JsonNode> known = new IdentityHashMap<>();

  private DocumentTree() {}

  /**
   * The tree of a JSON or YAML text.
   *
   * @throws ProblemException if it is neither
   */
  static JsonNode read(String file, String text) {
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (plain.stripLeading().startsWith("{")) {
      try {
        return JsonMapper.builder().build().readTree(plain);
      } catch (JsonProcessingException e) {
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
        throw unreadable(file, "JSON", line, column);
      }
    }
    return yaml(file, plain);
  }

  private static JsonNode yaml(String file, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    options.setNestingDepthLimit(DEEPEST);
    // each anchor is turned into one tree, so that aliases cost nothing
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    try {
      Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
      return root == null
          ? JsonNodeFactory.instance.objectNode()
          : new DocumentTree().node(root, 0, file);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      throw unreadable(
          file,
          "YAML",
          mark == null ? 0 : mark.getLine() + 1,
          mark == null ? 0 : mark.getColumn() + 1);
    } catch (YAMLException e) {
      throw unreadable(file, "YAML", 0, 0);
    }
  }

  static ProblemException unreadable(String file, String language, int line, int column) {
    return new ProblemException(
        Problem.error(Code.UNKNOWN_DOCUMENT, "The API's document is no valid " + language + ".")
            .at(new Spot(file, line, column)));
  }

  private JsonNode node(Node node, int depth, String file) {
    if (depth > DEEPEST) {
      throw unreadable(file, "YAML", node.getStartMark().getLine() + 1, 0);
    }
    JsonNode done = known.get(node);
    if (done != null) {
      return done;
    }
    JsonNode tree;
    if (node instanceof MappingNode mapping) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (NodeTuple entry : mapping.getValue()) {
        JsonNode value = node(entry.getValueNode(), depth + 1, file);
        if (entry.getKeyNode() instanceof ScalarNode key) {
          object.set(key.getValue(), value);
        }
      }
      tree = object;
    } else if (node instanceof SequenceNode sequence) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      sequence.getValue().forEach(item -> list.add(node(item, depth + 1, file)));
      tree = list;
    } else {
      tree = scalar((ScalarNode) node);
    }
    known.put(node, tree);
    return tree;
  }

  /** Numbers stay as they are typed: a default of 1.10 is not 1.1. */
  private static JsonNode scalar(ScalarNode node) {
    if (node.getTag().equals(Tag.NULL)) {
      return JsonNodeFactory.instance.nullNode();
    }
    if (node.getTag().equals(Tag.BOOL)) {
      boolean isTrue = node.getValue().matches("(?i)true|yes|on");
      return JsonNodeFactory.instance.booleanNode(isTrue);
    }
    return JsonNodeFactory.instance.textNode(node.getValue());
  }
}
