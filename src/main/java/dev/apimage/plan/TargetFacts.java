package dev.apimage.plan;

import dev.apimage.model.Resource;
import java.util.List;
import java.util.Set;

/**
 * What a plan must know of a target besides its image.
 *
 * @param users the names of its users
 * @param generated the subscriptions that API Management made for its products
 */
public record TargetFacts(Set<String> users, List<Resource> generated) {
  /** A service with nobody but its administrator. */
  public static final TargetFacts NONE = new TargetFacts(Set.of("1"), List.of());

  public TargetFacts {
    users = Set.copyOf(users);
    generated = List.copyOf(generated);
  }
}
