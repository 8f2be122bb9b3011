package dev.apimage.emulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * Reads an API definition that was sent inline with an API, as API Management's import does
 * (Microsoft Learn, "API import restrictions and known issues").
 */
final class ApiImport {
  /** The limit on an inline definition. */
  static final int LARGEST = 4 * 1024 * 1024;

  /**
   * What a request says beside the document.
   *
   * @param requiredQueryAsTemplate whether required query parameters become template parameters, as
   *     they do unless {@code translateRequiredQueryParameters} is {@code query}
   * @param schemaNames gives each schema entity its resource name: 24 hex digits on Azure
   */
  record Options(boolean requiredQueryAsTemplate, Supplier<String> schemaNames) {}

  private ApiImport() {}

  /**
   * Reads a definition with the defaults; equal documents give equal schema names.
   *
   * @throws ImportRefused if the format or the document is not accepted
   */
  static Imported read(String format, String value) {
    return read(format, value, new Options(true, namesFrom(value)));
  }

  /**
   * Reads a definition.
   *
   * @param format one of {@code swagger-json}, {@code openapi}, {@code openapi+json}, {@code
   *     wadl-xml}, {@code wsdl}, {@code graphql}
   * @throws ImportRefused if the format or the document is not accepted
   */
  static Imported read(String format, String value, Options options) {
    if (value.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw new ImportRefused("The inline definition is larger than 4 MB, the largest allowed.");
    }
    return switch (format) {
      case "openapi", "openapi+json" -> OpenApiImport.openApi(value, options);
      case "swagger-json" -> OpenApiImport.swagger(value, options);
      case "wadl-xml" -> WadlImport.read(value, options);
      case "wsdl" -> WsdlImport.read(value, options);
      case "graphql" -> GraphQlImport.read(value);
      default -> throw new ImportRefused(whyNot(format));
    };
  }

  /** Names derived from a document, a new one at each call. */
  static Supplier<String> namesFrom(String value) {
    int[] calls = new int[1];
    return () -> hex(calls[0]++ + value);
  }

  private static String hex(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String whyNot(String format) {
    if (format.contains("-link")) {
      return "The emulator fetches no documents: send the definition inline instead of by '"
          + format
          + "'.";
    }
    if (format.startsWith("odata") || format.startsWith("grpc")) {
      return "The emulator does not import '" + format + "'.";
    }
    return "The format '" + format + "' is not supported.";
  }
}
