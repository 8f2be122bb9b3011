package dev.apimage.plan;

import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One resource that is created, updated or deleted.
 *
 * @param action which of the three
 * @param address the resource's name on the target
 * @param desired what the folder says; empty on delete
 * @param actual what the target has; empty on create
 * @param fields what differs; empty on create and delete
 * @param sending what is sent; empty on delete
 * @param revision the switch of the current revision that comes first, if any
 * @param imports true if the API's document is imported
 * @param after the changes that must have succeeded before
 */
public record Change(
    Action action,
    Address address,
    Optional<Resource> desired,
    Optional<Resource> actual,
    List<FieldChange> fields,
    Optional<Sending> sending,
    Optional<RevisionSwitch> revision,
    boolean imports,
    Set<Address> after) {
  public Change {
    fields = List.copyOf(fields);
    after = Set.copyOf(after);
  }

  /** The kind of the resource. */
  public Kind kind() {
    return Kind.require(address);
  }

  /** The same change, after others. */
  Change after(Set<Address> others) {
    return new Change(action, address, desired, actual, fields, sending, revision, imports, others);
  }
}
