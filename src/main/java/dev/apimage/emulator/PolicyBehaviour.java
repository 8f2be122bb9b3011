package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Policy documents of every scope (REST reference, Policy – Create Or Update). */
final class PolicyBehaviour extends Behaviour {
  PolicyBehaviour() {
    super("PoliciesConfiguration");
  }

  /** The service looks for the API or operation of a policy only when it compiles it. */
  @Override
  Refusal orphan(Refusal missing) {
    return Refusal.invalid("Entity with specified identifier not found");
  }

  @Override
  void check(Change change) {
    boolean resolver = change.place().type().contains("resolvers");
    PolicyText.store(change, resolver ? PolicyRoot.RESOLVER : PolicyRoot.POLICIES);
  }

  @Override
  List<PolicyReference> mentions(Change change) {
    return PolicyText.mentions(change);
  }

  /** Only a GET knows {@code format}; every other answer has the escaped form. */
  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    boolean raw = show == Show.GET && "rawxml".equalsIgnoreCase(call.query().get("format"));
    PolicyText.show(properties, raw);
    properties.put("format", raw ? "rawxml" : "xml");
  }
}
