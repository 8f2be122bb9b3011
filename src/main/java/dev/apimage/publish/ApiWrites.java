package dev.apimage.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.azure.Answer;
import dev.apimage.azure.ArmReader;
import dev.apimage.azure.ArmWriter;
import dev.apimage.azure.ServiceReader;
import dev.apimage.kind.Kind;
import dev.apimage.kind.RestPath;
import dev.apimage.kind.WireBody;
import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.plan.Change;
import dev.apimage.plan.RevisionSwitch;
import dev.apimage.plan.Sending;
import dev.apimage.secret.Tokens;
import dev.apimage.secret.Withholding;
import dev.apimage.text.Specification;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What APIs need beyond a PUT: revisions and documents. */
final class ApiWrites {
  private final ArmReader reader;
  private final ArmWriter writer;
  private final String servicePath;

  ApiWrites(ArmReader reader, ArmWriter writer, String servicePath) {
    this.reader = reader;
    this.writer = writer;
    this.servicePath = servicePath;
  }

  /**
   * Makes another revision current. The service knows one way: a release of that revision. The
   * release is taken away afterwards, since it is no entry of anybody's change log.
   */
  void switchRevision(Change change, Runnable wrote) {
    RevisionSwitch revision = change.revision().orElseThrow();
    Address api = change.address();
    String path = RestPath.of(api).substring(1);
    expect(api, revision.from());
    if (revision.create()) {
      put(change, path + ";rev=" + revision.to(), revision.to(), true);
      wrote.run();
    }
    ObjectNode release = JsonNodeFactory.instance.objectNode();
    release.put("apiId", servicePath + "/" + path + ";rev=" + revision.to());
    String helper = path + "/releases/" + RevisionSwitch.RELEASE;
    writer.put(helper, Map.of(), Filled.envelope(release, Map.of()), Optional.empty());
    wrote.run();
    writer.delete(helper, Map.of(), "*");
    expect(api, revision.to());
    if (revision.dropOld()) {
      writer.delete(path + ";rev=" + revision.from(), Map.of(), "*");
    }
  }

  private void expect(Address api, String revision) {
    String is =
        reader
            .get(RestPath.of(api).substring(1), Map.of())
            .body()
            .path("properties")
            .path("apiRevision")
            .asText("1");
    if (!is.equals(revision)) {
      throw new ProblemException(
          Problem.error(
              Code.NOT_AS_SENT,
              api + " has revision " + is + " as its current one, not " + revision));
    }
  }

  /**
   * A new revision begins as a copy; what it copied is removed, what refers to another before that.
   */
  void createRevision(Change change, Runnable wrote) {
    Address address = change.address();
    String path = RestPath.of(address).substring(1);
    boolean there = reader.find(path, Map.of()).isPresent();
    put(change, path, address.name(), !there);
    wrote.run();
    List<Address> copied =
        ServiceReader.below(reader, address).resources().keySet().stream()
            .sorted(Comparator.comparing(Kind::require).reversed())
            .toList();
    for (Address child : copied) {
      if (!isGone(child, copied)) {
        writer.delete(RestPath.of(child).substring(1), Map.of(), "*");
      }
    }
  }

  /** An operation's policy goes with its operation. */
  private static boolean isGone(Address child, List<Address> all) {
    return child.isSingleton()
        && Kind.require(child.parent()) == Kind.OPERATION
        && all.contains(child.parent());
  }

  /**
   * What all revisions of an API share can only be changed at the current one ("Can't change
   * property ApiVersion for non-current revision"), so that another is sent what it has.
   */
  void keepShared(String path, ObjectNode body) {
    String root = path.substring(0, path.indexOf(';'));
    Answer has = reader.find(path, Map.of()).orElseGet(() -> reader.get(root, Map.of()));
    JsonNode now = has.body().path("properties");
    for (String key : Kind.API_REVISION.inherited()) {
      body.remove(key);
      if (now.hasNonNull(key)) {
        body.set(key, now.get(key));
      }
    }
  }

  private void put(Change change, String path, String number, boolean copy) {
    Sending sending = change.sending().orElseThrow();
    ObjectNode body = WireBody.of(change.address(), sending.whole(), servicePath);
    keepShared(path, body);
    body.put("apiRevision", number);
    // An omitted isCurrent may promote the revision.
    body.put("isCurrent", false);
    if (copy) {
      Address api = new Address(change.address().segments().subList(0, 2));
      body.put("sourceApiId", servicePath + RestPath.of(api));
    }
    writer.put(path, Map.of(), Filled.envelope(body, sending.values()), Optional.empty());
    if (copy) {
      // Of what is left out, the source's is taken.
      body.remove("sourceApiId");
      writer.put(path, Map.of(), Filled.envelope(body, sending.values()), Optional.empty());
    }
  }

  /**
   * Imports the API's document. Since the document's title, description and address then stand in
   * the API, its own properties are put once more.
   */
  void importDocument(Change change, Runnable wrote) {
    Address address = change.address();
    String path = RestPath.of(address).substring(1);
    Sending sending = change.sending().orElseThrow();
    ObjectNode desired = change.desired().orElseThrow().body();
    ObjectNode body = WireBody.of(address, sending.whole(), servicePath);
    body.set("format", desired.path("format"));
    body.set("value", desired.path("value"));
    writer.put(path, Map.of(), Filled.envelope(body, sending.values()), Optional.empty());
    wrote.run();
    check(address, desired);
    body.remove("format");
    body.remove("value");
    writer.put(path, Map.of(), Filled.envelope(body, sending.values()), Optional.empty());
  }

  /** An import is believed only when its operations are there; there is no second try. */
  private void check(Address api, ObjectNode body) {
    String path = RestPath.ofCollection(api, Kind.OPERATION.collection()).substring(1);
    List<ObjectNode> operations = new ArrayList<>();
    try (Stream<ObjectNode> items = reader.list(path, Map.of())) {
      items.forEach(
          item -> {
            if (item.path("properties") instanceof ObjectNode properties) {
              String name = item.path("name").asText();
              Address operation = api.child(Kind.OPERATION.collection(), name);
              ObjectNode withheld =
                  Withholding.of(operation, properties, reader.allowance()).body();
              operations.add(Tokens.alike(withheld).put("name", name));
            }
          });
    }
    List<String> differences =
        Specification.read(
                api + "/specification",
                body.path("format").asText(),
                Tokens.alike(body.path("value").asText()))
            .differences(Specification.ofOperations(operations));
    if (!differences.isEmpty()) {
      throw new ProblemException(
          Problem.error(
                  Code.NOT_AS_SENT,
                  "the import of "
                      + api
                      + " did not make what its document says: "
                      + String.join("; ", differences.subList(0, Math.min(10, differences.size()))))
              .advise("Compare the operations named here with the document."));
    }
  }
}
