package dev.apimage.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where in a service a request points: the template's literals in their own spelling, the names as
 * the client wrote them, a current revision under its root name.
 *
 * @param type the resource type below the service without a workspace: {@code apis/operations}
 * @param scope empty, or {@code workspaces/name/}
 * @param path relative to the service
 * @param root the service's ARM id as the client addressed it
 */
record Place(Service service, String root, String scope, String type, String path) {
  /** Segments of {@code /subscriptions/…/service/{name}}. */
  static final int SERVICE_SEGMENTS = 8;

  static Place of(Service service, Call call, Contract.Template template) {
    List<String> names = new ArrayList<>();
    List<String> types = new ArrayList<>();
    List<String> segments = call.segments();
    for (int i = SERVICE_SEGMENTS; i < segments.size(); i++) {
      String declared = template.segments().get(i);
      boolean literal = !declared.startsWith("{");
      names.add(literal ? declared : segments.get(i));
      if ((i - SERVICE_SEGMENTS) % 2 == 0) {
        types.add(literal ? declared : segments.get(i));
      }
    }
    String scope = "";
    if (types.size() > 1 && types.get(0).equals("workspaces")) {
      types.remove(0);
      scope = "workspaces/" + names.get(1) + "/";
    }
    String root = root(call, service);
    String path = Revisions.canonical(service.store(), scope, String.join("/", names));
    return new Place(service, root, scope, String.join("/", types), path);
  }

  static String root(Call call, Service service) {
    return "/subscriptions/"
        + call.segments().get(1)
        + "/resourceGroups/"
        + call.segments().get(3)
        + "/providers/Microsoft.ApiManagement/service/"
        + service.name();
  }

  Store store() {
    return service.store();
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The collection of an entity's path. */
  String collection() {
    return Store.parent(path);
  }

  Optional<Entity> entity() {
    return store().get(path);
  }

  /** The path of the entity that this entity or collection belongs to; empty at the top. */
  String owner() {
    String collection = path.split("/", -1).length % 2 == 0 ? collection() : path;
    return Store.parent(collection);
  }

  /** The ARM type of entities here: {@code Microsoft.ApiManagement/service/apis}. */
  String armType() {
    String shown = type.equals("openidConnectProviders") ? "openidconnectproviders" : type;
    return "Microsoft.ApiManagement/service/" + (scope.isEmpty() ? "" : "workspaces/") + shown;
  }

  /** The full ARM id of a path of this service. */
  String id(String relative) {
    return root + "/" + relative;
  }

  /**
   * The path that a reference means: a full id of any service, or a path with a leading slash,
   * which in a workspace is looked for in the workspace first.
   */
  String relative(String reference) {
    String marker = "/providers/microsoft.apimanagement/service/";
    int at = Store.lower(reference).indexOf(marker);
    if (at >= 0) {
      int slash = reference.indexOf('/', at + marker.length());
      return slash < 0 ? "" : canonical(reference.substring(slash + 1));
    }
    String plain = reference.startsWith("/") ? reference.substring(1) : reference;
    return !scope.isEmpty() && store().has(scope + plain)
        ? canonical(scope + plain)
        : canonical(plain);
  }

  private String canonical(String relative) {
    String inside = relative.startsWith("workspaces/") ? scopeOf(relative) : "";
    return Revisions.canonical(store(), inside, relative);
  }

  private static String scopeOf(String relative) {
    String[] parts = relative.split("/", 3);
    return parts.length < 3 ? "" : parts[0] + "/" + parts[1] + "/";
  }

  /** The resource type of an entity in this scope: its collections, without their names. */
  String typeOf(Entity entity) {
    String[] segments = entity.path().substring(scope.length()).split("/", -1);
    List<String> types = new ArrayList<>();
    for (int i = 0; i < segments.length; i += 2) {
      types.add(segments[i]);
    }
    return String.join("/", types);
  }

  /** Another path of the same service, seen by the same client. */
  Place at(String otherType, String otherPath) {
    return new Place(service, root, scope, otherType, otherPath);
  }
}
