package dev.apimage.emulator;

import java.util.Locale;

/**
 * The formats of an export: each is asked for inline or, with {@code -link} behind it, as a link
 * (REST reference, Api Export – Get; the inline names are those that Azure/apiops uses).
 *
 * @see #answered() for the names under which links are answered
 */
enum ExportFormat {
  SWAGGER("swagger", "swagger-link-json", "json", "application/json"),
  OPENAPI("openapi", "openapi-link", "yaml", "application/x-yaml"),
  OPENAPI_JSON("openapi+json", "openapi+json-link", "json", "application/json"),
  WADL("wadl", "wadl-link-json", "xml", "application/xml"),
  WSDL("wsdl", "wsdl-link+xml", "xml", "application/xml"),
  GRAPHQL("graphql", "graphql-link", "graphql", "text/plain");

  private static final String LINK = "-link";

  private final String inline;
  private final String answered;
  private final String ending;
  private final String mediaType;

  ExportFormat(String inline, String answered, String ending, String mediaType) {
    this.inline = inline;
    this.answered = answered;
    this.ending = ending;
    this.mediaType = mediaType;
  }

  /**
   * The format of a request, with or without {@code -link}.
   *
   * @throws Refusal 400 if there is none of this name
   */
  static ExportFormat of(String asked) {
    String name = asked.toLowerCase(Locale.ROOT);
    String inline = isLink(asked) ? name.substring(0, name.length() - LINK.length()) : name;
    for (ExportFormat format : values()) {
      if (format.inline.equals(inline)) {
        return format;
      }
    }
    throw Refusal.field("format", "The value '" + asked + "' is no export format.");
  }

  static boolean isLink(String asked) {
    return asked.toLowerCase(Locale.ROOT).endsWith(LINK);
  }

  /** What an inline answer calls it. */
  String inline() {
    return inline;
  }

  /** What an answer with a link calls it. */
  String answered() {
    return answered;
  }

  /** The ending of the document's name. */
  String ending() {
    return ending;
  }

  String mediaType() {
    return mediaType;
  }
}
