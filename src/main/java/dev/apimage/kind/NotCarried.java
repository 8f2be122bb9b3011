package dev.apimage.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Collections of configuration that an image does not hold yet. {@code extract} looks into each and
 * names those that are not empty, so that nobody believes they were backed up.
 *
 * @param owner the kind whose resources own such a collection; null for the service
 * @param path the path below the owner
 * @param label what people call it
 * @param ownedBySystem the names of entries that every service has
 */
public record NotCarried(Kind owner, String path, String label, List<String> ownedBySystem) {
  private static NotCarried top(String path, String label, String... system) {
    return new NotCarried(null, path, label, List.of(system));
  }

  private static NotCarried below(Kind owner, String path, String label) {
    return new NotCarried(owner, path, label, List.of());
  }

  /** True if an owner can have such a collection at all. */
  public boolean appliesTo(ObjectNode ownerBody) {
    return !path.equals("resolvers") || ownerBody.path("type").asText().equals("graphql");
  }

  /** All of them, the service's first. */
  public static List<NotCarried> all() {
    return List.of(
        top("workspaces", "workspaces"),
        top("documentations", "documentation pages"),
        top("policyRestrictions", "policy restrictions"),
        top("contentTypes", "developer portal content types"),
        below(Kind.API, "tagDescriptions", "tag descriptions"),
        below(Kind.API, "resolvers", "GraphQL resolvers"),
        below(Kind.API, "wikis", "wikis"),
        below(Kind.PRODUCT, "wikis", "wikis"),
        below(Kind.GATEWAY, "hostnameConfigurations", "gateway host names"),
        below(Kind.GATEWAY, "certificateAuthorities", "gateway certificate authorities"));
  }
}
