package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.emulator.Behaviour.Show;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** List, GET, HEAD, PUT, PATCH and DELETE as every resource type has them. */
final class Entities {
  /** The model's api-version; younger ones may know more properties. */
  private static final String MODEL_VERSION = "2024-05-01";

  /** The first api-version whose clients know that a delete may take longer than its answer. */
  private static final String LONG_DELETES = "2023-09-01";

  private Entities() {}

  static Answer list(Place place, Call call, Contract.Template template) {
    requireOwner(place);
    Behaviour behaviour = Behaviours.of(place.type());
    Collection<Entity> members = place.store().list(place.path());
    return Page.of(
        members,
        call,
        template,
        entity -> show(place, entity, behaviour, Show.LIST, call),
        entity -> written(place, entity, behaviour, call));
  }

  /** An entry of a list as text. */
  private static String written(Place place, Entity entity, Behaviour behaviour, Call call) {
    Optional<String> added = behaviour.added();
    if (added.isEmpty()) {
      return Json.write(show(place, entity, behaviour, Show.LIST, call));
    }
    String envelope = Json.write(envelope(place, entity.path(), Json.object()));
    String stored = entity.json();
    return envelope.substring(0, envelope.length() - "{}}".length())
        + stored.substring(0, stored.length() - 1)
        + (stored.length() > 2 ? "," : "")
        + added.get()
        + "}}";
  }

  static Answer get(Place place, Call call) {
    requireOwner(place);
    Behaviour behaviour = Behaviours.of(place.type());
    Entity entity = find(place, behaviour);
    return Answer.json(200, show(place, entity, behaviour, Show.GET, call))
        .with("ETag", entity.etag());
  }

  static Answer head(Place place) {
    requireOwner(place);
    return Answer.empty(200).with("ETag", find(place, Behaviours.of(place.type())).etag());
  }

  static Answer write(Place place, Call call, Contract.Verb verb) {
    Behaviour behaviour = Behaviours.of(place.type());
    try {
      requireOwner(place);
    } catch (Refusal missing) {
      throw behaviour.orphan(missing);
    }
    Optional<Entity> before = place.entity();
    boolean patch = call.method().equals("PATCH");
    if (patch && before.isEmpty()) {
      throw Refusal.missing(behaviour.internalName());
    }
    precondition(before, call, verb);
    Change change = change(place, call, verb, before, patch);
    Lock.unless(place, call);
    if (before.isEmpty()) {
      Limits.check(place.service(), place.type(), 1);
    }
    List<PolicyReference> mentions;
    try {
      behaviour.check(change);
      behaviour.references().forEach(reference -> reference.store(change));
      mentions = behaviour.mentions(change);
    } catch (Late late) {
      return failing(change, behaviour, late.refusal());
    }
    Entity after = place.store().put(place.path(), change.properties(), mentions);
    behaviour.stored(change, after);
    if (verb.statuses().equals(List.of(204))) {
      return Answer.empty(204).with("ETag", after.etag());
    }
    return answer(change, place.store().get(after.path()).orElse(after), behaviour);
  }

  private static Change change(
      Place place, Call call, Contract.Verb verb, Optional<Entity> before, boolean patch) {
    JsonNode body = call.json();
    if (verb.bodyRequired() && call.body().isEmpty()) {
      throw Refusal.invalid("The request body must not be empty.");
    }
    ObjectNode sent = Json.object();
    if (verb.body().isPresent() && !call.body().isEmpty()) {
      boolean newer = call.apiVersion().compareTo(MODEL_VERSION) > 0;
      ObjectNode cleaned =
          Contract.get().shapes().read(verb.body().get(), body, new Shapes.Reading(patch, newer));
      sent = cleaned.path("properties") instanceof ObjectNode given ? given : sent;
      VersionHistory.get().requireValues(place.type(), sent, call.apiVersion());
      VersionHistory.get().takeOutYounger(place.type(), sent, call.apiVersion());
    }
    ObjectNode properties = sent.deepCopy();
    if (patch) {
      properties = before.orElseThrow().properties();
      Json.merge(properties, sent);
    }
    return new Change(place, call, before, sent, properties);
  }

  private static Answer answer(Change change, Entity after, Behaviour behaviour) {
    Place place = change.place();
    Behaviour.Lro lro = behaviour.lro(change);
    int code = change.creates() ? 201 : 200;
    boolean older = lro == Behaviour.Lro.IN_PROGRESS && !modern(change.call());
    if (lro == Behaviour.Lro.ACCEPTED || older) {
      return accepted(place, change.call(), code, Optional.empty());
    }
    Show show = change.creates() ? Show.CREATED : Show.UPDATED;
    ObjectNode body = show(place, after, behaviour, show, change.call());
    if (lro == Behaviour.Lro.IN_PROGRESS) {
      return begun(change, body, Optional.empty()).with("ETag", after.etag());
    }
    return Answer.json(code, body).with("ETag", after.etag());
  }

  private static Answer failing(Change change, Behaviour behaviour, Refusal failure) {
    Place place = change.place();
    Behaviour.Lro lro = behaviour.lro(change);
    if (lro == Behaviour.Lro.NONE) {
      throw failure;
    }
    if (!modern(change.call()) || lro == Behaviour.Lro.ACCEPTED) {
      int code = change.creates() ? 201 : 200;
      return accepted(place, change.call(), code, Optional.of(failure));
    }
    return begun(change, unfinished(change), Optional.of(failure));
  }

