package dev.apimage.kind;

import dev.apimage.model.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Addresses as paths of the REST interface, below the service and not percent-encoded: {@code
 * apis/orders/revisions/2/policy} is {@code /apis/orders;rev=2/policies/policy}.
 */
public final class RestPath {
  private static final String REVISION = ";rev=";

  private RestPath() {}

  /** The path of a resource. */
  public static String of(Address address) {
    List<String> segments = address.segments();
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < segments.size(); i += 2) {
      String collection = segments.get(i);
      if (i == segments.size() - 1) {
        path.append('/').append(Kind.require(address).restName());
      } else if (isRevision(segments, i)) {
        path.append(REVISION).append(segments.get(i + 1));
      } else {
        path.append('/').append(collection).append('/').append(segments.get(i + 1));
      }
    }
    return path.toString();
  }

  /** The path of a collection below an owner, or of the service where the owner is null. */
  public static String ofCollection(Address owner, String collection) {
    return (owner == null ? "" : of(owner)) + "/" + collection;
  }

  /** The address of a relative or absolute ARM id; empty for what no kind stands for. */
  public static Optional<Address> address(String id) {
    String[] parts = relative(id).split("/", -1);
    List<String> segments = new ArrayList<>();
    for (String part : parts) {
      int revision = part.toLowerCase(Locale.ROOT).indexOf(REVISION);
      if (part.isEmpty()) {
        continue;
      }
      if (revision > 0) {
        segments.add(part.substring(0, revision));
        segments.add("revisions");
        segments.add(part.substring(revision + REVISION.length()));
      } else {
        segments.add(part);
      }
    }
    int size = segments.size();
    if (size >= 2 && segments.get(size - 2).equalsIgnoreCase("policies")) {
      segments.remove(size - 1);
      segments.set(size - 2, "policy");
    }
    return segments.isEmpty() ? Optional.empty() : known(new Address(segments));
  }

  /** ARM spells collections now {@code products}, now {@code Products}; here each has one form. */
  private static Optional<Address> known(Address address) {
    if (Kind.of(address).isEmpty()) {
      return Optional.empty();
    }
    List<String> spelled = new ArrayList<>(address.segments());
    Kind owner = null;
    for (int i = 0; i < spelled.size(); i += 2) {
      owner = Kind.find(owner, spelled.get(i)).orElseThrow();
      spelled.set(i, owner.collection());
    }
    return Optional.of(new Address(spelled));
  }

  /**
   * An ARM id without the service in front: {@code /loggers/appi}. What is no id inside a service
   * is left as it is.
   */
  public static String relative(String id) {
    String lower = id.toLowerCase(Locale.ROOT);
    int at = lower.indexOf("/providers/microsoft.apimanagement/service/");
    if (at < 0 || !lower.startsWith("/subscriptions/")) {
      return id;
    }
    int name = at + "/providers/microsoft.apimanagement/service/".length();
    int end = id.indexOf('/', name);
    return end < 0 ? "/" : id.substring(end);
  }

  private static boolean isRevision(List<String> segments, int i) {
    return i >= 2 && segments.get(i).equals("revisions") && segments.get(i - 2).equals("apis");
  }
}
