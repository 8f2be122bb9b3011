package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Policy fragments (REST reference, Policy Fragment – Create Or Update). */
final class FragmentBehaviour extends Behaviour {
  FragmentBehaviour() {
    super("PolicyFragment");
  }

  @Override
  void check(Change change) {
    PolicyText.store(change, true);
  }

  @Override
  List<PolicyReference> mentions(Change change) {
    return PolicyText.mentions(change);
  }

  @Override
  void deleting(Place place, Entity entity, Call call) {
    Usage.refuse(
        Usage.policies(place, PolicyReference.Type.FRAGMENT, entity.name()),
        "The Policy Fragment '" + entity.name() + "'");
  }

  /** {@code format} comes back only where rawxml was asked for. */
  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    boolean raw = "rawxml".equalsIgnoreCase(call.query().get("format"));
    PolicyText.show(properties, raw);
    if (raw) {
      properties.put("format", "rawxml");
    }
    properties.put("provisioningState", "Succeeded");
  }

  @Override
  Lro lro(Change change) {
    return Lro.IN_PROGRESS;
  }
}
