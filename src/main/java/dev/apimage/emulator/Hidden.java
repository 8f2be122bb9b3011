package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Types with properties that only a PUT sees; they are kept when they are left out. */
class Hidden extends Behaviour {
  private final List<String> hidden;

  Hidden(String internalName, String... hidden) {
    super(internalName);
    this.hidden = List.of(hidden);
  }

  @Override
  void check(Change change) {
    hidden.forEach(change::keepHidden);
  }

  @Override
  void show(Place place, Entity entity, ObjectNode properties, Show show, Call call) {
    properties.remove(hidden);
  }
}
