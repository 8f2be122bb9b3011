package dev.apimage.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.kind.Canonical;
import dev.apimage.kind.Companion;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Link;
import dev.apimage.kind.SecretPosition;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.secret.Alignment;
import dev.apimage.secret.SecretKey;
import dev.apimage.secret.Tokens;
import dev.apimage.secret.Unsaid;
import dev.apimage.text.PolicyText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One resource of the folder against the target's, if it has it. */
final class Comparison {
  private final Address address;
  private final Kind kind;
  private final Resource desired;
  private final PlanOptions options;
  private final ObjectNode inherited;
  private final List<Problem> problems = new ArrayList<>();
  private List<FieldChange> fields = List.of();
  private Sending sending;
  private int notCompared;

  /**
   * Compares.
   *
   * @param inherited what is sent of the owner's properties
   * @param imports true if the API's document is sent too
   */
  Comparison(
      Resource desired,
      Optional<Resource> actual,
      ObjectNode inherited,
      boolean imports,
      PlanOptions options) {
    this.address = desired.address();
    this.kind = Kind.require(address);
    this.desired = desired;
    this.options = options;
    this.inherited = inherited;
    if (actual.isEmpty()) {
      create();
    } else {
      update(Alignment.of(desired, HoleMatching.of(desired, actual.get())));
    }
    if (imports) {
      document();
    }
  }

  List<FieldChange> fields() {
    return fields;
  }

  Sending sending() {
    return sending;
  }

  int notCompared() {
    return notCompared;
  }

  List<Problem> problems() {
    return problems;
  }

  /** The folder's tree as it is sent: normal, without what an API's document says. */
  private ObjectNode desiredBody() {
    ObjectNode body = Canonical.of(kind, desired.body());
    if (isSpecification()) {
      body.remove("format");
      body.remove("value");
    }
    return body;
  }

  private boolean isSpecification() {
    return Specifications.isSpecification(desired);
  }

  /** The operations of a document are not compared by their holes, so they lend no values. */
  private void document() {
    Map<String, Secret> values = new HashMap<>(sending.values());
    for (String id : Tokens.ids(desired.body().path("value").asText())) {
      SecretKey key = new SecretKey(Position.ROOT.property("value"), id);
      Secret supplied = desired.secrets().get(key.toString());
      if (supplied == null) {
        missing(key);
      } else {
        values.put(key.toString(), supplied);
      }
    }
    sending = new Sending(sending.patch(), sending.body(), sending.whole(), values);
  }

  private void create() {
    ObjectNode body = desiredBody();
    Map<String, Secret> values = new HashMap<>();
    for (SecretKey key : SecretKey.in(body)) {
      Secret supplied = desired.secrets().get(key.toString());
      if (supplied == null) {
        missing(key);
      } else {
        values.put(key.toString(), supplied);
      }
    }
    required(body);
    sending = new Sending(false, whole(body), whole(body), values);
  }

  /** A file may leave out what the service never shows, but not what each new one has to have. */
  private void required(ObjectNode body) {
    for (SecretPosition secret : kind.secrets()) {
      if (secret.visibility() == SecretPosition.Visibility.ABSENT && secret.when().test(body)) {
        secret.path().slots(body).stream()
            .filter(position -> !position.isIn(body))
            .forEach(position -> problems.add(MissingSecret.unsaid(desired, position)));
      }
    }
  }

  private ObjectNode whole(ObjectNode body) {
    ObjectNode whole = inherited.deepCopy();
    whole.setAll(body);
    return whole;
  }

  private void update(Resource there) {
    ObjectNode want = Canonical.comparable(address, desiredBody());
    ObjectNode have =
        Canonical.comparable(address, Unsaid.without(kind, desired.body(), there.body()));
    kind.ownKeys().keySet().forEach(want::remove);
    kind.ownKeys().keySet().forEach(have::remove);
    sameTexts(want, have);
    List<FieldChange> found = new ArrayList<>(TreeDiff.of(have, want));
    Set<SecretKey> hidden = new HashSet<>();
    Map<String, Secret> values = new HashMap<>();
    ObjectNode body = desiredBody();
    for (SecretKey key : SecretKey.in(body)) {
      secret(key, there, found, hidden, values);
    }
    fields = List.copyOf(found);
    sending = sending(body, hidden, values);
    notCompared =
        (int)
            hidden.stream()
                .map(SecretKey::toString)
                .filter(key -> desired.secrets().containsKey(key) && !values.containsKey(key))
                .count();
  }

