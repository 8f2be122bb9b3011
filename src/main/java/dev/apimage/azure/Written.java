package dev.apimage.azure;

import java.util.Objects;
import java.util.Optional;

/**
 * How a write ended. There is no body on purpose: answers to writes can carry keys (REST reference,
 * Subscription - Create Or Update), so nothing of them is kept.
 *
 * @param status 201 when the resource was made, 200 or 204 when it was changed or taken away
 * @param etag the resource's new version, where the service told it
 */
public record Written(int status, Optional<String> etag) {
  public Written {
    Objects.requireNonNull(etag, "etag");
  }

  /** True if there was no such resource before. */
  public boolean isNew() {
    return status == 201;
  }
}
