package dev.apimage.kind;

import dev.apimage.model.Address;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Values that no two resources of a kind share, such as a display name or an API's path. */
public final class UniqueValues {
  /**
   * Two resources with one value.
   *
   * @param resource the later one
   * @param key the property
   * @param other the one that has it too
   * @param why what makes it wrong, for messages
   * @param advice what to do
   */
  public record Twin(Resource resource, String key, Address other, String why, String advice) {}

  private UniqueValues() {}

  /** All twins of a snapshot by itself. */
  public static List<Twin> twins(Snapshot snapshot) {
    List<Twin> twins = new ArrayList<>(paths(snapshot));
    twins.addAll(calls(snapshot));
    for (Kind kind : Kind.values()) {
      for (String key : kind.uniqueKeys()) {
        twins.addAll(twins(kind, key, snapshot));
      }
    }
    return twins;
  }

  private static List<Twin> twins(Kind kind, String key, Snapshot snapshot) {
    List<Twin> twins = new ArrayList<>();
    Map<String, Resource> wanted = new HashMap<>();
    for (Resource resource : snapshot.in(null, kind.collection())) {
      String value = of(resource, key);
      Resource twin = value.isEmpty() ? null : wanted.put(value, resource);
      if (twin != null) {
        String why = twin.address() + " has it too";
        twins.add(new Twin(resource, key, twin.address(), why, "Give one of them another one."));
      }
    }
    return twins;
  }

  private static List<Twin> paths(Snapshot snapshot) {
    List<Twin> twins = new ArrayList<>();
    Map<String, Resource> wanted = new HashMap<>();
    for (Resource api : snapshot.in(null, Kind.API.collection())) {
      Resource other = wanted.putIfAbsent(path(api), api);
      if (other != null && excludes(api, other)) {
        twins.add(
            new Twin(
                api,
                "path",
                other.address(),
                other.address() + " has it too, and they are not of one version set",
                "Give one of them another path, or the same apiVersionSetId."));
      }
    }
    return twins;
  }

  private static List<Twin> calls(Snapshot snapshot) {
    List<Twin> twins = new ArrayList<>();
    Map<String, Address> wanted = new HashMap<>();
    for (Resource operation : snapshot.resources().values()) {
      Optional<String> call = call(operation);
      Address other = call.map(c -> wanted.putIfAbsent(c, operation.address())).orElse(null);
      if (other != null) {
        String why = other + " has it too, with the same method";
        twins.add(new Twin(operation, "urlTemplate", other, why, "Give one of them another one."));
      }
    }
    return twins;
  }

  /**
   * An operation's API, method and template, which no two share ("Operation with the same method
   * and URL template already exists"); empty for everything else.
   */
  public static Optional<String> call(Resource resource) {
    String template = resource.body().path("urlTemplate").asText("");
    if (template.isEmpty() || Kind.require(resource.address()) != Kind.OPERATION) {
      return Optional.empty();
    }
    String method = resource.body().path("method").asText("").toUpperCase(Locale.ROOT);
    return Optional.of(resource.address().parent().key() + " " + method + " " + template);
  }

  /**
   * True if two APIs with one path cannot be beside each other: "Cannot create API 'a' with the
   * same Path 'p' as API 'b' unless it's a part of the same version set". Equal values are found as
   * such, but for the empty path.
   */
  public static boolean excludes(Resource api, Resource other) {
    boolean versions = !set(api).isEmpty() && set(api).equals(set(other));
    return !versions && (path(api).isEmpty() || !of(api, "path").equals(of(other, "path")));
  }

  /** An API's path in the form to compare. */
  public static String path(Resource api) {
    return api.body().path("path").asText("").toLowerCase(Locale.ROOT);
  }

  private static String set(Resource api) {
    return api.body().path("apiVersionSetId").asText("").toLowerCase(Locale.ROOT);
  }

  /** A value in the form to compare; APIs of one version set may share their path. */
  public static String of(Resource resource, String key) {
    String value = resource.body().path(key).asText("").toLowerCase(Locale.ROOT);
    String set = resource.body().path("apiVersionSetId").asText("");
    return set.isEmpty()
        ? value
        : (value + "|" + set + "|" + resource.body().path("apiVersion").asText(""))
            .toLowerCase(Locale.ROOT);
  }
}
