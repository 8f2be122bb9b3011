package dev.apimage.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.plan.Action;
import dev.apimage.plan.Change;
import java.util.Optional;

/** One change in JSON, whole values and all; a secret is absent, not masked. */
final class JsonChange {
  private JsonChange() {}

  static ObjectNode of(Change change, View view) {
    ObjectNode node = JsonParts.change(change);
    if (change.action() == Action.DELETE) {
      return node;
    }
    Fields fields = new Fields(change);
    if (change.action() == Action.UPDATE) {
      var list = node.putArray("fields");
      fields.all().forEach(field -> list.add(field(field)));
    }
    change
        .revision()
        .ifPresent(
            revision ->
                node.putObject("revision")
                    .put("from", revision.from())
                    .put("to", revision.to())
                    .put("create", revision.create())
                    .put("dropOld", revision.dropOld()));
    if (change.imports()) {
      var list = node.putArray("imports");
      fields.differencesOfDocument().forEach(list::add);
    }
    if (change.action() == Action.CREATE) {
      var list = node.putArray("secrets");
      change.sending().ifPresent(s -> s.values().keySet().stream().sorted().forEach(list::add));
    }
    if (view.isFull()) {
      node.set("desired", fields.desiredTree());
    }
    return node;
  }

  private static ObjectNode field(FieldView field) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("path", field.position().toString());
    if (field.secret()) {
      node.put("secret", true);
    }
    put(node, "before", field.before());
    put(node, "after", field.after());
    field.source().ifPresent(spot -> JsonParts.place(node.putObject("source"), spot));
    return node;
  }

  private static void put(ObjectNode node, String key, Optional<JsonNode> value) {
    value
        .filter(v -> !Fields.isSecret(v) && v != Visible.NOT_SHOWN)
        .ifPresent(v -> node.set(key, v));
  }
}