  /** Texts that mean the same are made the same, so that the rest can be compared as trees. */
  private void sameTexts(ObjectNode want, ObjectNode have) {
    for (Companion companion : kind.companions()) {
      JsonNode mine = companion.position().in(want);
      JsonNode theirs = companion.position().in(have);
      if (!companion.json() && mine.isTextual() && theirs.isTextual()) {
        boolean same =
            companion.isPolicy()
                ? PolicyText.equal(mine.asText(), theirs.asText())
                : lines(mine).equals(lines(theirs));
        if (same) {
          companion.position().set(want, TextNode.valueOf(theirs.asText()));
        }
      }
    }
  }

  private static String lines(JsonNode text) {
    return text.asText().replace("\r\n", "\n").stripTrailing();
  }

  private void secret(
      SecretKey key,
      Resource there,
      List<FieldChange> found,
      Set<SecretKey> hidden,
      Map<String, Secret> values) {
    Secret supplied = desired.secrets().get(key.toString());
    Secret known = there.secrets().get(key.toString());
    boolean placeholderThere = SecretKey.in(there.body()).contains(key);
    if (!placeholderThere) {
      // The target has none here, or something else: the trees differ at this position.
      if (supplied == null && known != null) {
        values.put(key.toString(), known);
      } else if (supplied == null) {
        missing(key);
      } else {
        values.put(key.toString(), supplied);
      }
    } else if (known != null) {
      values.put(key.toString(), supplied == null ? known : supplied);
      if (supplied != null && !supplied.equals(known)) {
        found.add(FieldChange.ofSecret(key.position()));
      }
    } else if (supplied != null && options.writeSecrets().test(address, key)) {
      values.put(key.toString(), supplied);
      found.add(FieldChange.ofSecret(key.position()));
    } else {
      hidden.add(key);
    }
  }

  /** A value that the target hides is kept by sending only what changes. */
  private Sending sending(ObjectNode body, Set<SecretKey> hidden, Map<String, Secret> values) {
    Set<String> changed = new HashSet<>();
    for (FieldChange field : fields) {
      changed.add(field.position().steps().get(0).toString());
    }
    for (Link link : kind.links()) {
      changed.remove(link.key());
    }
    if (changed.isEmpty()) {
      return new Sending(true, body.objectNode(), whole(body), values);
    }
    if (hidden.isEmpty() && !kind.isPatchedOnly()) {
      return new Sending(false, whole(body), whole(body), values);
    }
    if (!kind.takesPatch()) {
      hidden.forEach(key -> sent(key, values));
      return new Sending(false, whole(body), whole(body), values);
    }
    ObjectNode part = body.objectNode();
    for (String key : changed.stream().sorted().toList()) {
      part.set(key, body.has(key) ? body.get(key).deepCopy() : standard(key));
    }
    fields.forEach(field -> takeBack(field, part));
    for (SecretKey key : hidden) {
      if (changed.contains(key.position().steps().get(0).toString())) {
        sent(key, values);
      }
    }
    return new Sending(true, part, whole(body), values);
  }

  /** A PATCH leaves what it says nothing of, inside of objects too. */
  private static void takeBack(FieldChange field, ObjectNode part) {
    Position position = field.position();
    boolean inside =
        position.steps().size() > 1 && position.steps().stream().allMatch(String.class::isInstance);
    if (inside
        && field.before().isPresent()
        && field.after().isEmpty()
        && position.parent().in(part).isObject()
        && !position.isIn(part)) {
      position.set(part, part.nullNode());
    }
  }

  /** A secret that the target hides has to go out beside what changes. */
  private void sent(SecretKey key, Map<String, Secret> values) {
    Secret supplied = desired.secrets().get(key.toString());
    if (supplied != null) {
      values.put(key.toString(), supplied);
      return;
    }
    MissingSecret secret = MissingSecret.of(desired, key);
    Problem problem =
        Problem.error(
                Code.WRITE_ONLY_CHANGE,
                address + " can only be changed together with its secret " + secret.name())
            .advise("Add to the environment file, under secrets:\n    " + secret.line());
    problems.add(secret.spot().map(problem::at).orElse(problem));
  }

  /** What a PATCH says to take a property back. */
  private JsonNode standard(String key) {
    JsonNode fallback = kind.defaults().get(key);
    return fallback == null ? desired.body().nullNode() : fallback;
  }

  private void missing(SecretKey key) {
    problems.add(MissingSecret.of(desired, key).problem());
  }
}
