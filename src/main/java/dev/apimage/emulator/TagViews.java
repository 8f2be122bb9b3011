package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code tagResources}, {@code apisByTags}, {@code productsByTags}, {@code operationsByTags}. */
final class TagViews {
  private TagViews() {}

  static Map<String, Special> operations() {
    Map<String, Special> operations = new HashMap<>();
    operations.put(
        "TagResource_ListByService",
        (place, call, template, verb) -> Page.of(resources(place, ""), call, template, one -> one));
    operations.put(
        "Api_ListByTags",
        (place, call, template, verb) ->
            Page.of(resources(place, "api"), call, template, one -> one));
    operations.put(
        "Product_ListByTags",
        (place, call, template, verb) ->
            Page.of(resources(place, "product"), call, template, one -> one));
    operations.put(
        "Operation_ListByTags",
        (place, call, template, verb) -> {
          Entities.requireOwner(place);
          String prefix = Store.lower("/" + place.owner() + "/operations/");
          return Page.of(
              resources(place, "operation").stream()
                  .filter(
                      one -> Store.lower(Json.text(one.path("operation"), "id")).startsWith(prefix))
                  .toList(),
              call,
              template,
              one -> one);
        });
    return operations;
  }

  /** Every link of every tag: the tag and the API, operation or product. */
  private static List<ObjectNode> resources(Place place, String only) {
    List<ObjectNode> resources = new ArrayList<>();
    for (Entity tag : place.store().list("tags")) {
      add(place.store(), resources, tag, "api", only);
      add(place.store(), resources, tag, "operation", only);
      add(place.store(), resources, tag, "product", only);
    }
    return resources;
  }

  private static void add(
      Store store, List<ObjectNode> resources, Entity tag, String what, String only) {
    if (!only.isEmpty() && !only.equals(what)) {
      return;
    }
    for (Entity link : store.list(tag.path() + "/" + what + "Links")) {
      String path = Json.text(link.properties(), what + "Id");
      Entity target = store.get(path.substring(1)).orElseThrow();
      ObjectNode resource = Json.object();
      resource
          .putObject("tag")
          .put("id", "/" + tag.path())
          .put("name", Json.text(tag.properties(), "displayName"));
      resource.set(what, target(store, what, target));
      resources.add(resource);
    }
  }

  private static ObjectNode target(Store store, String what, Entity target) {
    ObjectNode properties = target.properties();
    ObjectNode shown = Json.object();
    shown.put("id", "/" + target.path());
    shown.put("name", Json.text(properties, "displayName"));
    List<String> fields =
        switch (what) {
          case "operation" -> List.of("method", "urlTemplate", "description");
          case "product" ->
              List.of(
                  "description",
                  "terms",
                  "subscriptionRequired",
                  "approvalRequired",
                  "subscriptionsLimit",
                  "state");
          default ->
              List.of(
                  "apiRevision", "description", "serviceUrl", "path", "apiVersion", "isCurrent");
        };
    if (what.equals("operation")) {
      ObjectNode api =
          store.get(Store.parent(Store.parent(target.path()))).orElseThrow().properties();
      shown.put("apiName", Json.text(api, "displayName"));
      shown.put("apiRevision", Json.text(api, "apiRevision"));
    }
    for (String field : fields) {
      if (Json.has(properties, field)) {
        shown.set(field, properties.get(field));
      }
    }
    return shown;
  }
}
