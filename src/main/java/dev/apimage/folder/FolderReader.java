package dev.apimage.folder;

import dev.apimage.kind.Companion;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Layout;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Resource;
import dev.apimage.model.Spot;
import dev.apimage.text.Parsed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Walks the folder by the kinds' rows: what no row has a place for is a problem. */
final class FolderReader {
  private static final String YAML = ".yaml";

  private final Disk disk;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<Address, Resource> resources = new TreeMap<>();
  private final Map<Address, Place> places = new TreeMap<>();
  private final Set<Address> headless = new HashSet<>();
  private final ResourceReader reader;

  FolderReader(Disk disk) {
    this.disk = disk;
    this.reader = new ResourceReader(disk, problems);
  }

  List<Problem> problems() {
    return problems;
  }

  /** What could be read, by address. */
  Map<Address, Resource> resources() {
    return resources;
  }

  /** Where each resource lies, unreadable ones included. */
  Map<Address, Place> places() {
    return places;
  }

  /** What has a place and could not be read. */
  Set<Address> unread() {
    Set<Address> unread = new HashSet<>(places.keySet());
    unread.removeAll(resources.keySet());
    unread.addAll(headless);
    return unread;
  }

  /** Reads all resources. */
  void read() {
    List<String> others = children(Kind.tops(), null, "", visible(""));
    RootNames.check(others, disk, problems);
  }

  private List<String> visible(String folder) {
    return disk.list(folder).stream().filter(name -> !name.startsWith(".")).toList();
  }

  /** Reads what the kinds below an owner have in its folder, and gives back the other names. */
  private List<String> children(
      List<Kind> kinds, Address owner, String folder, List<String> names) {
    List<String> others = new ArrayList<>(names);
    for (Kind kind : kinds) {
      String name = kind.isSingleton() ? textFile(kind) : kind.collection();
      String file = Disk.join(folder, name);
      if (!names.contains(name)) {
        continue;
      }
      if (kind.isSingleton() && disk.isFile(file)) {
        others.remove(name);
        text(kind, owner, file);
      } else if (!kind.isSingleton() && disk.isFolder(file)) {
        others.remove(name);
        if (kind.layout() == Layout.FILE) {
          files(kind, owner, file);
        } else {
          folders(kind, owner, file);
        }
      }
    }
    return others;
  }

  private static String textFile(Kind kind) {
    return kind.collection() + "." + kind.companions().get(0).extension();
  }

  private void text(Kind kind, Address owner, String file) {
    Address address =
        owner == null ? Address.of(kind.collection()) : owner.child(kind.collection());
    add(address, new Place("", "", file));
    reader.text(kind, address, places.get(address)).ifPresent(this::add);
  }

  private void add(Resource resource) {
    resources.putIfAbsent(resource.address(), resource);
  }

  private boolean add(Address address, Place place) {
    Place other = places.putIfAbsent(address, place);
    if (other != null) {
      String file = place.yaml().isEmpty() ? place.document() : place.yaml();
      String text = "\"" + address + "\" is \"" + other.folder() + "\" already but for the case.";
      problems.add(
          Problem.error(Code.NAME_CLASH, text)
              .at(Spot.of(file))
              .advise("ARM takes both for one name; keep one of them."));
    }
    return other == null;
  }

  /** A collection whose resources are plain files, maybe with documents and policies beside. */
  private void files(Kind kind, Address owner, String folder) {
    List<String> names = visible(folder);
    TreeSet<String> stems = new TreeSet<>();
    for (String name : names) {
      Optional<String> stem = stem(kind, name);
      if (stem.isPresent() && disk.isFile(Disk.join(folder, name))) {
        stems.add(stem.get());
      } else {
        unknown(folder, name, List.of());
      }
    }
    for (String stem : stems) {
      file(kind, owner, folder, stem, names);
    }
  }

  private static Optional<String> stem(Kind kind, String name) {
    List<String> endings = new ArrayList<>();
    kind.children().stream().filter(Kind::isSingleton).forEach(k -> endings.add("." + textFile(k)));
    endings.add(YAML);
    kind.companions().forEach(c -> endings.add("." + c.extension()));
    return endings.stream()
        .filter(e -> name.endsWith(e) && name.length() > e.length())
        .findFirst()
        .map(e -> name.substring(0, name.length() - e.length()));
  }

  private void file(Kind kind, Address owner, String folder, String stem, List<String> names) {
    String base = Disk.join(folder, stem);
    List<Companion> found =
        kind.companions().stream().filter(c -> names.contains(stem + "." + c.extension())).toList();
    Address address = null;
    if (names.contains(stem + YAML)) {
      address = fromYaml(kind, owner, new Place(base, base + YAML, ""), stem, found);
    } else if (!found.isEmpty()) {
      missing(base + "." + found.get(0).extension(), base + YAML, "It may be empty: {}");
      return;
    } else if (owner != null && resources.containsKey(owner) && rules(owner)) {
      Optional<String> name = reader.name(stem, base);
      address = name.map(n -> owner.child(kind.collection(), n)).orElse(null);
    } else {
      missing(base, base + YAML, "");
      return;
    }
    for (Kind child : kind.children()) {
      String text = stem + "." + (child.isSingleton() ? textFile(child) : "");
      if (address != null && child.isSingleton() && names.contains(text)) {
        text(child, address, Disk.join(folder, text));
      }
    }
  }

