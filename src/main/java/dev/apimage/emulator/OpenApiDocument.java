package dev.apimage.emulator;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** An OpenAPI or Swagger document as a tree, with its local references. */
final class OpenApiDocument {
  private static final int DEEPEST_REFERENCE = 32;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final ObjectNode root;

  private OpenApiDocument(ObjectNode root) {
    this.root = root;
  }

  /** Reads YAML, or JSON where the text starts as an object. */
  static OpenApiDocument parse(String text) {
    boolean json = text.stripLeading().startsWith("{");
    if ((json ? json(text) : YamlTree.read(text)) instanceof ObjectNode object) {
      return new OpenApiDocument(object);
    }
    throw ImportRefused.parsing("The document is not an object.");
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw ImportRefused.parsing(
          at == null
              ? e.getOriginalMessage()
              : String.format(
                  Locale.ROOT,
                  "(Lin: %d, Col: %d, Chr: %d): %s",
                  at.getLineNr(),
                  at.getColumnNr(),
                  at.getCharOffset(),
                  e.getOriginalMessage()));
    }
  }

  ObjectNode root() {
    return root;
  }

  /** The node itself, or what its {@code $ref} points at; other files are not looked at. */
  JsonNode resolved(JsonNode node) {
    JsonNode current = node;
    for (int i = 0; i < DEEPEST_REFERENCE; i++) {
      JsonNode reference = current.path("$ref");
      if (!reference.isTextual()) {
        return current;
      }
      current = target(reference.textValue());
    }
    throw ImportRefused.parsing("The reference '" + node.path("$ref").asText() + "' has no end.");
  }

  private JsonNode target(String reference) {
    if (!reference.startsWith("#/")) {
      throw ImportRefused.parsing(
          "The reference '"
              + reference
              + "' points outside the document; only local ones are supported.");
    }
    JsonNode found = root;
    for (String step : reference.substring(2).split("/", -1)) {
      String name = step.replace("~1", "/").replace("~0", "~");
      found = found.isArray() ? element(found, name) : found.path(name);
    }
    if (found.isMissingNode()) {
      throw ImportRefused.parsing("The reference '" + reference + "' points at nothing.");
    }
    return found;
  }

  private static JsonNode element(JsonNode array, String index) {
    return index.matches("[0-9]{1,6}")
        ? array.path(Integer.parseInt(index))
        : MissingNode.getInstance();
  }
}
