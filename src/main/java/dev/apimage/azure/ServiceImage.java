package dev.apimage.azure;

import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.List;
import java.util.Set;

/**
 * What a service was read to be.
 *
 * @param snapshot every resource that an image carries, in normal form, without built-ins
 * @param users the names of the service's users, which own subscriptions
 * @param generated the subscriptions that the service made for its products
 * @param notes secrets that were lifted out of texts, and collections that are not carried
 */
public record ServiceImage(
    Snapshot snapshot, Set<String> users, List<Resource> generated, List<Problem> notes) {
  public ServiceImage {
    users = Set.copyOf(users);
    generated = List.copyOf(generated);
    notes = List.copyOf(notes);
  }
}
