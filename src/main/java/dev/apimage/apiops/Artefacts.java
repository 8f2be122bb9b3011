package dev.apimage.apiops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Origin;
import dev.apimage.model.Position;
import dev.apimage.model.Problem;
import dev.apimage.model.Spot;
import dev.apimage.text.JsonText;
import dev.apimage.text.Parsed;
import dev.apimage.text.PolicyText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Walks an artifacts folder and gathers its resources, children of a resource with their owner. */
final class Artefacts {
  private static final Set<String> ENVELOPE = Set.of("properties", "id", "type", "name");
  private static final String POLICY_FILE = "policy.xml";

  private final SourceTree tree;
  private final Gathered gathered;
  private final Links links;
  private final ApiNames names = new ApiNames();
  private final ApiDocuments documents;

  Artefacts(SourceTree tree, Gathered gathered) {
    this.tree = tree;
    this.gathered = gathered;
    this.links = new Links(tree);
    this.documents = new ApiDocuments(tree, gathered);
  }

  ApiNames names() {
    return names;
  }

  /** Reads everything below the root. */
  void read(Folder root) {
    policy(root, null);
    for (Folder collection : root.folders().values()) {
      if (collection.name().equals("workspaces")) {
        workspaces(collection);
      } else if (collection.name().equals("apis")) {
        apis(collection);
      } else {
        Kind.find(null, ArtefactRoot.collection(collection.name()))
            .ifPresent(kind -> items(collection, kind, null));
      }
    }
    links.into(gathered);
  }

  private void workspaces(Folder workspaces) {
    for (Folder workspace : workspaces.folders().values()) {
      List<String> files = workspace.all();
      files.forEach(tree::understood);
      String text =
          "The workspace " + workspace.name() + " (" + files.size() + " files) is not carried.";
      tree.add(Problem.warning(Code.IMPORT_NOT_CARRIED, text), files.get(0));
    }
  }

  private void items(Folder collection, Kind kind, Address owner) {
    for (Folder item : collection.folders().values()) {
      Address address =
          owner == null
              ? Address.of(kind.collection(), item.name())
              : owner.child(kind.collection(), item.name());
      item(item, kind, address);
    }
  }

  private void item(Folder folder, Kind kind, Address address) {
    if (information(folder, "Information.json").isEmpty()) {
      if (kind.collection().equals("operations")) {
        children(folder, kind, address); // the API's document has the operation itself
      }
      return;
    }
    resource(folder, kind, address);
    if (gathered.isDropped(address)) {
      folder.all().forEach(tree::understood);
    } else if (gathered.has(address)) {
      children(folder, kind, address);
    }
  }

  private static Optional<String> information(Folder folder, String end) {
    return folder.ending(end).stream().findFirst();
  }

  private void resource(Folder folder, Kind kind, Address address) {
    String file = information(folder, "Information.json").orElseThrow();
    Optional<Parsed> parsed = json(file);
    if (parsed.isEmpty()) {
      return;
    }
    ObjectNode properties = properties(parsed.get(), file);
    String textFile = "";
    if (kind.companions().stream().anyMatch(c -> c.extension().equals("xml"))) {
      textFile = folder.files().getOrDefault(POLICY_FILE, "");
      Optional<String> text = textFile.isEmpty() ? Optional.empty() : tree.text(textFile);
      if (text.isEmpty()) {
        tree.add(
            Problem.error(Code.IMPORT_UNREADABLE, address + " has no " + POLICY_FILE + "."), file);
        return;
      }
      properties.put("value", PolicyText.onDisk(text.get()));
    } else if (isApi(kind)) {
      textFile = documents.read(folder, address, properties).orElse("");
    }
    gathered.add(address, properties, origin(parsed.get(), textFile), textFile);
  }

  private static boolean isApi(Kind kind) {
    return kind.ownKeys().containsKey("definition");
  }

  private Optional<Parsed> json(String file) {
    Optional<String> text = tree.text(file);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Parsed parsed = JsonText.read(file, text.get());
    for (Problem problem : parsed.problems()) {
      boolean isTemplate = text.get().contains("{#");
      tree.add(
          Problem.error(Code.IMPORT_UNREADABLE, problem.text())
              .at(problem.spot().orElse(Spot.of(file)))
              .showing(problem.excerpt())
              .advise(isTemplate ? "Its {#tokens#} have to be replaced first." : problem.advice()));
    }
    return parsed.problems().isEmpty() ? Optional.of(parsed) : Optional.empty();
  }

