package dev.apimage.apiops;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.Spot;
import dev.apimage.text.PolicyText;
import java.util.List;
import java.util.Optional;

/** Walks an artifacts folder and gathers its resources, children of a resource with their owner. */
final class Artefacts {
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
    if (Information.file(folder).isEmpty()) {
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

  private void resource(Folder folder, Kind kind, Address address) {
    String file = Information.file(folder).orElseThrow();
    Optional<Information> read = Information.read(tree, file);
    if (read.isEmpty()) {
      return;
    }
    ObjectNode properties = read.get().properties();
    String textFile = "";
    if (kind.holdsPolicy()) {
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
    gathered.add(address, properties, read.get().origin(textFile), textFile);
  }

  private static boolean isApi(Kind kind) {
    return kind.ownKeys().containsKey("definition");
  }

  private void children(Folder folder, Kind kind, Address address) {
    policy(folder, address);
    kind.links().forEach(link -> links.readList(folder, address, link.key()));
    for (Folder collection : folder.folders().values()) {
      String name = ArtefactRoot.collection(collection.name());
      boolean isLink = kind.links().stream().anyMatch(l -> l.key().equals(name));
      Optional<Kind> child = Kind.find(kind, name);
      if (isLink) {
        collection.folders().values().forEach(link -> links.readFolder(address, name, link));
      } else if (kind.collection().equals("tags")) {
        collection.folders().values().forEach(tagged -> links.readTagged(address, name, tagged));
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
