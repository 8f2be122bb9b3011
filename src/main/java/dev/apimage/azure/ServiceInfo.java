package dev.apimage.azure;

import java.util.Objects;

/**
 * What is worth knowing of a service before its configuration is read.
 *
 * @param target where it is
 * @param location the Azure region, such as {@code West Europe}
 * @param tier the pricing tier, such as {@code Developer} or {@code StandardV2}; it decides which
 *     kinds of resources there are
 * @param capacity how many units of it
 */
public record ServiceInfo(Target target, String location, String tier, int capacity) {
  public ServiceInfo {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(tier, "tier");
  }
}
