package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.emulator.Behaviour.Show;

/** The two places where a long-running operation is asked about. */
final class Polling {
  private Polling() {}

  /** The Location: 202 until it is done, then the stored code with the entity, or the error. */
  static Answer location(Place place, Call call, String id) {
    LongRunning.Operation operation = find(place, id);
    if (!operation.poll()) {
      return Answer.empty(202)
          .with("Location", call.base() + call.rawPath() + "?" + Extras.query(call));
    }
    operation
        .failure()
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    Entity entity = place.store().get(operation.path()).orElse(null);
    if (entity == null) {
      return Answer.empty(operation.code());
    }
    Place at = place.at(place.typeOf(entity), entity.path());
    ObjectNode body = Entities.show(at, entity, Behaviours.of(at.type()), Show.GET, call);
    return Answer.json(operation.code(), body).with("ETag", entity.etag());
  }

  /** The Azure-AsyncOperation: a status document. */
  static Answer status(Place place, Call call) {
    return Answer.json(200, LongRunning.status(place, place.name(), find(place, place.name())));
  }

  private static LongRunning.Operation find(Place place, String id) {
    return place.service().running().find(id).orElseThrow(() -> Refusal.missing("Operation"));
  }
}
