package dev.apimage.plan;

import java.util.List;
import java.util.Objects;

/**
 * Something outside the service that has to exist before a publish can succeed, or the published
 * service can work.
 *
 * @param type what it is
 * @param id a vault's name, an identity's client id, a resource's id; empty for the service's own
 *     identity
 * @param uses who refers to it
 */
public record Need(Type type, String id, List<Use> uses) {
  public Need {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(id, "id");
    uses = List.copyOf(uses);
  }

  /** What can be needed. */
  public enum Type {
    /** A Key Vault that the service itself reads, or that supplies secrets to the publish. */
    KEY_VAULT,
    /** A managed identity that is assigned to the service. */
    IDENTITY,
    /** Another Azure resource, named by its id. */
    RESOURCE
  }

  /**
   * A place that refers to it.
   *
   * @param place {@code namedValues/erp#keyVault.secretIdentifier}
   * @param what of it is meant, such as {@code secrets/erp}; may be empty
   */
  public record Use(String place, String what) {}
}
