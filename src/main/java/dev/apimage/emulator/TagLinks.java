package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tags seen from what is tagged: {@code apis/a/tags}, {@code products/p/tags}, {@code
 * apis/a/operations/o/tags}; another face of the tag's apiLinks, productLinks and operationLinks.
 */
final class TagLinks {
  private TagLinks() {}

  static Map<String, Special> operations() {
    Map<String, Special> operations = new HashMap<>();
    add(operations, "Api", "apiLinks", "apiId");
    add(operations, "Operation", "operationLinks", "operationId");
    add(operations, "Product", "productLinks", "productId");
    return operations;
  }

  private static void add(
      Map<String, Special> operations, String what, String links, String property) {
    operations.put(
        "Tag_ListBy" + what,
        (place, call, template, verb) -> {
          Entities.requireOwner(place);
          return Page.of(
              tags(place.store(), place.owner(), links), call, template, tag -> show(place, tag));
        });
    operations.put(
        "Tag_GetBy" + what,
        (place, call, template, verb) -> {
          Entity tag = linked(place, links);
          return Answer.json(200, show(place, tag)).with("ETag", tag.etag());
        });
    operations.put(
        "Tag_GetEntityStateBy" + what,
        (place, call, template, verb) ->
            Answer.empty(200).with("ETag", linked(place, links).etag()));
    operations.put(
        "Tag_AssignTo" + what, (place, call, template, verb) -> assign(place, links, property));
    operations.put(
        "Tag_DetachFrom" + what,
        (place, call, template, verb) -> {
          Entities.requireOwner(place);
          Optional<String> link = link(place, links);
          link.ifPresent(path -> place.store().remove(path));
          return Answer.empty(link.isPresent() ? 200 : 204);
        });
  }

  /** The tags of an API, operation or product. */
  static List<Entity> tags(Store store, String owner, String links) {
    List<Entity> tags = new ArrayList<>();
    for (String link : store.index().linksTo(owner)) {
      String collection = Store.parent(link);
      if (link.startsWith("tags/") && collection.endsWith("/" + links)) {
        tags.add(store.get(Store.parent(collection)).orElseThrow());
      }
    }
    tags.sort(Comparator.comparing(tag -> Store.lower(tag.name())));
    return tags;
  }

  private static Entity tag(Place place) {
    Entities.requireOwner(place);
    return place.store().get("tags/" + place.name()).orElseThrow(() -> Refusal.missing("Tag"));
  }

  private static Optional<String> link(Place place, String links) {
    return place.store().index().link("tags/" + place.name() + "/" + links, place.owner());
  }

  private static Entity linked(Place place, String links) {
    Entity tag = tag(place);
    if (link(place, links).isEmpty()) {
      throw Refusal.missing("Tag");
    }
    return tag;
  }

  private static Answer assign(Place place, String links, String property) {
    Entity tag = tag(place);
    boolean creates = link(place, links).isEmpty();
    if (creates) {
      Limits.check(place.service(), "tags/" + links, 1);
      String owner = place.store().get(place.owner()).orElseThrow().path();
      place
          .store()
          .put(
              tag.path() + "/" + links + "/" + Keys.hex24(),
              Json.object().put(property, "/" + owner));
    }
    return Answer.json(creates ? 201 : 200, show(place, tag)).with("ETag", tag.etag());
  }

  private static ObjectNode show(Place place, Entity tag) {
    ObjectNode body = Json.object();
    body.put("id", place.id(tag.path()));
    body.put("type", "Microsoft.ApiManagement/service/tags");
    body.put("name", tag.name());
    body.set("properties", tag.properties());
    return body;
  }
}
