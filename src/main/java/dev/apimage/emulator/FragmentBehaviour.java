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
    try {
      PolicyText.store(change, PolicyRoot.FRAGMENT);
    } catch (Refusal refusal) {
      throw late(refusal);
    }
  }

  @Override
  List<PolicyReference> mentions(Change change) {
    try {
      return PolicyText.mentions(change);
    } catch (Refusal refusal) {
      throw late(refusal);
    }
  }

  /** A fragment's text is looked at behind the answer of its PUT. */
  private static RuntimeException late(Refusal refusal) {
    return refusal.status() == 400 ? new Late(refusal) : refusal;
  }

  @Override
  void deleting(Place place, Entity entity, Call call) {
    Usage.refuse(
        Usage.policies(place, PolicyReference.Type.FRAGMENT, entity.name()),
        "The Policy Fragment '" + entity.name() + "'");
  }

  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    boolean raw = "rawxml".equalsIgnoreCase(call.query().get("format"));
    PolicyText.show(properties, raw);
    properties.put("format", raw ? "rawxml" : "xml");
    properties.put("provisioningState", "Succeeded");
  }

  @Override
  Lro lro(Change change) {
    return Lro.IN_PROGRESS;
  }
}
