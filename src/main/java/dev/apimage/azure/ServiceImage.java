package dev.apimage.azure;

import dev.apimage.kind.Kind;
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
 * @param users the e-mail addresses of the service's users, which own subscriptions, by name
 * @param generated the subscriptions that the service made for its products
 * @param lacking the kinds that the service's pricing tier refuses to speak of
 * @param lifted the secrets that were taken out of texts
 * @param notes collections that are not carried
 */
public record ServiceImage(
    Snapshot snapshot,
    Map<String, String> users,
    List<Resource> generated,
    Set<Kind> lacking,
    Map<Address, List<Withheld.Lifted>> lifted,
    List<Problem> notes) {
  public ServiceImage {
    users = Map.copyOf(users);
    generated = List.copyOf(generated);
    lacking = Set.copyOf(lacking);
    lifted = Map.copyOf(lifted);
    notes = List.copyOf(notes);
  }
}