  /** What is told of a write that turns out to be wrong: what was sent, but for its content. */
  private static ObjectNode unfinished(Change change) {
    ObjectNode properties = change.properties();
    properties.remove(List.of("value", "format", "wsdlSelector"));
    if (change.place().type().equals("apis")) {
      properties.put("isOnline", true);
    }
    return envelope(change.place(), change.place().path(), properties);
  }

  /** The usual status and body of a write that goes on; a failure shows only to those who ask. */
  private static Answer begun(Change change, ObjectNode body, Optional<Refusal> failure) {
    Place place = change.place();
    Call call = change.call();
    int code = change.creates() ? 201 : 200;
    ((ObjectNode) body.path("properties")).put("provisioningState", "InProgress");
    String id = place.service().running().start(place.path(), code, failure);
    if (change.sent().hasNonNull("value")) {
      hold(place, id);
    }
    return Answer.json(code, body)
        .with("Location", location(call, id, code))
        .with("Azure-AsyncOperation", operation(place, call, id));
  }

  /** 202 with a Location to poll; a failure shows only there. */
  static Answer accepted(Place place, Call call, int code, Optional<Refusal> failure) {
    String id = place.service().running().start(place.path(), code, failure);
    hold(place, id);
    Answer answer = Answer.empty(202).with("Location", location(call, id, code));
    return modern(call) ? answer.with("Azure-AsyncOperation", operation(place, call, id)) : answer;
  }

  /**
   * Whether a request's api-version is of those that answer a long-running write with the entity
   * and an operation URL; the older ones answer 202 with a Location alone.
   */
  static boolean modern(Call call) {
    return call.apiVersion().compareTo("2022-04-01") >= 0;
  }

  /** An import keeps its API busy until it has been seen to end. */
  private static void hold(Place place, String id) {
    if (place.type().equals("apis")) {
      String api = Store.parent(place.path()) + "/" + Revisions.root(place.name());
      place.service().running().hold(api, id);
    }
  }

  private static String location(Call call, String id, int code) {
    return call.base()
        + call.rawPath()
        + "?api-version="
        + call.apiVersion()
        + "&asyncId="
        + id
        + "&asyncCode="
        + code;
  }

  private static String operation(Place place, Call call, String id) {
    return call.base()
        + place.root()
        + "/tenant/operationResults/"
        + id
        + "?api-version="
        + call.apiVersion();
  }

  static Answer delete(Place place, Call call, Contract.Verb verb) {
    requireOwner(place);
    Behaviour behaviour = Behaviours.of(place.type());
    Optional<Entity> before = place.entity();
    if (before.isEmpty()) {
      return Answer.empty(204);
    }
    precondition(before, call, verb);
    Lock.unless(place, call);
    boolean asynchronous =
        verb.longRunning()
            && verb.statuses().contains(202)
            && call.apiVersion().compareTo(LONG_DELETES) >= 0;
    try {
      behaviour.deleting(place, before.get(), call);
    } catch (Refusal refusal) {
      if (asynchronous) {
        return accepted(place, call, 200, Optional.of(refusal));
      }
      throw refusal;
    }
    behaviour.delete(place, before.get(), call);
    return asynchronous ? accepted(place, call, 200, Optional.empty()) : Answer.empty(200);
  }

  static Entity find(Place place, Behaviour behaviour) {
    return place.entity().orElseThrow(() -> Refusal.missing(behaviour.internalName()));
  }

  /** Every entity on the way must exist; the outermost missing one is named. */
  static void requireOwner(Place place) {
    List<String> missing = new ArrayList<>();
    for (String owner = place.owner(); !owner.isEmpty(); owner = ownerOf(owner)) {
      if (!place.store().has(owner)) {
        missing.add(owner);
      }
    }
    if (!missing.isEmpty()) {
      String outermost = missing.get(missing.size() - 1);
      String collection = Store.parent(outermost);
      String type = collection.substring(collection.lastIndexOf('/') + 1);
      throw Refusal.missing(Behaviours.of(type).internalName());
    }
  }

  private static String ownerOf(String entity) {
    return Store.parent(Store.parent(entity));
  }

  private static void precondition(Optional<Entity> before, Call call, Contract.Verb verb) {
    Optional<String> wanted = call.header("If-Match").filter(tag -> !tag.isBlank());
    if (wanted.isEmpty()) {
      if (verb.ifMatchRequired()) {
        throw new Refusal(
            400, "BadRequest", "The header If-Match is required and must not be empty.");
      }
      return;
    }
    String tag = wanted.get().trim();
    boolean fits =
        tag.equals("*")
            || before
                .map(entity -> entity.etag().equals(tag) || entity.etag().equals('"' + tag + '"'))
                .orElse(false);
    if (!fits) {
      throw Refusal.stale();
    }
  }

  /** The entity as a client sees it: id, type, name, properties. */
  static ObjectNode show(Place place, Entity entity, Behaviour behaviour, Show show, Call call) {
    ObjectNode properties = entity.properties();
    Reference.show(behaviour.references(), place, properties);
    behaviour.show(place, entity, properties, show, call);
    VersionHistory.get().takeOutYounger(place.type(), properties, call.apiVersion());
    return envelope(place, entity.path(), properties);
  }

  private static ObjectNode envelope(Place place, String path, ObjectNode properties) {
    ObjectNode body = Json.object();
    body.put("id", place.id(path));
    body.put("type", place.armType());
    body.put("name", path.substring(path.lastIndexOf('/') + 1));
    body.set("properties", properties);
    return body;
  }
}
