package dev.apimage.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Link;
import dev.apimage.kind.MadeByService;
import dev.apimage.kind.Reference;
import dev.apimage.kind.RestPath;
import dev.apimage.model.Address;
import dev.apimage.model.Position;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.model.Spot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What each resource of a snapshot refers to. */
public final class References {
  private static final Pattern NAMED_VALUE = Pattern.compile("\\{\\{([A-Za-z0-9._-]+)\\}\\}");

  private final Map<String, Address> namedValues = new HashMap<>();
  private final Set<Address> known = new HashSet<>();

  /**
   * One reference.
   *
   * @param target the address that must exist
   * @param position where in the resource it is said
   * @param says how it is said, for messages
   * @param line where in a policy, from 1; 0 elsewhere
   * @param column of it
   */
  public record To(Address target, Position position, String says, int line, int column) {
    To(Address target, Position position, String says) {
      this(target, position, says, 0, 0);
    }

    private To in(PolicyReference reference) {
      return new To(target, position, says, reference.line(), reference.column());
    }

    /** The place in a file, if the resource that says it lies in one. */
    public Optional<Spot> spot(Resource from) {
      return from.origin()
          .spot(position)
          .map(spot -> line == 0 ? spot : new Spot(spot.file(), line, column));
    }
  }

  /** Named values are referred to by display name, so all that may be meant must be known. */
  public References(Snapshot... known) {
    for (Snapshot snapshot : known) {
      this.known.addAll(snapshot.resources().keySet());
      for (Resource value : snapshot.in(null, Kind.NAMED_VALUE.collection())) {
        String name = value.body().path("displayName").asText(value.address().name());
        namedValues.putIfAbsent(name.toLowerCase(Locale.ROOT), value.address());
      }
    }
  }

  /** All references of a resource, its owner included. */
  public List<To> of(Resource resource) {
    Kind kind = Kind.require(resource.address());
    ObjectNode body = resource.body();
    List<To> found = new ArrayList<>();
    for (Optional<Address> owner = owner(resource.address());
        owner.isPresent();
        owner = owner(owner.get())) {
      found.add(new To(owner.get(), Position.ROOT, owner.get().toString()));
    }
    for (Reference reference : kind.references()) {
      for (Position position : reference.path().in(body)) {
        declared(resource, reference, position, found);
      }
    }
    for (Link link : kind.links()) {
      JsonNode names = body.path(link.key());
      for (int i = 0; i < names.size(); i++) {
        Address target = Address.of(link.target().collection(), names.get(i).asText());
        found.add(
            new To(target, Position.ROOT.property(link.key()).item(i), names.get(i).asText()));
      }
    }
    if (kind.holdsPolicy()) {
      policy(body.path("value").asText(), found);
    } else if (!kind.secrets().isEmpty()) {
      strings(body, Position.ROOT, found);
    }
    return found;
  }

  private static Optional<Address> owner(Address address) {
    return address.isTop() ? Optional.empty() : Optional.of(address.parent());
  }

  private static void declared(
      Resource resource, Reference reference, Position position, List<To> found) {
    String id = position.in(resource.body()).asText();
    if (reference.form() == Reference.Form.SIBLING) {
      Kind target = reference.targets().get(0);
      Address owner = resource.address().parent();
      found.add(new To(owner.child(target.collection(), id), position, id));
    } else if (reference.form() == Reference.Form.NAME) {
      found.add(named(reference.targets().get(0), id, position));
    } else if (!reference.targets().isEmpty()) {
      RestPath.address(id).ifPresent(target -> found.add(new To(target, position, id)));
    }
  }

  private void policy(String text, List<To> found) {
    Position value = Position.ROOT.property("value");
    for (PolicyReference reference : PolicyText.references(text)) {
      if (reference.inComment() && !isKnown(reference.id())) {
        continue;
      }
      int before = found.size();
      switch (reference.type()) {
        case NAMED_VALUE -> namedValue(reference.id(), value, found);
        case BACKEND -> found.add(named(Kind.BACKEND, reference.id(), value));
        case FRAGMENT -> found.add(named(Kind.POLICY_FRAGMENT, reference.id(), value));
        case LOGGER -> found.add(named(Kind.LOGGER, reference.id(), value));
        case SCHEMA -> found.add(named(Kind.SCHEMA, reference.id(), value));
        case CERTIFICATE -> found.add(named(Kind.CERTIFICATE, reference.id(), value));
        case AUTHORIZATION -> connection(reference.id(), value, found);
        default -> {
          // Which certificate has a thumbprint only a service knows.
        }
      }
      for (int i = before; i < found.size(); i++) {
        found.set(i, found.get(i).in(reference));
      }
    }
  }

  /** Looked up at each call only, so that a policy may name one that is not there yet. */
  private void connection(String id, Position position, List<To> found) {
    int slash = id.indexOf('/');
    Address address =
        Address.of(Kind.AUTHORIZATION_PROVIDER.collection(), id.substring(0, slash))
            .child(Kind.AUTHORIZATION.collection(), id.substring(slash + 1));
    if (known.contains(address)) {
      found.add(new To(address, position, id));
    }
  }

  private boolean isKnown(String displayName) {
    return namedValues.containsKey(displayName.toLowerCase(Locale.ROOT));
  }

  private static To named(Kind kind, String name, Position position) {
    return new To(Address.of(kind.collection(), name), position, name);
  }

  private void strings(JsonNode node, Position here, List<To> found) {
    if (node.isTextual()) {
      Matcher reference = NAMED_VALUE.matcher(node.asText());
      while (reference.find()) {
        namedValue(reference.group(1), here, found);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        strings(node.get(i), here.item(i), found);
      }
    } else {
      node.properties().forEach(e -> strings(e.getValue(), here.property(e.getKey()), found));
    }
  }

  private void namedValue(String displayName, Position position, List<To> found) {
    if (!MadeByService.isNamedValue(displayName)) {
      Address target =
          namedValues.getOrDefault(
              displayName.toLowerCase(Locale.ROOT),
              Address.of(Kind.NAMED_VALUE.collection(), displayName));
      found.add(new To(target, position, "{{" + displayName + "}}"));
    }
  }
}
