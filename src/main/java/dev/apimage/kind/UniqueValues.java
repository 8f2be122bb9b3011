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
  private static final String SUBSCRIBED = "subscriptionRequired";
  private static final String OTHER = "Give one of them another one";

  /**
   * What a resource has for itself alone.
   *
   * @param key the property
   * @param value the form to compare, among all resources
   * @param shown the value as it is written
   * @param advice what to do where another resource has it too, without a full stop
   * @param besides what there is to say of that, to follow "… has it too"
   */
  public record Holding(String key, String value, String shown, String advice, String besides) {
    /** Names the property only. */
    @Override
    public String toString() {
      return "Holding[" + key + "]";
    }
  }

  /**
   * Two resources with one value.
   *
   * @param resource the later one
   * @param held what both have
   * @param other the one that has it too
   * @param why what makes it wrong, for messages
   * @param advice what to do
   */
  public record Twin(Resource resource, Holding held, Address other, String why, String advice) {}

  private UniqueValues() {}

  /** All twins of a snapshot by itself. */
  public static List<Twin> twins(Snapshot snapshot) {
    List<Twin> twins = new ArrayList<>(paths(snapshot));
    Map<String, Address> wanted = new HashMap<>();
    for (Resource resource : snapshot.resources().values()) {
      for (Holding held : of(resource)) {
        Address other = wanted.putIfAbsent(held.value(), resource.address());
        if (other != null) {
          String why = other + " has it too" + held.besides();
          twins.add(new Twin(resource, held, other, why, held.advice() + "."));
        }
      }
    }
    return twins;
  }

  /** All that a resource has for itself alone; APIs may share their path in other ways beside. */
  public static List<Holding> of(Resource resource) {
    Kind kind = Kind.require(resource.address());
    List<Holding> all = new ArrayList<>();
    for (String key : kind.uniqueKeys()) {
      if (!resource.body().path(key).asText("").isEmpty()) {
        all.add(of(resource, key));
      }
    }
    if (kind == Kind.OPERATION) {
      call(resource).ifPresent(all::add);
    } else if (kind == Kind.PRODUCT && !resource.body().path(SUBSCRIBED).asBoolean(true)) {
      resource.body().path("apis").forEach(api -> all.add(open(api.asText())));
    }
    return all;
  }

  /**
   * An operation's API, method and template, which no two share ("Operation with the same method
   * and URL template already exists").
   */
  private static Optional<Holding> call(Resource operation) {
    String template = operation.body().path("urlTemplate").asText("");
    if (template.isEmpty()) {
      return Optional.empty();
    }
    String method = operation.body().path("method").asText("").toUpperCase(Locale.ROOT);
    String value = operation.address().parent().key() + " " + method + " " + template;
    return Optional.of(
        new Holding("urlTemplate", value, template, OTHER, ", with the same method"));
  }

  /**
   * "API cannot be added to more than one open products" (Azure/apiops issue 413): those that
   * require no subscription.
   */
  private static Holding open(String api) {
    return new Holding(
        "apis",
        "open product of " + api.toLowerCase(Locale.ROOT),
        api,
        "Take it out of one of them",
        ", and an API is in one product at most that requires no subscription");
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
                pathOf(api),
                other.address(),
                other.address() + " has it too, and they are not of one version set",
                "Give one of them another path, or the same apiVersionSetId."));
      }
    }
    return twins;
  }

  /**
   * True if two APIs with one path cannot be beside each other: "Cannot create API 'a' with the
   * same Path 'p' as API 'b' unless it's a part of the same version set". Equal values are found as
   * such, but for the empty path.
   */
  public static boolean excludes(Resource api, Resource other) {
    boolean versions = !set(api).isEmpty() && set(api).equals(set(other));
    return !versions && (path(api).isEmpty() || !pathOf(api).value().equals(pathOf(other).value()));
  }

  /** An API's path in the form to compare. */
  public static String path(Resource api) {
    return api.body().path("path").asText("").toLowerCase(Locale.ROOT);
  }

  private static String set(Resource api) {
    return api.body().path("apiVersionSetId").asText("").toLowerCase(Locale.ROOT);
  }

  /** An API's path as a value: APIs of one version set may share theirs. */
  public static Holding pathOf(Resource api) {
    return of(api, "path");
  }

  private static Holding of(Resource resource, String key) {
    String shown = resource.body().path(key).asText("");
    String set = resource.body().path("apiVersionSetId").asText("");
    String value = set.isEmpty() ? shown : shown + "|" + set + "|" + version(resource);
    String kind = resource.address().collection();
    return new Holding(
        key, kind + " " + key + " " + value.toLowerCase(Locale.ROOT), shown, OTHER, "");
  }

  private static String version(Resource api) {
    return api.body().path("apiVersion").asText("");
  }
}
