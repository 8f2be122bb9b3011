package dev.apimage.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Link;
import dev.apimage.model.Position;
import dev.apimage.model.Resource;
import dev.apimage.model.Spot;
import dev.apimage.plan.Change;
import dev.apimage.plan.FieldChange;
import dev.apimage.secret.NamedValueReference;
import dev.apimage.secret.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What of a change's fields may be told, in the words of the resources themselves. */
final class Fields {
  private static final String DOCUMENT = "specification";

  private final Change change;
  private final Kind kind;
  private final Redaction actual;
  private final Redaction desired;

  Fields(Change change) {
    this.change = change;
    this.kind = change.kind();
    this.actual = Redaction.of(change.actual());
    this.desired = Redaction.of(change.desired());
  }

  /** All that differs, in the plan's order; a list of names once. */
  List<FieldView> all() {
    Set<String> sets =
        Stream.concat(kind.links().stream().map(Link::key), kind.unordered().stream())
            .collect(Collectors.toSet());
    List<FieldView> all = new ArrayList<>();
    Set<String> told = new TreeSet<>();
    for (FieldChange field : change.fields()) {
      String top = top(field);
      if (isDocument(field)) {
        continue;
      }
      if (!sets.contains(top)) {
        all.add(one(field));
      } else if (told.add(top)) {
        all.add(names(Position.ROOT.property(top)));
      }
    }
    return all;
  }

  /** Why an API's document is imported, one line for each operation. */
  List<String> differencesOfDocument() {
    return change.fields().stream()
        .filter(this::isDocument)
        .flatMap(f -> f.after().stream())
        .flatMap(lines -> StreamSupport.stream(lines.spliterator(), false))
        .map(JsonNode::asText)
        .toList();
  }

  /** A resource's own tree as the folder says it, without secrets. */
  JsonNode desiredTree() {
    return desired.of(Position.ROOT, change.desired().orElseThrow().body());
  }

  /** How many top-level properties the folder has that do not change. */
  int unchanged(JsonNode tree) {
    Set<String> changed =
        change.fields().stream().map(Fields::top).collect(Collectors.toCollection(TreeSet::new));
    int count = 0;
    for (var entry : tree.properties()) {
      count += changed.contains(entry.getKey()) ? 0 : 1;
    }
    return count;
  }

  private boolean isDocument(FieldChange field) {
    return change.imports() && top(field).equals(DOCUMENT);
  }

  private static String top(FieldChange field) {
    return field.position().isRoot() ? "" : field.position().steps().get(0).toString();
  }

  private FieldView one(FieldChange field) {
    Position at = field.position();
    if (field.secret()) {
      return new FieldView(at, Optional.empty(), Optional.empty(), true, false, source(at));
    }
    Optional<JsonNode> before =
        field.before().map(v -> actual.of(at, spelled(v, change.actual(), at)));
    Optional<JsonNode> after =
        field.after().map(v -> desired.of(at, spelled(v, change.desired(), at)));
    boolean secret = before.filter(Fields::holdsSecret).isPresent();
    boolean secretNow = after.filter(Fields::holdsSecret).isPresent();
    // What is a secret on one side may be the same one in clear on the other.
    return new FieldView(
        at,
        secretNow ? before.map(Fields::unshown) : before,
        secret ? after.map(Fields::unshown) : after,
        secret || secretNow,
        false,
        source(at));
  }

  private static boolean holdsSecret(JsonNode value) {
    for (JsonNode child : value) {
      if (holdsSecret(child)) {
        return true;
      }
    }
    return isSecret(value);
  }

  /** References and switches stay; anything else might be the secret. */
  private static JsonNode unshown(JsonNode value) {
    if (value instanceof ArrayNode list) {
      ArrayNode to = list.arrayNode();
      list.forEach(item -> to.add(unshown(item)));
      return to;
    }
    if (value instanceof ObjectNode object) {
      ObjectNode to = object.objectNode();
      object.properties().forEach(e -> to.set(e.getKey(), unshown(e.getValue())));
      return to;
    }
    boolean harmless =
        value.isBoolean() || isSecret(value) || NamedValueReference.isNothingElse(value.asText());
    return harmless ? value : Visible.NOT_SHOWN;
  }

  static boolean isSecret(JsonNode value) {
    return value.asText().equals(Tokens.WHOLE);
  }

  /** Ids are compared in lower case; a person knows them as they are written. */
  private static JsonNode spelled(JsonNode compared, Optional<Resource> resource, Position at) {
    JsonNode written = resource.map(r -> at.in(r.body())).orElse(compared);
    boolean same =
        written.isTextual()
            && compared.isTextual()
            && written.asText().equalsIgnoreCase(compared.asText());
    return same ? written : compared;
  }

  private FieldView names(Position at) {
    return new FieldView(
        at, list(change.actual(), at), list(change.desired(), at), false, true, source(at));
  }

  /** A list that is left out is what the service assumes. */
  private Optional<JsonNode> list(Optional<Resource> resource, Position at) {
    return resource
        .map(r -> at.in(r.body()))
        .filter(JsonNode::isArray)
        .or(() -> Optional.ofNullable(kind.defaults().get(at.toString())));
  }

  /** Of what the folder does not say any more only the file is known. */
  private Optional<Spot> source(Position at) {
    return change
        .desired()
        .flatMap(d -> d.origin().spot(at).map(s -> at.isIn(d.body()) ? s : Spot.of(s.file())));
  }
}
