package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

/**
 * One stored resource. Its properties are kept as JSON text: small, and nobody can change them
 * behind the store's back.
 *
 * @param path relative to the service, {@code apis/echo-api/operations/get}
 * @param version the service-wide counter at the last change
 * @param mentions what a policy's text refers to; empty for everything else
 */
record Entity(String path, String json, long version, List<PolicyReference> mentions) {

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** A copy of the properties. */
  ObjectNode properties() {
    return Json.read(json);
  }

  /** Base64 of the counter's eight bytes, as the service's row version looks. */
  String etag() {
    byte[] counter = ByteBuffer.allocate(Long.BYTES).putLong(version).array();
    return '"' + Base64.getEncoder().encodeToString(counter) + '"';
  }
}
