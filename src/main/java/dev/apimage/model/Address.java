package dev.apimage.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A resource's name inside a service: {@code apis/orders/operations/get-order}, {@code policy},
 * {@code apis/orders/policy}, {@code apis/orders/revisions/2/schemas/order}. Segments alternate
 * collection and name; a singleton ends in its collection's name alone. ARM compares names without
 * regard to case, and so do equality and order here, while the spelling is kept.
 *
 * @param segments at least one; none holds a slash
 */
public record Address(List<String> segments) implements Comparable<Address> {
  public Address {
    segments = List.copyOf(segments);
    if (segments.isEmpty() || segments.stream().anyMatch(s -> s.isEmpty() || s.contains("/"))) {
      throw new IllegalArgumentException("no address: " + segments);
    }
  }

  /** From segments as given. */
  public static Address of(String... segments) {
    return new Address(List.of(segments));
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if a segment is empty
   */
  public static Address parse(String text) {
    return new Address(List.of(text.split("/", -1)));
  }

  /** A named resource below this one. */
  public Address child(String collection, String name) {
    return plus(collection).plus(name);
  }

  /** A singleton below this one, such as its policy. */
  public Address child(String singleton) {
    return plus(singleton);
  }

  private Address plus(String segment) {
    List<String> longer = new ArrayList<>(segments);
    longer.add(segment);
    return new Address(longer);
  }

  /** True for a resource with a fixed name, such as a policy. */
  public boolean isSingleton() {
    return segments.size() % 2 == 1;
  }

  /** The last collection's name: {@code operations}; for a singleton its own: {@code policy}. */
  public String collection() {
    return segments.get(segments.size() - (isSingleton() ? 1 : 2));
  }

  /** The resource's own name; a singleton's is its collection's. */
  public String name() {
    return segments.get(segments.size() - 1);
  }

  /** True if this has no enclosing resource but the service. */
  public boolean isTop() {
    return segments.size() <= 2;
  }

  /**
   * The enclosing resource.
   *
   * @throws IllegalStateException if the service encloses it
   */
  public Address parent() {
    if (isTop()) {
      throw new IllegalStateException("only the service encloses " + this);
    }
    return new Address(segments.subList(0, segments.size() - (isSingleton() ? 1 : 2)));
  }

  /** True if this is that resource or lies inside it. */
  public boolean isWithin(Address that) {
    if (segments.size() < that.segments.size()) {
      return false;
    }
    return new Address(segments.subList(0, that.segments.size())).equals(that);
  }

  /** The form to compare and index by. */
  public String key() {
    return toString().toLowerCase(Locale.ROOT);
  }

  @Override
  public int compareTo(Address that) {
    int common = Math.min(segments.size(), that.segments.size());
    for (int i = 0; i < common; i++) {
      int c =
          segments
              .get(i)
              .toLowerCase(Locale.ROOT)
              .compareTo(that.segments.get(i).toLowerCase(Locale.ROOT));
      if (c != 0) {
        return c;
      }
    }
    return Integer.compare(segments.size(), that.segments.size());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Address that && key().equals(that.key());
  }

  @Override
  public int hashCode() {
    return key().hashCode();
  }

  @Override
  public String toString() {
    return String.join("/", segments);
  }
}
