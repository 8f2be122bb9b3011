package dev.apimage.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Spot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON files: read strictly with the place of everything, written with two blanks a level. */
public final class JsonText {
  private static final int LARGEST_TEXT = 64 << 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LARGEST_TEXT).build())
          .build();

  private static final ObjectWriter WRITER =
      JsonMapper.builder(FACTORY)
          .build()
          .writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                          .withObjectEmptySeparator("")
                          .withArrayEmptySeparator(""))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private JsonText() {}

  /**
   * Reads a file's text, which must hold an object. Never throws for what is in it: see {@link
   * Parsed#problems()}. Duplicate keys are all found; not valid JSON ends the reading.
   *
   * @param file its name for problems, with forward slashes
   * @param text may begin with a byte order mark
   */
  public static Parsed read(String file, String text) {
    String json = text.startsWith("\ufeff") ? text.substring(1) : text;
    Excerpt excerpt = new Excerpt(json);
    Reading reading = new Reading(excerpt, new Findings(file, excerpt));
    JsonNode tree = reading.document(json);
    ObjectNode object =
        tree instanceof ObjectNode mapping ? mapping : JsonNodeFactory.instance.objectNode();
    return new Parsed(object, reading.keys, reading.values, reading.findings.all(), excerpt);
  }

  /** Two blanks a level, LF, final newline; decimals exact. */
  public static String write(JsonNode tree) {
    try {
      return WRITER.writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The state of one reading. */
  private static final class Reading {
    private final Excerpt excerpt;
    private final Findings findings;
    private final Map<Position, Spot> keys = new LinkedHashMap<>();
    private final Map<Position, Spot> values = new LinkedHashMap<>();

    Reading(Excerpt excerpt, Findings findings) {
      this.excerpt = excerpt;
      this.findings = findings;
    }

    JsonNode document(String json) {
      JsonNode nothing = JsonNodeFactory.instance.objectNode();
      try (JsonParser parser = FACTORY.createParser(json)) {
        if (parser.nextToken() == null) {
          findings.add(Code.SYNTAX, "The file is empty.", "Nothing at all is written {}.", 0, 0);
          return nothing;
        }
        JsonLocation start = parser.currentTokenLocation();
        JsonNode tree = node(parser, Position.ROOT);
        if (!tree.isObject()) {
          add(Code.WRONG_TYPE, "The file must hold a JSON object.", start);
        }
        if (parser.nextToken() != null) {
          add(Code.SYNTAX, "Something stands behind the end.", parser.currentTokenLocation());
        }
        return tree;
      } catch (JsonProcessingException e) {
        JsonLocation where = e.getLocation();
        add(Code.SYNTAX, "Not valid JSON here.", where == null ? JsonLocation.NA : where);
        return nothing;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private JsonNode node(JsonParser parser, Position at) throws IOException {
      JsonLocation start = parser.currentTokenLocation();
      values.put(at, findings.spot(start.getLineNr() - 1, start.getColumnNr() - 1));
      return switch (parser.currentToken()) {
        case START_OBJECT -> object(parser, at);
        case START_ARRAY -> {
          var list = JsonNodeFactory.instance.arrayNode();
          while (!parser.nextToken().isStructEnd()) {
            list.add(node(parser, at.item(list.size())));
          }
          yield list;
        }
        case VALUE_STRING -> text(parser.getText(), start);
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, start);
        case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
        case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
        default -> JsonNodeFactory.instance.nullNode();
      };
    }

    private JsonNode object(JsonParser parser, Position at) throws IOException {
      ObjectNode tree = JsonNodeFactory.instance.objectNode();
      while (!parser.nextToken().isStructEnd()) {
        String name = parser.currentName();
        JsonLocation start = parser.currentTokenLocation();
        int line = start.getLineNr() - 1;
        int column = start.getColumnNr() - 1;
        int end = Math.max(excerpt.raw(line).indexOf('"', column + 1), column) + 1;
        excerpt.key(line, column, end);
        text(name, start);
        Position below = at.property(name);
        if (tree.has(name)) {
          int earlier = keys.get(below).line();
          String text = "The key \"" + name + "\" stands in line " + earlier + " already.";
          findings.add(Code.DUPLICATE_KEY, text, "Keep one of the two.", line, column);
        } else {
          keys.put(below, findings.spot(line, column));
        }
        parser.nextToken();
        JsonNode value = node(parser, below);
        tree.set(name, value);
      }
      return tree;
    }

    private JsonNode text(String value, JsonLocation start) {
      if (Characters.loneSurrogate(value).isPresent()) {
        add(Code.SYNTAX, "The text holds half a surrogate pair.", start);
      }
      return JsonNodeFactory.instance.textNode(value);
    }

    private JsonNode number(JsonParser parser, JsonLocation start) throws IOException {
      try {
        return Trees.number(parser.getText());
      } catch (NumberFormatException e) {
        add(Code.SYNTAX, "The number is too large to be read.", start);
        return JsonNodeFactory.instance.nullNode();
      }
    }

    private void add(Code code, String text, JsonLocation where) {
      int line = Math.max(where.getLineNr() - 1, 0);
      findings.add(code, text, "", line, Math.max(where.getColumnNr() - 1, 0));
    }
  }
}
