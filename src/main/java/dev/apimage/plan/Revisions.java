package dev.apimage.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Link;
import dev.apimage.model.Address;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which revision of each API is current. Where folder and target disagree, the target is seen as it
 * will be once the right revision was made current, and everything else is compared with that.
 */
final class Revisions {
  private static final String FIRST = "1";

  /** A new revision begins with these of its source, and without their tags. */
  private static final Set<Kind> COPIED = Set.of(Kind.OPERATION, Kind.API_SCHEMA, Kind.POLICY);

  private final Map<Address, RevisionSwitch> switches = new HashMap<>();
  private Snapshot after;

  private Revisions(Snapshot actual) {
    this.after = actual;
  }

  static Revisions of(Snapshot desired, Snapshot actual) {
    Revisions revisions = new Revisions(actual);
    for (Resource api : desired.in(null, Kind.API.collection())) {
      String wanted = number(api);
      Optional<Resource> there = actual.at(api.address());
      String current = there.map(Revisions::number).orElse(FIRST);
      if (!wanted.equals(current)) {
        revisions.plan(desired, api, there, current, wanted);
      }
    }
    return revisions;
  }

  private static String number(Resource api) {
    return api.body().path("apiRevision").asText(FIRST);
  }

  private void plan(
      Snapshot desired, Resource api, Optional<Resource> there, String current, String wanted) {
    Address old = revision(api.address(), current);
    Address next = revision(api.address(), wanted);
    boolean create = there.isEmpty() || !after.has(next);
    boolean dropOld = there.isEmpty() && !desired.has(old);
    switches.put(api.address(), new RevisionSwitch(current, wanted, create, dropOld));
    if (there.isPresent()) {
      relabel(api.address(), old, next, create);
    }
  }

  private void relabel(Address api, Address old, Address next, boolean copied) {
    Resource root = after.at(api).orElseThrow();
    List<Resource> seen = new ArrayList<>();
    for (Resource resource : after.resources().values()) {
      Address address = resource.address();
      if (address.equals(next)) {
        seen.add(asCurrent(resource, root, next.name()));
      } else if (address.isWithin(next)) {
        seen.add(moved(resource, next, api));
      } else if (belongsToCurrent(address, api)) {
        // The API's tags are those of its current revision; no other has any.
        seen.add(moved(address.equals(api) ? withoutLinks(resource) : resource, api, old));
        if (copied && address.equals(api)) {
          seen.add(asCurrent(root, root, next.name()));
        } else if (copied && COPIED.contains(Kind.require(address))) {
          seen.add(withoutLinks(resource));
        }
      } else {
        seen.add(resource);
      }
    }
    after = Snapshot.of(seen);
  }

  /** What all revisions share stays with the API. */
  private static Resource asCurrent(Resource revision, Resource root, String number) {
    ObjectNode body = revision.copyBody();
    for (String key : Kind.API_REVISION.inherited()) {
      if (root.body().has(key)) {
        body.set(key, root.body().get(key));
      }
    }
    for (Link link : Kind.API.links()) {
      if (root.body().has(link.key())) {
        body.set(link.key(), root.body().get(link.key()));
      }
    }
    body.put("apiRevision", number);
    return new Resource(root.address(), body, revision.secrets(), revision.origin());
  }

  private static Resource withoutLinks(Resource resource) {
    ObjectNode body = resource.copyBody();
    Kind.require(resource.address()).links().forEach(link -> body.remove(link.key()));
    return resource.withBody(body);
  }

  /** Revisions and releases belong to the API as a whole, not to its current revision. */
  private static boolean belongsToCurrent(Address address, Address api) {
    if (!address.isWithin(api)) {
      return false;
    }
    int depth = api.segments().size();
    return address.segments().size() == depth
        || !List.of("revisions", "releases").contains(address.segments().get(depth));
  }

  private static Resource moved(Resource resource, Address from, Address to) {
    List<String> segments = new ArrayList<>(to.segments());
    segments.addAll(
        resource
            .address()
            .segments()
            .subList(from.segments().size(), resource.address().segments().size()));
    return new Resource(
        new Address(segments), resource.body(), resource.secrets(), resource.origin());
  }

  private static Address revision(Address api, String number) {
    return api.child(Kind.API_REVISION.collection(), number);
  }

  /** The target as it is after all switches. */
  Snapshot after() {
    return after;
  }

  /** The switch that an API needs first. */
  Optional<RevisionSwitch> of(Address api) {
    return Optional.ofNullable(switches.get(api));
  }
}
