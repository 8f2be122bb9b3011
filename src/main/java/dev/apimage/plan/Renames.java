package dev.apimage.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Named values that get another display name. The service then rewrites every {@code {{old}}} in
 * policies by itself, so that the target is seen as it will be, and a policy that has to say
 * something else is written after that.
 */
final class Renames {
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([A-Za-z0-9._-]+)\\s*\\}\\}");

  /** The named value and its new display name, by the old one. */
  private final Map<String, Resource> renamed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private final Map<Address, Set<Address>> firsts = new HashMap<>();
  private final Snapshot after;

  /**
   * Finds them.
   *
   * @param actual the target as it is
   */
  Renames(Snapshot desired, Snapshot actual) {
    for (Resource value : desired.in(null, Kind.NAMED_VALUE.collection())) {
      Optional<String> before = actual.at(value.address()).map(Renames::displayName);
      if (before.isPresent() && !before.get().equals(displayName(value))) {
        renamed.put(before.get(), value);
      }
    }
    after = renamed.isEmpty() ? actual : actual.map(this::rewritten);
  }

  private static String displayName(Resource namedValue) {
    return namedValue.body().path("displayName").asText();
  }

  private Resource rewritten(Resource resource) {
    if (!Kind.require(resource.address()).holdsPolicy()) {
      return resource;
    }
    Set<Address> needed = new TreeSet<>();
    String text =
        REFERENCE
            .matcher(resource.body().path("value").asText())
            .replaceAll(found -> Matcher.quoteReplacement(reference(found.group(), needed)));
    if (needed.isEmpty()) {
      return resource;
    }
    firsts.put(resource.address(), needed);
    ObjectNode body = resource.copyBody();
    return resource.withBody(body.put("value", text));
  }

  private String reference(String found, Set<Address> needed) {
    Matcher name = REFERENCE.matcher(found);
    Resource value = name.matches() ? renamed.get(name.group(1)) : null;
    if (value == null) {
      return found;
    }
    needed.add(value.address());
    return "{{" + displayName(value) + "}}";
  }

  /** The target as the service makes it when the named values have their new names. */
  Snapshot after() {
    return after;
  }

  /** For a policy that the service rewrites, the named values that it does so for. */
  Map<Address, Set<Address>> firsts() {
    return firsts;
  }
}
