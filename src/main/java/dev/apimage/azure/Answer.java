package dev.apimage.azure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;

/**
 * What the service said about one resource.
 *
 * @param body the whole answer with its envelope ({@code id}, {@code name}, {@code properties}); it
 *     may hold secrets in clear until the one method that withholds them has seen it
 * @param etag the resource's version, as {@code If-Match} wants it back
 */
public record Answer(JsonNode body, Optional<String> etag) {
  public Answer {
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(etag, "etag");
  }

  /** Without the body, which may hold secrets. */
  @Override
  public String toString() {
    return "Answer[" + etag.orElse("no ETag") + "]";
  }
}
