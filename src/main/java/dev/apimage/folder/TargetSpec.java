package dev.apimage.folder;

import java.util.Optional;

/**
 * The service that a file names as the target, each part only where it is said.
 *
 * @param subscription the Azure subscription's id
 * @param resourceGroup the resource group's name
 * @param service the API Management service's name
 * @param endpoint the management endpoint's URL, for anything but the public clouds
 * @param cloud {@code public}, {@code china} or {@code usgov}
 */
public record TargetSpec(
    Optional<String> subscription,
    Optional<String> resourceGroup,
    Optional<String> service,
    Optional<String> endpoint,
    Optional<String> cloud) {
  /** A file that names no target. */
  public static final TargetSpec NONE =
      new TargetSpec(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** This, and what it does not say from another. */
  public TargetSpec or(TargetSpec other) {
    return new TargetSpec(
        subscription.or(other::subscription),
        resourceGroup.or(other::resourceGroup),
        service.or(other::service),
        endpoint.or(other::endpoint),
        cloud.or(other::cloud));
  }
}
