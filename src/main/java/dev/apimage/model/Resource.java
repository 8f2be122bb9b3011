package dev.apimage.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;

/**
 * One resource of a service or of a folder: ARM's {@code properties} as a tree, so that unknown
 * properties survive, plus apimage's own keys ({@code tags}, {@code apis}, {@code groups}, {@code
 * definition}).
 *
 * <p>Secrets are never in the tree: their positions hold {@code ${secret}} or, inside a text,
 * {@code ${secret:id}}. Where the value is known it stands in {@link #secrets()}, which nothing
 * prints or writes.
 *
 * @param address the name inside the service
 * @param body the tree; not to be changed by who did not make it
 * @param secrets known values by position ({@code credentials.header.key[0]}) or, for a literal
 *     inside a text, by position and id ({@code value:0a1b2c3d})
 * @param origin where it was read from
 */
public record Resource(
    Address address, ObjectNode body, Map<String, Secret> secrets, Origin origin) {
  public Resource {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(origin, "origin");
    secrets = Map.copyOf(secrets);
  }

  /** A resource without known secrets. */
  public static Resource of(Address address, ObjectNode body) {
    return new Resource(address, body, Map.of(), Origin.SERVICE);
  }

  /** The same with another tree. */
  public Resource withBody(ObjectNode other) {
    return new Resource(address, other, secrets, origin);
  }

  /** The same with other known secrets. */
  public Resource withSecrets(Map<String, Secret> known) {
    return new Resource(address, body, known, origin);
  }

  /** The same, forgetting every value that must not be written. */
  public Resource withoutSecrets() {
    return withSecrets(Map.of());
  }

  /** A deep copy of the tree, for who wants to change it. */
  public ObjectNode copyBody() {
    return body.deepCopy();
  }

  /** Names the address only: a tree may hold what a person typed. */
  @Override
  public String toString() {
    return "Resource[" + address + "]";
  }
}
