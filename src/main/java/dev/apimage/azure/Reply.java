package dev.apimage.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A whole answer, read to its end.
 *
 * @param status the HTTP status
 * @param headers its headers
 * @param body its JSON; a missing node where there is none
 */
record Reply(int status, HttpHeaders headers, JsonNode body) {
  static final HttpHeaderName ASYNC_OPERATION = HttpHeaderName.fromString("Azure-AsyncOperation");

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  Optional<String> header(HttpHeaderName name) {
    return Optional.ofNullable(headers.getValue(name)).filter(value -> !value.isBlank());
  }

  Optional<String> etag() {
    return header(HttpHeaderName.ETAG);
  }

  /** Without the body, which may hold secrets. */
  @Override
  public String toString() {
    return "Reply[" + status + "]";
  }
}
