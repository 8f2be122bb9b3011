package dev.apimage.apiops;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.kind.Canonical;
import dev.apimage.kind.Kind;
import dev.apimage.kind.MadeByService;
import dev.apimage.kind.SecretPosition;
import dev.apimage.kind.WireBody;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Origin;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.model.Spot;
import dev.apimage.secret.Allowance;
import dev.apimage.secret.SecretKey;
import dev.apimage.secret.Withheld;
import dev.apimage.secret.Withholding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resources found so far: ids made relative, secrets withheld, what the service makes dropped.
 */
final class Gathered {
  static final Pattern TOKEN = Pattern.compile("\\{#\\s*([^#{}]+?)\\s*#}");
  static final Pattern REFERENCE = Pattern.compile("\\{\\{([^{}]*)}}");

  private final SourceTree tree;
  private final Allowance allowance;
  private final Map<Address, Resource> resources = new TreeMap<>();
  private final Map<Address, String> dropped = new TreeMap<>();
  private final Map<String, String> credentials = new TreeMap<>();

  Gathered(SourceTree tree, Allowance allowance) {
    this.tree = tree;
    this.allowance = allowance;
  }

  /**
   * Takes a resource in, unless the service makes such a one by itself.
   *
   * @param properties as the tree says them
   * @param origin where they stand
   * @param textFile the file of its policy or document, or empty
   */
  void add(Address address, ObjectNode properties, Origin origin, String textFile) {
    Kind kind = Kind.require(address);
    Spot spot = origin.spot(Position.ROOT).orElseThrow();
    if (kind.isBuiltIn(address, properties)) {
      tree.add(
          Problem.note(
                  Code.IMPORT_DROPPED, "The service makes " + address + " itself; it was left out.")
              .at(spot));
      dropped.put(address, properties.path("displayName").asText());
      return;
    }
    Withheld withheld = Withholding.of(address, WireBody.relative(kind, properties), allowance);
    Resource resource = new Resource(address, withheld.body(), withheld.secrets(), origin);
    Resource twin = resources.putIfAbsent(address, resource);
    if (twin != null) {
      tree.add(
          Problem.error(Code.NAME_CLASH, "Two folders name " + address + "; ARM sees no case.")
              .at(spot));
      return;
    }
    noteCredentials(kind, address, properties);
    tellTokens(resource);
    tellSecrets(resource, withheld, textFile);
  }

  private void noteCredentials(Kind kind, Address address, ObjectNode properties) {
    for (SecretPosition secret : kind.secrets()) {
      for (Position position : secret.path().in(properties)) {
        Matcher reference = REFERENCE.matcher(position.in(properties).asText());
        if (reference.matches() && MadeByService.isNamedValue(reference.group(1).strip())) {
          credentials.put(reference.group(1).strip(), address + "#" + position);
        }
      }
    }
  }

  /** A token that a pipeline fills in would be published as it stands. */
  private void tellTokens(Resource resource) {
    if (TOKEN.matcher(resource.body().toString()).find()) {
      tree.add(
          Problem.warning(
                  Code.IMPORT_NOT_CARRIED,
                  resource.address() + " holds a token {#…#} that a pipeline would fill in.")
              .at(resource.origin().spot(Position.ROOT).orElseThrow())
              .advise("Put a real value in its place, or set it in each environment."));
    }
  }

  private void tellSecrets(Resource resource, Withheld withheld, String textFile) {
    for (Withheld.Lifted lifted : withheld.lifted()) {
      tree.add(
          Problem.warning(
                  Code.SECRET_LIFTED,
                  "A literal secret (" + lifted.rule() + ") was replaced by a placeholder.")
              .at(place(resource, lifted, textFile))
              .advise("Lift it into a secret named value, and renew it."));
    }
    for (Position position : positions(resource)) {
      tree.add(
          Problem.warning(
                  Code.SECRET_IN_CLEAR,
                  "The tree holds a secret in clear at "
                      + resource.address()
                      + "#"
                      + position
                      + ".")
              .at(resource.origin().spot(position).orElseThrow())
              .advise("It was left out. Take it out of the tree's history, and renew it."));
    }
  }

  private static Spot place(Resource resource, Withheld.Lifted lifted, String textFile) {
    Position position = lifted.key().position();
    boolean document =
        !textFile.isEmpty()
            && Kind.require(resource.address()).companions().stream()
                .anyMatch(c -> c.position().equals(position));
    return document
        ? new Spot(textFile, lifted.line(), lifted.column())
        : resource.origin().spot(position).orElseThrow();
  }

  /** The whole positions whose value is known. */
  private static List<Position> positions(Resource resource) {
    return SecretKey.in(resource.body()).stream()
        .filter(k -> k.id().isEmpty() && resource.secrets().containsKey(k.toString()))
        .map(SecretKey::position)
        .toList();
  }

  Optional<Resource> at(Address address) {
    return Optional.ofNullable(resources.get(address));
  }

  /** True for what the service makes by itself. */
  boolean isDropped(Address address) {
    return dropped.containsKey(address);
  }

  /**
   * The position of a credential that the service keeps in a named value of its own making, such as
   * {@code loggers/appi#credentials.instrumentationKey}.
   *
   * @param namedValue the named value's address, which was left out
   * @param displayName what names it too; may be empty
   */
  Optional<String> credential(Address namedValue, String displayName) {
    String name = displayName.isEmpty() ? dropped.getOrDefault(namedValue, "") : displayName;
    return Optional.ofNullable(credentials.get(name));
  }

  boolean has(Address address) {
    return resources.containsKey(address);
  }

  /** Puts a list of names into a resource's tree. */
  void link(Address owner, String key, Iterable<String> names) {
    ObjectNode body = resources.get(owner).copyBody();
    var list = body.putArray(key);
    names.forEach(name -> list.add(TextNode.valueOf(name)));
    resources.put(owner, resources.get(owner).withBody(body));
  }

  /** Everything, in normal form. */
  Snapshot snapshot() {
    return new Snapshot(new TreeMap<>(resources))
        .map(r -> r.withBody(Canonical.of(Kind.require(r.address()), r.body())));
  }
}
