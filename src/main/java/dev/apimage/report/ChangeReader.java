package dev.apimage.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Canonical;
import dev.apimage.model.Spot;
import dev.apimage.plan.Action;
import dev.apimage.plan.Change;
import dev.apimage.plan.RevisionSwitch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a plan's changes for people: forwards, as what a publish does, or backwards, as how the
 * service has drifted from the folder.
 */
final class ChangeReader {
  private final View view;
  private final boolean drift;

  ChangeReader(View view, boolean drift) {
    this.view = view;
    this.drift = drift;
  }

  ChangeView read(Change change) {
    char sign = sign(change.action());
    if (change.action() == Action.DELETE) {
      return ChangeView.bare(sign, change.address().toString());
    }
    Fields fields = new Fields(change);
    List<Detail> details = new ArrayList<>();
    change.revision().map(this::revision).ifPresent(details::add);
    fields.all().forEach(field -> details.add(detail(change, field)));
    if (change.imports()) {
      details.add(document(change, fields.differencesOfDocument()));
    }
    int hidden = 0;
    if (change.action() == Action.CREATE) {
      details.addAll(view.isFull() ? whole(change, fields) : sent(change));
    } else if (view.isFull()) {
      details.addAll(whole(change, fields));
    } else if (!change.address().isSingleton()) {
      hidden = fields.unchanged(tree(change, fields));
    }
    return new ChangeView(sign, Visible.name(change.address().toString()), details, hidden);
  }

  private char sign(Action action) {
    return switch (action) {
      case CREATE -> drift ? '-' : '+';
      case UPDATE -> '~';
      case DELETE -> drift ? '+' : '-';
    };
  }

  private Detail revision(RevisionSwitch revision) {
    String from = Visible.name(revision.from());
    String to = Visible.name(revision.to());
    String line;
    if (drift) {
      line = from + " is current, not " + to;
    } else if (revision.dropOld()) {
      line = to + " becomes current; " + from + ", which comes with a new API, is removed";
    } else if (revision.create()) {
      line = to + " is made from " + from + " and becomes current";
    } else {
      line = to + " becomes current in place of " + from;
    }
    return new Detail.Remark("revision", List.of(line));
  }

  private Detail document(Change change, List<String> differences) {
    List<String> lines = new ArrayList<>();
    if (change.action() == Action.CREATE) {
      lines.add("imported, makes the operations");
    } else {
      lines.add(
          drift ? "operations differ from the document" : "imported, since operations differ");
      differences.forEach(d -> lines.add(Visible.name(d)));
    }
    return new Detail.Remark("specification", lines);
  }

  private Detail detail(Change change, FieldView field) {
    String path = Visible.name(field.position().toString());
    String from = field.source().map(ChangeReader::place).orElse("");
    Optional<JsonNode> old = drift ? field.after() : field.before();
    Optional<JsonNode> now = drift ? field.before() : field.after();
    if (field.secret() && old.isEmpty() && now.isEmpty()) {
      return new Detail.Remark(path, List.of(Visible.SECRET + " changed"));
    }
    if (field.names()) {
      List<String> added = FieldView.without(now, old).stream().map(Visible::name).toList();
      List<String> removed = FieldView.without(old, now).stream().map(Visible::name).toList();
      if (!added.isEmpty() || !removed.isEmpty()) {
        return new Detail.Names(path, added, removed, from);
      }
    }
    if (isText(old) && isText(now)) {
      List<String> lines = lines(change, path, old.get().asText(), now.get().asText());
      if (!lines.isEmpty()) {
        return new Detail.Lines(path, lines, from);
      }
    }
    Shortened values = Shortened.of(value(old), value(now));
    return new Detail.Difference(path, values.before(), values.after(), from);
  }

  /** A line is enough to find a value. */
  private static String place(Spot spot) {
    return Visible.name(new Spot(spot.file(), spot.line(), 0).toString());
  }

  private static boolean isText(Optional<JsonNode> value) {
    return value.filter(v -> v.isTextual() && v.asText().indexOf('\n') >= 0).isPresent();
  }

  private List<String> lines(Change change, String path, String old, String now) {
    boolean policy = path.equals("value") && change.kind().holdsPolicy();
    return policy
        ? TextDiff.ofPolicies(old, now, view.context())
        : TextDiff.of(old, now, view.context());
  }

  private static String value(Optional<JsonNode> value) {
    return value.map(Visible::value).orElse(Visible.NOT_SET);
  }

  /** The secrets that come with a new resource. */
  private List<Detail> sent(Change change) {
    return change.sending().stream()
        .flatMap(s -> s.values().keySet().stream().sorted())
        .<Detail>map(key -> new Detail.Value(Visible.name(key), Visible.SECRET))
        .toList();
  }

  /** The properties that are sent as such: an API's document is told otherwise. */
  private static JsonNode tree(Change change, Fields fields) {
    ObjectNode tree = Canonical.of(change.kind(), (ObjectNode) fields.desiredTree());
    if (tree.path("definition").asText().equals("specification")) {
      tree.remove(List.of("definition", "format", "value"));
    }
    return tree;
  }

  private List<Detail> whole(Change change, Fields fields) {
    List<Detail> details = new ArrayList<>();
    List<String> changed =
        change.fields().stream()
            .filter(f -> !f.position().isRoot())
            .map(f -> f.position().steps().get(0).toString())
            .toList();
    for (Map.Entry<String, JsonNode> entry : tree(change, fields).properties()) {
      if (!changed.contains(entry.getKey())) {
        details.add(whole(Visible.name(entry.getKey()), entry.getValue()));
      }
    }
    return details;
  }

  private static Detail whole(String key, JsonNode value) {
    if (isText(Optional.of(value))) {
      List<String> lines = Visible.lines(value.asText()).stream().map(line -> " " + line).toList();
      return new Detail.Lines(key, lines, "");
    }
    return new Detail.Value(key, Shortened.of(Visible.value(value)));
  }
}
