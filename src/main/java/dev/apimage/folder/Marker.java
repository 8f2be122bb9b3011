package dev.apimage.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.AddressPattern;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.secret.Allowance;
import dev.apimage.secret.Withheld;
import dev.apimage.secret.Withholding;
import dev.apimage.text.YamlText;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What {@code apimage.yaml} says, the file that marks an artefact folder's root.
 *
 * @param target the service to work with where neither flags nor an environment say another
 * @param scope what this folder owns; everything if empty. What lies outside is neither extracted,
 *     nor deleted, nor drift
 * @param allow places that look like secrets and are none
 * @param include which of {@link Kind#options} the folder holds beside what every folder holds
 */
public record Marker(
    TargetSpec target, List<AddressPattern> scope, List<Allowed> allow, Set<String> include) {
  /** The file's name. */
  public static final String FILE = "apimage.yaml";

  /** The only format there is. */
  public static final int FORMAT = 1;

  /** A folder that says nothing but its format. */
  public static final Marker PLAIN = new Marker(TargetSpec.NONE, List.of(), List.of(), Set.of());

  private static final List<String> KEYS = List.of("format", "target", "scope", "include", "allow");

  public Marker {
    scope = List.copyOf(scope);
    allow = List.copyOf(allow);
    include = Collections.unmodifiableSet(new LinkedHashSet<>(include));
  }

  /** True if this folder owns a resource, or one that it lies in. */
  public boolean owns(Address address) {
    boolean own = scope.isEmpty() || scope.stream().anyMatch(pattern -> pattern.matches(address));
    boolean inside = address.segments().size() > 2;
    return own || (inside && owns(address.parent()));
  }

  /** What a person said of places that look secret and are not. */
  public Allowance allowance() {
    return (address, place) -> allow.stream().anyMatch(a -> a.key().matches(address, place));
  }

  /**
   * A warning for each entry of {@code allow} that names nothing that looks like a secret.
   *
   * @param snapshot all of the folder, or what is to be written into it
   */
  public List<Problem> unused(Snapshot snapshot) {
    return allow.stream()
        .filter(entry -> snapshot.stream().noneMatch(resource -> isUsed(entry, resource)))
        .map(
            entry ->
                Problem.warning(
                        Code.UNUSED_ALLOWANCE,
                        "allow: " + entry.key() + " matches nothing that looks like a secret.")
                    .at(entry.spot())
                    .advise("Correct the place, or take the entry out."))
        .toList();
  }

  private static boolean isUsed(Allowed entry, Resource resource) {
    if (!entry.key().address().matches(resource.address())) {
      return false;
    }
    Withheld found = Withholding.inFile(resource.address(), resource.body());
    return found.secrets().keySet().stream()
            .anyMatch(key -> entry.key().matches(resource.address(), key))
        || found.lifted().stream()
            .map(lifted -> lifted.key().position().toString())
            .anyMatch(position -> entry.key().matches(resource.address(), position));
  }

  /** The file's text. */
  public String text() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
    ObjectNode where = tree.objectNode();
    target.subscription().ifPresent(value -> where.put("subscription", value));
    target.resourceGroup().ifPresent(value -> where.put("resourceGroup", value));
    target.service().ifPresent(value -> where.put("service", value));
    target.endpoint().ifPresent(value -> where.put("endpoint", value));
    target.cloud().ifPresent(value -> where.put("cloud", value));
    if (!where.isEmpty()) {
      tree.set("target", where);
    }
    if (!scope.isEmpty()) {
      ArrayNode list = tree.putArray("scope");
      scope.forEach(pattern -> list.add(pattern.toString()));
    }
    if (!include.isEmpty()) {
      include.forEach(tree.putArray("include")::add);
    }
    if (!allow.isEmpty()) {
      ArrayNode list = tree.putArray("allow");
      allow.forEach(
          each ->
              list.addObject().put("place", each.key().toString()).put("reason", each.reason()));
    }
    return YamlText.write(tree, SchemaHeader.of("apimage"));
  }

  static Marker read(SettingsReader in) {
    Position format = Position.ROOT.property("format");
    JsonNode number = format.in(in.tree());
    if (in.problems().isEmpty() && !(number.isInt() && number.asInt() == FORMAT)) {
      String text =
          number.isInt()
              ? "The folder is in format " + number.asInt() + "; this version reads format 1."
              : "The file must say which format the folder has.";
      String advice = number.isInt() ? "Use a newer apimage." : "Write: format: 1";
      in.wrong(Code.FORMAT_VERSION, format, text, advice);
    }
    in.only(Position.ROOT, KEYS);
    return new Marker(in.target(), in.patterns("scope"), Allowed.read(in), include(in));
  }

  private static Set<String> include(SettingsReader in) {
    Position list = Position.ROOT.property("include");
    Set<String> words = new LinkedHashSet<>(in.list(list, Function.identity()));
    JsonNode items = list.in(in.tree());
    for (int i = 0; i < items.size(); i++) {
      String word = items.path(i).asText();
      if (items.path(i).isTextual() && !Kind.options().contains(word)) {
        String near = NearNames.advice(word, Kind.options());
        in.wrong(
            Code.FORMAT_VERSION,
            list.item(i),
            "\"" + word + "\" is nothing that can be included.",
            near.isEmpty() ? "Write " + String.join(", ", Kind.options()) + "." : near);
      }
    }
    words.retainAll(Kind.options());
    return words;
  }

  /**
   * The file's text with more words in {@code include}, comments and all else kept.
   *
   * @param old the text so far, which can be read
   */
  static String including(String old, Set<String> more) {
    ObjectNode tree = YamlText.read(FILE, old).tree();
    Set<String> words = new LinkedHashSet<>();
    tree.path("include").forEach(word -> words.add(word.asText()));
    words.addAll(more);
    ArrayNode list = tree.putArray("include");
    Kind.options().stream().filter(words::contains).forEach(list::add);
    return YamlText.update(old, tree, SchemaHeader.of("apimage"));
  }
}
