package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What an API definition says.
 *
 * @param api the ARM properties of the API that the document decides, such as displayName and
 *     serviceUrl
 * @param operations in document order
 * @param schemas the schema entities; an inline import leaves the operations unbound from them
 */
record Imported(ObjectNode api, List<Named> operations, List<Named> schemas) {
  Imported {
    operations = List.copyOf(operations);
    schemas = List.copyOf(schemas);
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "Imported[" + operations.size() + " operations]";
  }
}
