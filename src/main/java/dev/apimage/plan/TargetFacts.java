package dev.apimage.plan;

import dev.apimage.kind.Kind;
import dev.apimage.model.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a plan must know of a target besides its image.
 *
 * @param users the e-mail addresses of its users, by name
 * @param generated the subscriptions that API Management made for its products
 * @param lacking the kinds that its pricing tier does not have
 */
public record TargetFacts(Map<String, String> users, List<Resource> generated, Set<Kind> lacking) {
  /** A service with nobody but its administrator. */
  public static final TargetFacts NONE = new TargetFacts(Map.of("1", ""), List.of());

  public TargetFacts {
    users = Map.copyOf(users);
    generated = List.copyOf(generated);
    lacking = Set.copyOf(lacking);
  }

  /** For a service that has every kind. */
  public TargetFacts(Map<String, String> users, List<Resource> generated) {
    this(users, generated, Set.of());
  }
}
