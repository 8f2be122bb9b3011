package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Answers to writes that go on behind them, in the two shapes that the service has. */
final class LongAnswers {
  private LongAnswers() {}

  static Answer failing(Change change, Behaviour behaviour, Refusal failure) {
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
    return Entities.envelope(change.place(), change.place().path(), properties);
  }

  /** The usual status and body of a write that goes on; a failure shows only to those who ask. */
  static Answer begun(Change change, ObjectNode body, Optional<Refusal> failure) {
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
}