  private boolean rules(Address owner) {
    return Specification.rules(resources.get(owner).body());
  }

  /** Null if the file does not say which resource it is. */
  private Address fromYaml(
      Kind kind, Address owner, Place place, String fileName, List<Companion> found) {
    Optional<Parsed> parsed = reader.yaml(place.yaml());
    Optional<String> name =
        parsed.isPresent()
            ? reader.name(fileName, place.yaml(), parsed.get())
            : FileNames.decode(fileName);
    if (name.isEmpty()) {
      return null;
    }
    Address address = child(owner, kind, name.get());
    Place whole = found.isEmpty() ? place : place.withDocument(place.companion(found.get(0)));
    if (add(address, whole) && parsed.isPresent()) {
      List<Companion> used = documents(kind, place, parsed.get(), found);
      add(reader.resource(kind, address, place, parsed.get(), used));
    }
    return address;
  }

  /** The documents that count; says what is missing or in vain. */
  private List<Companion> documents(Kind kind, Place place, Parsed parsed, List<Companion> found) {
    if (found.isEmpty()) {
      boolean specification = kind.layout() == Layout.FOLDER && Specification.rules(parsed.tree());
      if (specification && !parsed.tree().has("value")) {
        missing(place.yaml(), place.folder() + "/" + Specification.STEM + ".*", "");
      } else if (kind.companions().size() == 1
          && !kind.companions().get(0).position().isIn(parsed.tree())) {
        missing(place.yaml(), place.companion(kind.companions().get(0)), "");
      }
    } else if (kind.layout() == Layout.FOLDER && !Specification.rules(parsed.tree())) {
      String text = "The document is not used, since the API does not say so.";
      problems.add(
          Problem.warning(Code.UNKNOWN_FILE, text)
              .at(Spot.of(place.companion(found.get(0))))
              .advise("Write \"definition: specification\" into " + place.yaml() + "."));
      return List.of();
    }
    return found;
  }

  /** A collection whose resources have a folder each. */
  private void folders(Kind kind, Address owner, String folder) {
    for (String name : visible(folder)) {
      String path = Disk.join(folder, name);
      if (disk.isFolder(path)) {
        folder(kind, owner, path, name);
      } else {
        unknown(folder, name, List.of());
      }
    }
  }

  private void folder(Kind kind, Address owner, String path, String name) {
    List<String> names = new ArrayList<>(visible(path));
    if (names.isEmpty()) {
      return;
    }
    String yaml = kind.stem() + YAML;
    List<Companion> found =
        kind.companions().stream()
            .filter(c -> names.remove(c.stem() + "." + c.extension()))
            .toList();
    Address address;
    if (names.remove(yaml)) {
      Place place = new Place(path, path + "/" + yaml, "");
      address = fromYaml(kind, owner, place, name, found);
    } else {
      missing(path, path + "/" + yaml, "");
      address = reader.name(name, path).map(n -> child(owner, kind, n)).orElse(null);
      Optional.ofNullable(address).ifPresent(headless::add);
    }
    if (address != null) {
      List<String> known = new ArrayList<>(List.of(yaml));
      kind.children().forEach(k -> known.add(k.isSingleton() ? textFile(k) : k.collection()));
      children(kind.children(), address, path, names).forEach(n -> unknown(path, n, known));
    }
  }

  private static Address child(Address owner, Kind kind, String name) {
    return owner == null
        ? Address.of(kind.collection(), name)
        : owner.child(kind.collection(), name);
  }

  private void missing(String beside, String file, String advice) {
    String text = "\"" + file + "\" is missing.";
    problems.add(Problem.error(Code.MISSING_COMPANION, text).at(Spot.of(beside)).advise(advice));
  }

  private void unknown(String folder, String name, List<String> known) {
    String file = Disk.join(folder, name);
    String text = "\"" + name + "\" has no place in \"" + folder + "\".";
    String advice = NearNames.advice(name, known);
    if (name.endsWith(".yml")) {
      advice = "Rename it to \"" + name.substring(0, name.length() - 4) + YAML + "\".";
    } else if (disk.isFolder(file) && name.contains(".")) {
      advice = "It is a folder.";
    } else if (!disk.isFile(file) && !disk.isFolder(file)) {
      advice = "Symbolic links are not followed; put the files themselves here.";
    }
    problems.add(Problem.error(Code.UNKNOWN_FILE, text).at(Spot.of(file)).advise(advice));
  }
}
