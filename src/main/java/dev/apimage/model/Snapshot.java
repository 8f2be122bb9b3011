package dev.apimage.model;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All resources of a folder or of a service at one time, in address order.
 *
 * @param resources by address
 */
public record Snapshot(SortedMap<Address, Resource> resources) {
  public Snapshot {
    resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
  }

  /**
   * Gathers resources.
   *
   * @throws IllegalArgumentException if two have one address
   */
  public static Snapshot of(Collection<Resource> resources) {
    TreeMap<Address, Resource> map = new TreeMap<>();
    for (Resource resource : resources) {
      if (map.put(resource.address(), resource) != null) {
        throw new IllegalArgumentException("twice: " + resource.address());
      }
    }
    return new Snapshot(map);
  }

  /** The resource at an address. */
  public Optional<Resource> at(Address address) {
    return Optional.ofNullable(resources.get(address));
  }

  /** True if there is a resource at an address. */
  public boolean has(Address address) {
    return resources.containsKey(address);
  }

  /** All, in address order. */
  public Stream<Resource> stream() {
    return resources.values().stream();
  }

  /** The resources that lie directly in a collection of a parent (null: of the service). */
  public List<Resource> in(Address parent, String collection) {
    return stream()
        .filter(r -> r.address().collection().equals(collection) && !r.address().isSingleton())
        .filter(
            r ->
                parent == null
                    ? r.address().segments().size() == 2
                    : r.address().segments().size() == parent.segments().size() + 2
                        && r.address().isWithin(parent))
        .toList();
  }

  /** Each resource changed by a function that keeps its address. */
  public Snapshot map(UnaryOperator<Resource> change) {
    TreeMap<Address, Resource> map = new TreeMap<>();
    for (Map.Entry<Address, Resource> entry : resources.entrySet()) {
      map.put(entry.getKey(), change.apply(entry.getValue()));
    }
    return new Snapshot(map);
  }

  /** How many resources. */
  public int size() {
    return resources.size();
  }
}
