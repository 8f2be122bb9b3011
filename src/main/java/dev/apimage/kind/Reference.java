package dev.apimage.kind;

import java.util.List;

/**
 * A property whose value names another resource.
 *
 * @param path where it stands; {@code [*]} for each item of a list
 * @param targets the kinds it may name; empty where the target is nothing that an image carries
 * @param form how the name is written
 */
public record Reference(PathPattern path, List<Kind> targets, Form form) {
  public Reference {
    targets = List.copyOf(targets);
  }

  /** How a reference is written. */
  public enum Form {
    /**
     * An ARM id: relative to the service in a folder ({@code /loggers/appi}), absolute on the wire.
     */
    ID,
    /** The bare name of a sibling: {@code schemaId} names a schema of the same API. */
    SIBLING,
    /** The bare name of a resource in the service: {@code authorizationServerId}. */
    NAME
  }
}
