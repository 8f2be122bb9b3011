package dev.apimage.folder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.text.JsonText;
import java.util.Locale;

/**
 * The document {@code specification.*} of an API that says {@code definition: specification}. The
 * API's tree then holds it as {@code value}, and ARM's name of its format as {@code format};
 * neither stands in the YAML.
 */
final class Specification {
  /** What the file is called, without its ending. */
  static final String STEM = "specification";

  private Specification() {}

  /** True if the document is the truth of the API's operations. */
  static boolean rules(ObjectNode body) {
    return body.path("definition").asText().equals(STEM);
  }

  /**
   * ARM's import format of a document, by its file's ending and, for JSON, by its content (REST
   * reference, Apis - Create Or Update, ContentFormat).
   */
  static String format(String extension, String text) {
    return switch (extension.toLowerCase(Locale.ROOT)) {
      case "yaml", "yml" -> "openapi";
      case "json" ->
          JsonText.read(STEM, text).tree().has("swagger") ? "swagger-json" : "openapi+json";
      case "wadl" -> "wadl-xml";
      default -> extension.toLowerCase(Locale.ROOT);
    };
  }
}
