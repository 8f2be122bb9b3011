package dev.apimage.plan;

import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What only the target has: deleted under {@code --prune}, kept and told otherwise. */
final class Leftovers {
  private final List<Change> deletes = new ArrayList<>();
  private final List<Change> ours = new ArrayList<>();
  private final List<Address> kept = new ArrayList<>();

  Leftovers(
      Snapshot desired,
      Snapshot actual,
      Specifications documents,
      PlanOptions options,
      List<Problem> problems) {
    TreeSet<Address> gone = new TreeSet<>();
    for (Resource resource : actual.resources().values()) {
      Address address = resource.address();
      if (desired.has(address)
          || !options.owned().test(address)
          || documents.covers(address)
          || isLeftAlone(resource)) {
        continue;
      }
      boolean within = !address.isTop() && gone.contains(address.parent());
      if (within) {
        gone.add(address);
      } else if (isOurs(resource)) {
        gone.add(address);
        ours.add(delete(resource));
      } else if (options.prune() && !Kind.require(address).isNeverDeleted()) {
        gone.add(address);
        deletes.add(delete(resource));
        hasSubscribers(resource, desired, actual, problems);
      } else {
        kept.add(address);
      }
    }
    int all = deletes.size() + documents.removals();
    if (options.prune() && all > options.maxDeletes()) {
      problems.add(
          Problem.error(
                  Code.TOO_MANY_DELETES,
                  all + " resources would be deleted, more than " + options.maxDeletes())
              .advise("Look at the plan; if that is what you want, raise --max-deletes."));
    }
  }

  /** What an earlier publish has made for itself and could not take away again. */
  private static boolean isOurs(Resource resource) {
    Address address = resource.address();
    return RevisionSwitch.isUnfinished(resource)
        || address.collection().equals(Kind.API_RELEASE.collection())
            && address.name().equals(RevisionSwitch.RELEASE);
  }

  static Change delete(Resource resource) {
    return new Change(
        Action.DELETE,
        resource.address(),
        Optional.empty(),
        Optional.of(resource),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        false,
        Set.of());
  }

  /** Without a global policy no call is forwarded to a backend. */
  private static boolean isLeftAlone(Resource resource) {
    Address address = resource.address();
    return (address.isTop() && address.isSingleton())
        || Kind.require(address).isFixed()
        || Kind.require(address).isBuiltIn(address, resource.body());
  }

  private static void hasSubscribers(
      Resource gone, Snapshot desired, Snapshot actual, List<Problem> problems) {
    Kind kind = Kind.require(gone.address());
    if (kind != Kind.PRODUCT && kind != Kind.API) {
      return;
    }
    String scope = "/" + gone.address();
    List<Address> subscribers =
        actual.in(null, Kind.SUBSCRIPTION.collection()).stream()
            .filter(s -> !Kind.SUBSCRIPTION.isBuiltIn(s.address(), s.body()))
            .filter(
                s ->
                    desired
                        .at(s.address())
                        .orElse(s)
                        .body()
                        .path("scope")
                        .asText()
                        .toLowerCase(Locale.ROOT)
                        .equals(scope.toLowerCase(Locale.ROOT)))
            .map(Resource::address)
            .toList();
    if (!subscribers.isEmpty()) {
      problems.add(
          Problem.error(
                  Code.NOT_CONVERTIBLE,
                  gone.address()
                      + " cannot be deleted, "
                      + subscribers.size()
                      + " subscriptions of people use it: "
                      + subscribers.stream().limit(5).map(Address::name).toList())
              .advise("Delete or move these subscriptions first; apimage never deletes them."));
    }
  }

  List<Change> deletes() {
    return Stream.concat(deletes.stream(), ours.stream()).toList();
  }

  List<Address> kept() {
    return kept;
  }
}
