package dev.apimage.model;

import java.util.Optional;

/** Where a resource's parts were read from, so that a problem found later can point at a line. */
@FunctionalInterface
public interface Origin {
  /** A resource that came from a service. */
  Origin SERVICE = position -> Optional.empty();

  /**
   * The place of a position, or of the nearest enclosing one that has a place.
   *
   * @param position a path inside the resource, {@link Position#ROOT} for the whole
   */
  Optional<Spot> spot(Position position);
}
