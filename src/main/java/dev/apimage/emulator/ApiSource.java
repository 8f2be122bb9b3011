package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a new API or revision starts from: nothing, another API, or the current revision. */
final class ApiSource {
  private ApiSource() {}

  /** Completes a first PUT of a name. */
  static void create(Change change) {
    ObjectNode api = change.properties();
    String name = change.place().name();
    String root = change.place().scope() + "apis/" + Revisions.root(name);
    if (Revisions.isRevision(name)) {
      Entity current = change.store().get(root).orElse(null);
      if (current != null) {
        newRevision(change, current);
        return;
      }
      if (!Revisions.number(name).equals("1")) {
        throw Refusal.missing("Api");
      }
    }
    source(change, api);
    api.put("apiRevision", "1").put("isCurrent", true);
  }

  private static void newRevision(Change change, Entity current) {
    ObjectNode api = change.properties();
    ObjectNode root = current.properties();
    for (String shared : ApiVersions.SHARED.keySet()) {
      if (!change.has(shared) && root.has(shared)) {
        api.set(shared, root.get(shared));
      }
    }
    source(change, api);
    if (!change.has("type") && root.has("type")) {
      api.set("type", root.get("type"));
    }
    api.put("apiRevision", Revisions.number(change.place().name()));
    api.remove("isCurrent");
  }

  /** An API made from another one takes over what the body does not say. */
  private static void source(Change change, ObjectNode api) {
    if (!change.has("sourceApiId")) {
      return;
    }
    Entity source =
        change
            .store()
            .get(change.place().relative(change.text("sourceApiId")))
            .orElseThrow(() -> Refusal.field("sourceApiId", "Api not found."));
    if (!change.has("value")) {
      int copied = change.store().list(source.path() + "/operations").size();
      Limits.check(change.place().service(), Limits.OPERATIONS, copied);
    }
    ObjectNode from = source.properties();
    from.remove(List.of("isCurrent", "apiRevision", "apiRevisionDescription"));
    if (!Revisions.isRevision(change.place().name())) {
      from.remove(List.of("apiVersion", "apiVersionSetId", "apiVersionDescription"));
    }
    from.properties()
        .forEach(
            property -> {
              if (!api.has(property.getKey())) {
                api.set(property.getKey(), property.getValue());
              }
            });
  }
}
