package dev.apimage.samples;

import dev.apimage.emulator.LoggedRequest;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Link;
import dev.apimage.kind.RestPath;
import dev.apimage.model.Address;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which permission a request needs. Resource Manager makes an action's name of the types in a path
 * and of the method (Microsoft Learn, "Azure permissions for Integration").
 */
final class Permissions {
  private static final String PROVIDER = "/providers/";

  private Permissions() {}

  static String of(String method, String path) {
    String all = URI.create(path).getPath();
    String[] segments = all.substring(all.indexOf(PROVIDER) + PROVIDER.length()).split("/", -1);
    StringBuilder type = new StringBuilder(segments[0]);
    if (all.contains("/tenant/operationResults/")) {
      return type + "/service/tenant/operationResults/read";
    }
    for (int i = 1; i < segments.length; i += 2) {
      type.append('/').append(segments[i]);
    }
    int access = type.indexOf("/authorizations/accessPolicies");
    if (access > 0) {
      // The list of permissions has access policies under this name.
      type.replace(access, type.length(), "/authorizations/permission");
    }
    return switch (method) {
      case "GET", "HEAD" -> type + "/read";
      case "DELETE" -> type + "/delete";
      case "POST" -> type + "/action";
      default -> type + "/write";
    };
  }

  static Set<String> of(List<LoggedRequest> requests) {
    Set<String> actions = new TreeSet<>();
    requests.forEach(r -> actions.add(of(r.method(), r.path())));
    return actions;
  }

  /** Whatever the rows of kinds let a publish do: write and delete resources and their links. */
  static Set<String> ofAllKinds() {
    Set<String> actions = new TreeSet<>();
    for (Kind kind : Kind.values()) {
      for (Address address : addresses(kind)) {
        String path = RestPath.of(address);
        actions.add(of("PUT", whole(path)));
        // Of subscriptions those are deleted that the service made for a new product.
        if (!kind.isFixed() && (!kind.isNeverDeleted() || kind == Kind.SUBSCRIPTION)) {
          actions.add(of("DELETE", whole(path)));
        }
        for (Link link : kind.links()) {
          both(actions, RestPath.ofCollection(address, link.key()) + "/x");
        }
      }
    }
    return actions;
  }

  private static void both(Set<String> actions, String path) {
    actions.add(of("PUT", whole(path)));
    actions.add(of("DELETE", whole(path)));
  }

  private static String whole(String path) {
    return PROVIDER + "Microsoft.ApiManagement/service/s" + path;
  }

  /** One address of the kind for each place where it may lie. */
  private static List<Address> addresses(Kind kind) {
    List<Address> all = new ArrayList<>();
    if (kind.isTop()) {
      all.add(
          kind.isSingleton() ? Address.of(kind.collection()) : Address.of(kind.collection(), "1"));
    }
    for (Kind parent : kind.parents()) {
      for (Address owner : addresses(parent)) {
        all.add(
            kind.isSingleton()
                ? owner.child(kind.collection())
                : owner.child(kind.collection(), "1"));
      }
    }
    return all;
  }
}
