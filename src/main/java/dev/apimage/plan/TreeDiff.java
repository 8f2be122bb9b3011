package dev.apimage.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The differences of two trees, as deep as they go; a list of another length is one difference. */
final class TreeDiff {
  private final List<FieldChange> changes = new ArrayList<>();

  private TreeDiff() {}

  static List<FieldChange> of(JsonNode before, JsonNode after) {
    TreeDiff diff = new TreeDiff();
    diff.compare(before, after, Position.ROOT);
    return diff.changes;
  }

  private void compare(JsonNode before, JsonNode after, Position here) {
    if (before == null || after == null) {
      changes.add(FieldChange.of(here, before, after));
    } else if (before.isObject() && after.isObject()) {
      TreeSet<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        compare(before.get(name), after.get(name), here.property(name));
      }
    } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
      for (int i = 0; i < before.size(); i++) {
        compare(before.get(i), after.get(i), here.item(i));
      }
    } else if (!same(before, after)) {
      changes.add(FieldChange.of(here, before, after));
    }
  }

  /** 1 and 1.0 are one number to a service that speaks JSON. */
  private static boolean same(JsonNode before, JsonNode after) {
    if (before.isNumber() && after.isNumber()) {
      return before.decimalValue().compareTo(after.decimalValue()) == 0;
    }
    return before.equals(after);
  }
}
