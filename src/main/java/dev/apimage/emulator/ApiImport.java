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
   * @param bound whether representations name the schema of their type, as they do after an import
   *     by link and not after an inline one (Azure/apiops)
   * @param soap what to make of a WSDL document
   */
  record Options(
      boolean requiredQueryAsTemplate, Supplier<String> schemaNames, boolean bound, Soap soap) {
    Options(boolean requiredQueryAsTemplate, Supplier<String> schemaNames) {
      this(requiredQueryAsTemplate, schemaNames, false, Soap.PASS_THROUGH);
    }
  }

  /**
   * What to make of a WSDL document.
   *
   * @param toRest whether the API has an operation with a path of its own for each of WSDL's
   * @param service the name of the service; empty for the first
   * @param endpoint the name of its port; empty for the first
   */
  record Soap(boolean toRest, String service, String endpoint) {
    static final Soap PASS_THROUGH = new Soap(false, "", "");
  }

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

  /** The format of the documents that another format links to; any other format is itself. */
  static String linked(String format) {
    return switch (format) {
      case "openapi-link" -> "openapi";
      case "openapi+json-link" -> "openapi+json";
      case "swagger-link-json" -> "swagger-json";
      case "wadl-link-json" -> "wadl-xml";
      case "wsdl-link" -> "wsdl";
      case "graphql-link" -> "graphql";
      default -> format;
    };
  }

  /** Why a document in this format is not imported. */
  static String whyNot(String format) {
    if (format.contains("-link")) {
      return "The emulator fetches no documents but what it exported itself: send the definition"
          + " inline instead of by '"
          + format
          + "'.";
    }
    if (format.startsWith("odata") || format.startsWith("grpc")) {
      return "The emulator does not import '" + format + "'.";
    }
    return "The format '" + format + "' is not supported.";
  }
}
