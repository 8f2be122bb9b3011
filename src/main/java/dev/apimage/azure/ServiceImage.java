package dev.apimage.azure;

import dev.apimage.model.Address;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.secret.Withheld;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a service was read to be.
 *
 * @param snapshot every resource that an image carries, in normal form, without built-ins
 * @param users the names of the service's users, which own subscriptions
 * @param generated the subscriptions that the service made for its products
 * @param lifted the secrets that were taken out of texts
 * @param notes collections that are not carried
 */
public record ServiceImage(
    Snapshot snapshot,
    Set<String> users,
    List<Resource> generated,
    Map<Address, List<Withheld.Lifted>> lifted,
    List<Problem> notes) {
  public ServiceImage {
    users = Set.copyOf(users);
    generated = List.copyOf(generated);
    lifted = Map.copyOf(lifted);
    notes = List.copyOf(notes);
  }
}
