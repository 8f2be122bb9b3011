package dev.apimage.apiops;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.Link;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.text.JsonText;
import dev.apimage.text.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Links between resources, which one generation of APIOps writes as a list beside the owner ({@code
 * apis.json}) and the other as a folder for each ({@code apis/orders/productApiInformation.json});
 * trees with both exist. The image gets all of them.
 */
final class Links {
  private final SourceTree tree;
  private final Map<Key, Sources> found = new TreeMap<>();

  Links(SourceTree tree) {
    this.tree = tree;
  }

  private record Key(Address owner, String link) implements Comparable<Key> {
    @Override
    public int compareTo(Key that) {
      int byOwner = owner.compareTo(that.owner);
      return byOwner != 0 ? byOwner : link.compareTo(that.link);
    }
  }

  private static final class Sources {
    private final TreeSet<String> inFolders = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final TreeSet<String> inList = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private String listFile = "";
    private String anyFile = "";
  }

  /** {@code products/gold/apis.json}: a list of objects with a name. */
  void readList(Folder folder, Address owner, String key) {
    String file = folder.files().get(key + ".json");
    if (file == null) {
      return;
    }
    tree.text(file)
        .ifPresent(
            text -> {
              // the file is a list; the reader of files takes objects only
              Parsed parsed = JsonText.read(file, "{\"" + key + "\":" + text + "\n}");
              if (!parsed.problems().isEmpty()) {
                tree.add(Problem.error(Code.IMPORT_UNREADABLE, "The file is no valid list."), file);
                return;
              }
              List<String> listed = new ArrayList<>();
              for (JsonNode item : parsed.tree().path(key)) {
                String name = item.path("name").asText();
                if (name.isEmpty()) {
                  tree.add(Problem.error(Code.IMPORT_UNREADABLE, "An entry has no name."), file);
                } else {
                  listed.add(name);
                }
              }
              list(owner, key, listed, file);
            });
  }

  /** {@code products/gold/apis/orders/productApiInformation.json}. */
  void readFolder(Address owner, String key, Folder link) {
    Information.file(link)
        .ifPresent(
            file -> {
              tree.understood(file);
              folder(owner, key, link.name(), file);
            });
  }

  /** {@code tags/gold/apis/orders/tagApiInformation.json}: the link is kept in the API. */
  void readTagged(Address tag, String collection, Folder tagged) {
    Information.file(tagged)
        .ifPresent(
            file -> {
              Address owner = Address.of(collection, ApiNames.Name.of(tagged.name()).api());
              if (Kind.of(owner).stream().anyMatch(Links::hasTags)) {
                tree.understood(file);
                folder(owner, "tags", tag.name(), file);
              }
            });
  }

  private static boolean hasTags(Kind kind) {
    return kind.links().stream().anyMatch(l -> l.key().equals("tags"));
  }

  private void list(Address owner, String link, Iterable<String> names, String file) {
    Sources sources = sources(owner, link, file);
    sources.listFile = file;
    names.forEach(name -> sources.inList.add(withoutRevision(name)));
  }

  private void folder(Address owner, String link, String name, String file) {
    sources(owner, link, file).inFolders.add(withoutRevision(name));
  }

  private Sources sources(Address owner, String link, String file) {
    Sources sources = found.computeIfAbsent(new Key(owner, link), key -> new Sources());
    sources.anyFile = file;
    return sources;
  }

  private static String withoutRevision(String name) {
    int revision = name.indexOf(";rev=");
    return revision < 0 ? name : name.substring(0, revision);
  }

  /** Puts all links into their owners. */
  void into(Gathered gathered) {
    found.forEach(
        (key, sources) -> {
          TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
          names.addAll(sources.inList);
          names.addAll(sources.inFolders);
          if (!sources.listFile.isEmpty() && !sources.inFolders.isEmpty()) {
            compare(key, sources);
          }
          if (!gathered.has(key.owner())) {
            String text = "Links of " + key.owner() + ", which is not in the image, are left out.";
            tree.add(Problem.warning(Code.IMPORT_NOT_CARRIED, text), sources.anyFile);
            return;
          }
          gathered.link(key.owner(), key.link(), names);
          missing(gathered, key, names, sources.anyFile);
        });
  }

  private void compare(Key key, Sources sources) {
    TreeSet<String> onlyList = new TreeSet<>(sources.inList);
    onlyList.removeIf(sources.inFolders::contains);
    TreeSet<String> onlyFolders = new TreeSet<>(sources.inFolders);
    onlyFolders.removeIf(sources.inList::contains);
    if (!onlyList.isEmpty() || !onlyFolders.isEmpty()) {
      tree.add(
          Problem.warning(
                  Code.IMPORT_DISAGREES,
                  "The list and the folders of "
                      + key.owner()
                      + " name different "
                      + key.link()
                      + ": "
                      + Stream.of(only("in the list", onlyList), only("as folders", onlyFolders))
                          .flatMap(Optional::stream)
                          .collect(Collectors.joining(", "))
                      + ".")
              .advise("The image has all of them; take out what should not be."),
          sources.listFile);
    }
  }

  private static Optional<String> only(String where, Set<String> names) {
    return names.isEmpty() ? Optional.empty() : Optional.of("only " + where + " " + names);
  }

  private void missing(Gathered gathered, Key key, Set<String> names, String file) {
    Link link =
        Kind.require(key.owner()).links().stream()
            .filter(l -> l.key().equals(key.link()))
            .findFirst()
            .orElseThrow();
    if (link.key().equals("groups")) {
      return; // every service has the built-in groups, and APIOps writes others only if asked to
    }
    for (String name : names) {
      if (!gathered.has(Address.of(link.target().collection(), name))) {
        String text =
            key.owner() + " names " + link.key() + " " + name + ", which is not in the tree.";
        tree.add(Problem.warning(Code.IMPORT_DISAGREES, text), file);
      }
    }
  }
}
