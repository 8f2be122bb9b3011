package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code products/p/apis} and {@code products/p/groups}: another face of the product's apiLinks and
 * groupLinks.
 */
final class Associations {
  private Associations() {}

  static Map<String, Special> operations() {
    Map<String, Special> operations = new HashMap<>();
    add(operations, "ProductApi", "apiLinks", "apiId");
    add(operations, "ProductGroup", "groupLinks", "groupId");
    return operations;
  }

  private static void add(
      Map<String, Special> operations, String name, String links, String property) {
    operations.put(
        name + "_ListByProduct",
        (place, call, template, verb) -> list(place, call, template, links, property));
    operations.put(
        name + "_CheckEntityExists",
        (place, call, template, verb) -> {
          if (link(place, links).isEmpty()) {
            throw Refusal.missing(internalName(place));
          }
          return Answer.empty(204);
        });
    operations.put(
        name + "_CreateOrUpdate",
        (place, call, template, verb) -> put(place, call, links, property));
    operations.put(
        name + "_Delete",
        (place, call, template, verb) -> {
          Optional<String> link = link(place, links);
          link.ifPresent(path -> place.store().remove(path));
          return Answer.empty(link.isPresent() ? 200 : 204);
        });
  }

  private static String internalName(Place place) {
    return Behaviours.of(targetCollection(place)).internalName();
  }

  private static String targetCollection(Place place) {
    return place.type().substring(place.type().lastIndexOf('/') + 1);
  }

  private static Optional<String> link(Place place, String links) {
    Entities.requireOwner(place);
    return place
        .store()
        .index()
        .link(place.owner() + "/" + links, targetCollection(place) + "/" + place.name());
  }

  /** A missing group is a wrong field of the association (Azure/apiops issue 180). */
  private static Refusal missing(Place place) {
    return targetCollection(place).equals("groups")
        ? Refusal.field("gid", "Group not found")
        : Refusal.missing(internalName(place));
  }

  private static Answer put(Place place, Call call, String links, String property) {
    boolean creates = link(place, links).isEmpty();
    Entity target =
        place
            .store()
            .get(targetCollection(place) + "/" + place.name())
            .orElseThrow(() -> missing(place));
    if (creates) {
      if (links.equals("apiLinks")) {
        ProductBehaviour.requireOneOpen(place.store(), place.owner(), target.path());
      }
      place
          .store()
          .put(
              place.owner() + "/" + links + "/" + Keys.hex24(),
              Json.object().put(property, "/" + target.path()));
    }
    Behaviour.Show show = creates ? Behaviour.Show.CREATED : Behaviour.Show.UPDATED;
    return Answer.json(creates ? 201 : 200, show(place, target, show, call));
  }

  private static Answer list(
      Place place, Call call, Contract.Template template, String links, String property) {
    Entities.requireOwner(place);
    List<Entity> targets = new ArrayList<>();
    for (Entity link : place.store().list(place.owner() + "/" + links)) {
      targets.add(
          place.store().get(Json.text(link.properties(), property).substring(1)).orElseThrow());
    }
    targets.sort(Comparator.comparing(entity -> Store.lower(entity.path())));
    return Page.of(
        targets, call, template, target -> show(place, target, Behaviour.Show.LIST, call));
  }

  private static ObjectNode show(Place place, Entity target, Behaviour.Show show, Call call) {
    String collection = targetCollection(place);
    Behaviour behaviour = Behaviours.of(collection);
    ObjectNode body = Entities.show(place, target, behaviour, show, call);
    body.put("id", place.id(place.owner() + "/" + collection + "/" + target.name()));
    return body;
  }
}
