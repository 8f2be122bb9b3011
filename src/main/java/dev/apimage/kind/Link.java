package dev.apimage.kind;

/**
 * Links from a resource to others, kept as a sorted list of names in the owner's file and made by
 * one PUT each under the owner's path. The list is exact.
 *
 * @param key the key in the owner's tree, and the collection below the owner: {@code groups}
 * @param target the kind that the names belong to
 * @param listed where the service tells of the links with the fewest requests
 */
public record Link(String key, Kind target, Listed listed) {
  /** Where a kind's links are read. */
  public enum Listed {
    /** A list of its own below each owner: {@code products/gold/apis}. */
    BY_OWNER,
    /** One list for all owners of the service, {@code tagResources}. */
    BY_TAG,
    /** In the owner's own list under {@code expandGroups=true}. */
    WITH_OWNER
  }
}