  private ObjectNode properties(Parsed parsed, String file) {
    for (Map.Entry<String, JsonNode> entry : parsed.tree().properties()) {
      if (!ENVELOPE.contains(entry.getKey())) {
        String text = "The property " + entry.getKey() + " beside properties is not carried.";
        tree.add(
            parsed.atKey(
                Problem.warning(Code.IMPORT_NOT_CARRIED, text),
                Position.ROOT.property(entry.getKey())));
      }
    }
    if (parsed.tree().path("properties") instanceof ObjectNode properties) {
      return properties.deepCopy();
    }
    tree.add(Problem.warning(Code.IMPORT_UNREADABLE, "The file has no properties."), file);
    return JsonNodeFactory.instance.objectNode();
  }

  /** Where a resource's parts stand: in the information file, its text in a file of its own. */
  private static Origin origin(Parsed parsed, String textFile) {
    return position -> {
      List<Object> steps = position.steps();
      boolean isText = !steps.isEmpty() && steps.get(0).equals("value") && !textFile.isEmpty();
      if (isText) {
        return Optional.of(Spot.of(textFile));
      }
      List<Object> inFile = new ArrayList<>(List.of("properties"));
      inFile.addAll(steps);
      return parsed.origin().spot(position.isRoot() ? Position.ROOT : new Position(inFile));
    };
  }

  private void children(Folder folder, Kind kind, Address address) {
    policy(folder, address);
    kind.links().forEach(link -> linkList(folder, address, link.key()));
    for (Folder collection : folder.folders().values()) {
      String name = ArtefactRoot.collection(collection.name());
      boolean isLink = kind.links().stream().anyMatch(l -> l.key().equals(name));
      Optional<Kind> child = Kind.find(kind, name);
      if (isLink) {
        collection.folders().values().forEach(link -> linkFolder(address, name, link));
      } else if (kind.collection().equals("tags")) {
        collection.folders().values().forEach(tagged -> tagged(address, name, tagged));
      } else {
        child.ifPresent(k -> items(collection, k, address));
      }
    }
  }

  private void policy(Folder folder, Address owner) {
    String file = folder.files().get(POLICY_FILE);
    if (file == null || tree.isUnderstood(file)) {
      return;
    }
    Address address = owner == null ? Address.of("policy") : owner.child("policy");
    if (Kind.of(address).isEmpty()) {
      return;
    }
    tree.text(file)
        .ifPresent(
            text -> {
              ObjectNode body = JsonNodeFactory.instance.objectNode();
              body.put("value", PolicyText.onDisk(text));
              gathered.add(address, body, position -> Optional.of(Spot.of(file)), file);
            });
    if (owner != null && owner.collection().equals("operations") && !gathered.has(owner)) {
      documents.bind(owner, file);
    }
  }

  private void linkList(Folder folder, Address owner, String key) {
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
              links.list(owner, key, listed, file);
            });
  }

  private void linkFolder(Address owner, String key, Folder link) {
    information(link, "Information.json")
        .ifPresent(
            file -> {
              tree.understood(file);
              links.folder(owner, key, link.name(), file);
            });
  }

  /** {@code tags/gold/apis/orders/tagApiInformation.json}: the link is kept in the API. */
  private void tagged(Address tag, String collection, Folder tagged) {
    information(tagged, "Information.json")
        .ifPresent(
            file -> {
              Address owner = Address.of(collection, ApiNames.Name.of(tagged.name()).api());
              if (Kind.of(owner).stream().anyMatch(Artefacts::hasTags)) {
                tree.understood(file);
                links.folder(owner, "tags", tag.name(), file);
              }
            });
  }

  private static boolean hasTags(Kind kind) {
    return kind.links().stream().anyMatch(l -> l.key().equals("tags"));
  }

  /** Current revisions first, so that it is known which of the others are written twice. */
  private void apis(Folder apis) {
    for (Folder folder : apis.folders().values()) {
      ApiNames.Name name = ApiNames.Name.of(folder.name());
      if (name.revision().isEmpty()) {
        current(folder, name.api());
      }
    }
    for (Folder folder : apis.folders().values()) {
      ApiNames.Name name = ApiNames.Name.of(folder.name());
      if (!name.revision().isEmpty()) {
        revision(apis, folder, name);
      }
    }
  }

  private void current(Folder folder, String api) {
    Address address = Address.of("apis", api);
    item(folder, Kind.require(address), address);
    gathered
        .at(address)
        .ifPresent(r -> names.current(api, r.body().path("apiRevision").asText("1")));
  }

  private void revision(Folder apis, Folder folder, ApiNames.Name name) {
    Address api = Address.of("apis", name.api());
    if (!gathered.has(api)) {
      String text =
          "The API " + name.api() + " has no folder of its own, which is the current one.";
      folder
          .files()
          .values()
          .forEach(f -> tree.add(Problem.error(Code.IMPORT_UNREADABLE, text), f));
      folder.all().forEach(tree::understood);
      return;
    }
    if (names.isCurrent(name)) {
      new RevisionTwin(tree).compare(apis.folders().get(name.api()), folder);
      return;
    }
    Address address = api.child("revisions", name.revision());
    item(folder, Kind.require(address), address);
  }
}
