package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML document as a JSON tree.
 *
 * <p>Jackson's YAML reader turns an alias into its name; hand-written OpenAPI documents use
 * anchors, so they are resolved here. Plain scalars follow YAML 1.2's JSON schema: {@code no} and
 * {@code 2020-01-01} are text.
 */
final class YamlTree {
  private static final int DEEPEST = 200;
  private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]*)");
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)?(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?");
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

  /** What an anchor stands for is read once, however often it is named. */
  private final IdentityHashMap<Node, JsonNode> done = new IdentityHashMap<>();

  private YamlTree() {}

  /**
   * Reads one document; a missing node if the text is empty.
   *
   * @throws ImportRefused if the text is no YAML, has a key twice, or refers to itself
   */
  static JsonNode read(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(ApiImport.LARGEST);
    options.setNestingDepthLimit(DEEPEST);
    try {
      Node root = new Yaml(options).compose(new StringReader(text));
      return root == null ? MissingNode.getInstance() : new YamlTree().tree(root);
    } catch (MarkedYAMLException e) {
      throw refused(e.getProblemMark(), String.valueOf(e.getProblem()));
    } catch (YAMLException e) {
      throw ImportRefused.parsing(String.valueOf(e.getMessage()));
    }
  }

  private JsonNode tree(Node node) {
    if (done.containsKey(node)) {
      JsonNode known = done.get(node);
      if (known.isMissingNode()) {
        throw refused(node.getStartMark(), "The anchor contains itself.");
      }
      return known;
    }
    done.put(node, MissingNode.getInstance());
    JsonNode tree;
    if (node instanceof MappingNode mapping) {
      tree = object(mapping);
    } else if (node instanceof SequenceNode sequence) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      sequence.getValue().forEach(element -> array.add(tree(element)));
      tree = array;
    } else {
      tree = scalar((ScalarNode) node);
    }
    done.put(node, tree);
    return tree;
  }

  private ObjectNode object(MappingNode mapping) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw refused(tuple.getKeyNode().getStartMark(), "A key must be a scalar.");
      }
      if (object.has(key.getValue())) {
        throw refused(key.getStartMark(), "Duplicate key '" + key.getValue() + "'.");
      }
      object.set(key.getValue(), tree(tuple.getValueNode()));
    }
    return object;
  }

  private static JsonNode scalar(ScalarNode node) {
    String text = node.getValue();
    if (node.getScalarStyle() != ScalarStyle.PLAIN) {
      return TextNode.valueOf(text);
    }
    if (NULLS.contains(text)) {
      return NullNode.getInstance();
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.equals("true") || lower.equals("false")) {
      return BooleanNode.valueOf(lower.equals("true"));
    }
    if (INTEGER.matcher(text).matches()) {
      return integer(new BigInteger(text));
    }
    boolean number = NUMBER.matcher(text).matches() && text.chars().anyMatch(Character::isDigit);
    return number && !lower.startsWith("e") && !lower.startsWith("-e")
        ? DecimalNode.valueOf(new BigDecimal(text))
        : TextNode.valueOf(text);
  }

  private static NumericNode integer(BigInteger value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value.bitLength() < Integer.SIZE) {
      return nodes.numberNode(value.intValueExact());
    }
    return value.bitLength() < Long.SIZE
        ? nodes.numberNode(value.longValueExact())
        : BigIntegerNode.valueOf(value);
  }

  private static ImportRefused refused(Mark at, String message) {
    return ImportRefused.parsing(
        at == null
            ? message
            : String.format(
                Locale.ROOT,
                "(Lin: %d, Col: %d, Chr: %d): %s",
                at.getLine(),
                at.getColumn(),
                at.getIndex(),
                message));
  }
}
