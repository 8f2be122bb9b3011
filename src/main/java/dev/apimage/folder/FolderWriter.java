package dev.apimage.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.apimage.kind.Canonical;
import dev.apimage.kind.Companion;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Layout;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.model.Spot;
import dev.apimage.secret.Tokens;
import dev.apimage.secret.Unsaid;
import dev.apimage.text.JsonText;
import dev.apimage.text.PolicyText;
import dev.apimage.text.Trees;
import dev.apimage.text.YamlText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what differs in meaning from what was read, and takes out what is gone. */
final class FolderWriter {
  private static final String POLICY = "xml";

  private final Disk disk;
  private final Marker marker;
  private final Map<Address, Resource> before;
  private final Map<Address, Place> places;
  private final List<Address> created = new ArrayList<>();
  private final List<Address> updated = new ArrayList<>();
  private final List<Address> deleted = new ArrayList<>();
  private final List<Address> unchanged = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  FolderWriter(Disk disk, Marker marker, FolderReader reader) {
    this.disk = disk;
    this.marker = marker;
    this.before = reader.resources();
    this.places = reader.places();
  }

  Written write(Snapshot snapshot) {
    snapshot.stream().forEach(this::put);
    List<Address> gone =
        before.keySet().stream().filter(a -> !snapshot.has(a) && marker.owns(a)).toList();
    List<Address> childrenFirst = new ArrayList<>(gone);
    Collections.reverse(childrenFirst);
    childrenFirst.forEach(this::delete);
    deleted.addAll(gone);
    return new Written(created, updated, deleted, unchanged, problems);
  }

  private void put(Resource resource) {
    Address address = resource.address();
    Kind kind = Kind.require(address);
    Resource old = before.get(address);
    put(
        old == null
            ? resource
            : resource.withBody(Unsaid.without(kind, old.body(), resource.body())),
        old);
  }

  private void put(Resource resource, Resource old) {
    Address address = resource.address();
    Kind kind = Kind.require(address);
    if (old != null && means(address, old).equals(means(address, resource))) {
      unchanged.add(address);
      return;
    }
    (places.containsKey(address) ? updated : created).add(address);
    Place place = place(address);
    try {
      write(kind, place, Canonical.of(kind, resource.body()), address.name());
    } catch (ProblemException e) {
      Spot spot = Spot.of(place.yaml().isEmpty() ? place.document() : place.yaml());
      throw new ProblemException(
          e.problems().stream().map(p -> p.spot().isPresent() ? p : p.at(spot)).toList());
    }
  }

  /**
   * What counts when files are compared with what they should say. A placeholder's id is only a
   * name, by which an environment may call it.
   */
  private static Meaning means(Address address, Resource resource) {
    ObjectNode tree = Tokens.alike(Canonical.comparable(address, resource.body()));
    if (Specification.rules(tree)) {
      tree.remove(List.of("format", "value"));
    }
    for (Companion companion : Kind.require(address).companions()) {
      JsonNode text = companion.position().in(tree);
      if (!companion.json() && text.isTextual()) {
        companion.position().set(tree, TextNode.valueOf(canonical(companion, text.asText())));
      }
    }
    return new Meaning(tree);
  }

  private static String canonical(Companion companion, String text) {
    return companion.extension().equals(POLICY)
        ? PolicyText.canonical(text)
        : ResourceReader.value(text);
  }

  /** A tree that is equal by meaning. */
  private record Meaning(ObjectNode tree) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Meaning that && Trees.same(tree, that.tree);
    }

    @Override
    public int hashCode() {
      return tree.size();
    }

    /** Names no content. */
    @Override
    public String toString() {
      return "Meaning[" + tree.size() + "]";
    }
  }

  private Place place(Address address) {
    Place known = places.get(address);
    if (known == null) {
      Address owner = address.isTop() ? null : address.parent();
      boolean ownerIsFile = owner != null && Kind.require(owner).layout() == Layout.FILE;
      known = Place.fresh(address, owner == null ? null : place(owner), ownerIsFile);
      places.put(address, known);
    }
    return known;
  }

  private void write(Kind kind, Place place, ObjectNode tree, String name) {
    if (kind.isSingleton()) {
      String text = kind.companions().get(0).position().in(tree).asText();
      disk.write(place.document(), PolicyText.onDisk(text));
      return;
    }
    if (Specification.rules(tree)) {
      specification(kind, place, tree);
    } else {
      document(kind, place, tree);
    }
    ObjectNode whole = tree;
    if (FileNames.isShortened(name)) {
      whole = tree.objectNode().put("name", name);
      whole.setAll(tree);
    }
    String header = SchemaHeader.of(kind);
    Optional<String> old = disk.find(place.yaml());
    ObjectNode now = whole;
    String text =
        old.map(was -> YamlText.update(was, now, header))
            .orElseGet(() -> YamlText.write(now, header));
    if (!old.equals(Optional.of(text))) {
      disk.write(place.yaml(), text);
    }
  }

  /** A person's document is never touched; one that is not there yet is made. */
  private void specification(Kind kind, Place place, ObjectNode tree) {
    String text = tree.path("value").asText();
    Optional<Companion> companion = kind.companionOf(tree);
    tree.remove("value");
    if (!place.document().isEmpty()) {
      tree.remove("format");
    } else if (companion.isPresent()) {
      disk.write(place.companion(companion.get()), PolicyText.onDisk(text));
      String format = Specification.format(companion.get().extension(), text);
      if (format.equals(tree.path("format").asText())) {
        tree.remove("format");
      }
    }
  }

  private void document(Kind kind, Place place, ObjectNode tree) {
    Optional<Companion> companion = kind.companionOf(tree);
    String file = companion.map(place::companion).orElse("");
    if (companion.isPresent()) {
      JsonNode content = companion.get().position().in(tree);
      take(tree, companion.get().position());
      Optional<String> old = disk.find(file);
      if (old.isEmpty() || !same(companion.get(), old.get(), content)) {
        boolean json = companion.get().json();
        disk.write(file, json ? JsonText.write(content) : PolicyText.onDisk(content.asText()));
      }
    }
    boolean other = !place.document().isEmpty() && !place.document().equals(file);
    if (other && !isSpecification(place.document())) {
      disk.delete(place.document());
    }
  }

  private static boolean same(Companion companion, String file, JsonNode content) {
    return companion.json()
        ? Trees.same(JsonText.read("", file).tree(), content)
        : canonical(companion, file).equals(canonical(companion, content.asText()));
  }

  /** Takes a position out, and what encloses it where nothing else is in there. */
  private static void take(ObjectNode tree, Position position) {
    position.remove(tree);
    Position above = position.parent();
    if (!above.isRoot() && above.in(tree).isEmpty()) {
      take(tree, above);
    }
  }

  private void delete(Address address) {
    Place place = places.get(address);
    if (!place.yaml().isEmpty()) {
      disk.delete(place.yaml());
    }
    if (isSpecification(place.document())) {
      String text = "\"" + address + "\" is gone, but its document was left.";
      problems.add(
          Problem.warning(Code.UNKNOWN_FILE, text)
              .at(Spot.of(place.document()))
              .advise("Delete it if it is not needed."));
    } else if (!place.document().isEmpty()) {
      disk.delete(place.document());
    }
  }

  private static boolean isSpecification(String file) {
    return file.substring(file.lastIndexOf('/') + 1).startsWith(Specification.STEM + ".");
  }
}
