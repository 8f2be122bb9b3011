package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The paths of an OpenAPI or Swagger document. Operations that differ by their query alone are in
 * {@code x-ms-paths}, whose paths may have one (Azure/autorest, extensions); operations with a
 * method that no document can name are left out.
 */
final class ExportedPaths {
  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch");

  private ExportedPaths() {}

  /** Writes them into a document. */
  static void write(
      ObjectNode document, ExportedApi api, Function<ExportedOperation, ObjectNode> write) {
    ObjectNode paths = document.putObject("paths");
    ObjectNode extended = Json.object();
    for (ExportedOperation operation : api.operations()) {
      String method = operation.method().toLowerCase(Locale.ROOT);
      if (!METHODS.contains(method)) {
        continue;
      }
      boolean free = !paths.path(operation.path()).has(method) && !operation.path().contains("?");
      ExportedOperation shown = free ? operation : operation.whole();
      ObjectNode item = (free ? paths : extended).withObjectProperty(shown.path());
      item.set(method, write.apply(shown));
    }
    if (!extended.isEmpty()) {
      document.set("x-ms-paths", extended);
    }
  }
}
