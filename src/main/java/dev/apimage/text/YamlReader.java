package dev.apimage.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.model.Code;
import dev.apimage.text.YamlNode.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads one YAML file from parser events, which unlike Jackson's trees know where everything stands
 * and do not hide aliases, merge keys and tags.
 */
final class YamlReader {
  private static final int DEEPEST = 200;
  private static final int LARGEST = 64 << 20;
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final String WRITE_OUT = "Write the value out where it is needed.";

  private static final String ADVICE =
      "Check the indentation; a text with \": \" or a special character in front goes in quotes.";

  private final Excerpt excerpt;
  private final Findings findings;
  private final Parser parser;

  YamlReader(String text, Excerpt excerpt, Findings findings) {
    this.excerpt = excerpt;
    this.findings = findings;
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    parser = new ParserImpl(new StreamReader(text), options);
  }

  /** The root, or nothing if the file is not valid YAML. */
  Optional<YamlNode> read() {
    try {
      return Optional.ofNullable(document());
    } catch (MarkedYAMLException e) {
      syntax(e);
      return Optional.empty();
    }
  }

  private YamlNode document() {
    parser.getEvent();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      findings.add(
          Code.SYNTAX, "The file is empty.", "Nothing at all is written {} in this format.", 0, 0);
      return null;
    }
    parser.getEvent();
    YamlNode root = node(0);
    if (!root.tree().isObject()) {
      findings.add(
          Code.WRONG_TYPE,
          "The file must hold properties (key: value).",
          "",
          root.line(),
          root.column());
    }
    parser.getEvent();
    if (parser.checkEvent(Event.ID.DocumentStart)) {
      at(
          parser.peekEvent().getStartMark(),
          Code.SYNTAX,
          "A second document begins here; a file holds one.",
          "Take the --- out, or split the file.");
    }
    return root;
  }

  private YamlNode node(int depth) {
    Event event = parser.getEvent();
    if (event instanceof AliasEvent alias) {
      at(alias.getStartMark(), Code.YAML_FEATURE, "An alias (*name) stands here.", WRITE_OUT);
      return leaf(NullNode.getInstance(), alias);
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      at(node.getStartMark(), Code.YAML_FEATURE, "An anchor (&name) stands here.", WRITE_OUT);
    }
    if (event instanceof ScalarEvent scalar) {
      tag(scalar.getTag(), scalar);
      return leaf(value(scalar), scalar);
    }
    if (depth >= DEEPEST) {
      throw new TooDeep(event.getStartMark());
    }
    tag(((CollectionStartEvent) event).getTag(), event);
    return event instanceof MappingStartEvent start
        ? mapping(start, depth)
        : sequence((CollectionStartEvent) event, depth);
  }

  private YamlNode mapping(MappingStartEvent start, int depth) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    List<Entry> entries = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    while (!parser.checkEvent(Event.ID.MappingEnd)) {
      Event first = parser.peekEvent();
      YamlNode key = node(depth + 1);
      YamlNode value;
      if (!(first instanceof ScalarEvent scalar)) {
        at(
            first.getStartMark(),
            Code.SYNTAX,
            "A key must be a plain name.",
            "A text that begins with a brace goes in quotes: \"{{name}}\".");
        node(depth + 1);
        continue;
      }
      // The same few names stand in thousands of files.
      String name = scalar.getValue().intern();
      if (key.line() == key.endLine()) {
        excerpt.key(key.line(), key.column(), key.endColumn());
      }
      value = node(depth + 1);
      Integer earlier = lines.putIfAbsent(name, key.line() + 1);
      if (scalar.isPlain() && name.equals("<<")) {
        at(scalar.getStartMark(), Code.YAML_FEATURE, "A merge key (<<) stands here.", WRITE_OUT);
      } else if (earlier != null) {
        at(
            scalar.getStartMark(),
            Code.DUPLICATE_KEY,
            "The key \"" + name + "\" stands in line " + earlier + " already.",
            "Keep one of the two.");
      } else {
        tree.set(name, value.tree());
        entries.add(new Entry(name, key.line(), key.column(), value));
      }
    }
    return container(tree, start, entries);
  }

  private YamlNode sequence(CollectionStartEvent start, int depth) {
    ArrayNode tree = JsonNodeFactory.instance.arrayNode();
    List<Entry> entries = new ArrayList<>();
    while (!parser.checkEvent(Event.ID.SequenceEnd)) {
      YamlNode item = node(depth + 1);
      tree.add(item.tree());
      entries.add(new Entry(null, item.line(), item.column(), item));
    }
    return container(tree, start, entries);
  }

  /** A flow collection ends at its bracket; a block ends where its last entry does. */
  private YamlNode container(JsonNode tree, CollectionStartEvent start, List<Entry> entries) {
    Event end = parser.getEvent();
    Mark from = start.getStartMark();
    int column = excerpt.column(from.getLine(), from.getColumn());
    if (start.isFlow() || entries.isEmpty()) {
      Mark to = end.getEndMark();
      int endColumn = excerpt.column(to.getLine(), to.getColumn());
      return new YamlNode(
          tree, from.getLine(), column, to.getLine(), endColumn, !start.isFlow(), entries);
    }
    YamlNode last = entries.get(entries.size() - 1).node();
    return new YamlNode(
        tree, from.getLine(), column, last.endLine(), last.endColumn(), true, entries);
  }

  /** A block scalar's end mark is the begin of the line behind it. */
  private YamlNode leaf(JsonNode tree, Event event) {
    Mark from = event.getStartMark();
    Mark to = event.getEndMark();
    int endLine = to.getLine();
    int endColumn = excerpt.column(endLine, to.getColumn());
    if (event instanceof ScalarEvent scalar
        && (scalar.isLiteral() || scalar.isFolded())
        && endLine > from.getLine()
        && to.getColumn() == 0) {
      endLine--;
      endColumn = excerpt.raw(endLine).length();
    }
    int column = excerpt.column(from.getLine(), from.getColumn());
    return new YamlNode(tree, from.getLine(), column, endLine, endColumn, false, List.of());
  }

  private JsonNode value(ScalarEvent scalar) {
    String text = scalar.getValue();
    if (Characters.loneSurrogate(text).isPresent()) {
      at(scalar.getStartMark(), Code.SYNTAX, "The text holds half a surrogate pair.", "");
    }
    if (!scalar.isPlain()) {
      return TextNode.valueOf(text);
    }
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> NullNode.getInstance();
      case "true", "True", "TRUE" -> BooleanNode.TRUE;
      case "false", "False", "FALSE" -> BooleanNode.FALSE;
      default -> NUMBER.matcher(text).matches() ? number(scalar) : TextNode.valueOf(text);
    };
  }

  private JsonNode number(ScalarEvent scalar) {
    try {
      return Trees.number(scalar.getValue());
    } catch (NumberFormatException e) {
      at(scalar.getStartMark(), Code.SYNTAX, "The number is too large to be read.", "");
      return NullNode.getInstance();
    }
  }

  private void tag(String tag, Event event) {
    if (tag != null) {
      at(event.getStartMark(), Code.YAML_FEATURE, "A tag (!name) stands here.", "Take it out.");
    }
  }

  private void at(Mark mark, Code code, String text, String advice) {
    int line = mark.getLine();
    findings.add(code, text, advice, line, excerpt.column(line, mark.getColumn()));
  }

  /** An unclosed quote or bracket is shown where it opens, not at the end of the file. */
  private void syntax(MarkedYAMLException e) {
    boolean open =
        "while scanning a quoted scalar".equals(e.getContext())
            || excerpt.raw(e.getProblemMark().getLine()).isBlank();
    Mark mark = open && e.getContextMark() != null ? e.getContextMark() : e.getProblemMark();
    String problem = e.getProblem().replaceAll("(found undefined tag handle).*", "$1");
    String context = e.getContext() == null ? "" : e.getContext() + ", ";
    at(mark, Code.SYNTAX, "Not valid YAML: " + context + problem.strip() + ".", ADVICE);
  }

  /** Nested deeper than any configuration is: recursion must not run out of stack. */
  private static final class TooDeep extends MarkedYAMLException {
    private static final long serialVersionUID = 1L;

    TooDeep(Mark mark) {
      super(null, null, "nested deeper than " + DEEPEST + " levels", mark);
    }
  }
}
