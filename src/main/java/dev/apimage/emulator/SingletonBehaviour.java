package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Settings that every service has under fixed names: they are changed, never made. */
class SingletonBehaviour extends Hidden {
  SingletonBehaviour(String internalName, String... hidden) {
    super(internalName, hidden);
  }

  @Override
  void check(Change change) {
    if (change.creates()) {
      throw Refusal.missing(internalName());
    }
    super.check(change);
  }

  /** E-mail templates: what was changed is no longer the default. */
  static final class Template extends Behaviour {
    Template() {
      super("EmailTemplate");
    }

    @Override
    void check(Change change) {
      ObjectNode template = change.properties();
      ObjectNode stored = change.stored();
      for (String name : List.of("title", "subject", "body", "description", "parameters")) {
        if (!template.has(name) && stored.has(name)) {
          template.set(name, stored.get(name));
        }
      }
      template.put("isDefault", false);
    }

    /** A delete brings the default back. */
    @Override
    void delete(Place place, Entity entity, Call call) {
      place.store().put(entity.path(), Fresh.template(entity.name()));
    }
  }
}
