package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.emulator.Client.Got;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * One of several clients that write, read and import at once. It knows what it wrote and compares;
 * what only it writes must be there exactly, and of what all write none of its changes may be lost.
 */
final class LoadClient {
  static final int COUNTERS = 3;
  private static final int TAGS = 20;
  private static final int NAMED_VALUES = 8;
  private static final int OPERATIONS = 10;
  private static final int TRIES = 500;
  private static final Set<String> CONFLICTS =
      Set.of("PessimisticConcurrencyConflict", "ManagementApiRequestFailed");
  private static final Set<Integer> TROUBLE = Set.of(408, 422, 429, 500, 502, 503, 504);

  private final Client client;
  private final String name;
  private final Random random;
  private final ConcurrentMap<String, Long> seen;
  private final Map<String, String> tags = new TreeMap<>();
  private final Map<String, String> namedValues = new TreeMap<>();
  private final Set<String> operations = new TreeSet<>();
  private final int[] counted = new int[COUNTERS];
  private String primaryKey = "";
  private int writes;

  /**
   * A client of its own name.
   *
   * @param seen counts what came of each request, by status
   */
  LoadClient(Client client, int number, ConcurrentMap<String, Long> seen) {
    this.client = client;
    this.name = "c" + number;
    this.random = new Random(number);
    this.seen = seen;
  }

  /** Creates all that this client has, so that it always has the same number of entities. */
  void populate() {
    api();
    sure(() -> client.put("products/" + name, "{'displayName':'" + name + "'}"), 200, 201);
    String scope = "{'displayName':'" + name + "','scope':'/products/" + name + "'}";
    sure(() -> client.put("subscriptions/" + name, scope), 200, 201);
    for (int i = 0; i < TAGS; i++) {
      putTag(i);
    }
    for (int i = 0; i < NAMED_VALUES; i++) {
      putNamedValue(i);
    }
    for (int i = 0; i < OPERATIONS; i++) {
      putOperation(i);
    }
    putPolicy();
    importDocument(3);
  }

  private void api() {
    String api = "{'displayName':'" + name + "','path':'" + name + "'}";
    finished(() -> client.put("apis/" + name, api));
  }

  /** One thing that clients do. */
  void step() {
    switch (random.nextInt(14)) {
      case 0 -> putTag(random.nextInt(TAGS));
      case 1 -> deleteTag(random.nextInt(TAGS));
      case 2 -> readTag(random.nextInt(TAGS));
      case 3 -> listTags();
      case 4 -> putNamedValue(random.nextInt(NAMED_VALUES));
      case 5 -> readNamedValue(random.nextInt(NAMED_VALUES));
      case 6, 7 -> count(random.nextInt(COUNTERS));
      case 8 -> describeProduct();
      case 9 -> putOrDeleteOperation(random.nextInt(OPERATIONS));
      case 10 -> putPolicy();
      case 11 -> importDocument(1 + random.nextInt(4));
      case 12 -> refusals();
      default -> regenerate();
    }
  }

  private void putTag(int i) {
    String tag = name + "-t" + i;
    String display = name + " tag " + i + " " + ++writes;
    Got got = sure(() -> client.put("tags/" + tag, "{'displayName':'" + display + "'}"), 200, 201);
    check(got.properties().path("displayName").asText().equals(display), "tag", got);
    tags.put(tag, display);
  }

  private void deleteTag(int i) {
    String tag = name + "-t" + i;
    sure(() -> client.delete("tags/" + tag), 200, 204);
    tags.remove(tag);
  }

  private void readTag(int i) {
    String tag = name + "-t" + i;
    Got got = sure(() -> client.get("tags/" + tag), tags.containsKey(tag) ? 200 : 404);
    check(
        Objects.equals(tags.get(tag), got.properties().path("displayName").asText(null)),
        "tag " + tag,
        got);
  }

  /** Nobody else writes what starts with this client's name, so that pages do not shift. */
  private void listTags() {
    String list = "tags?%24filter=startswith(displayName,'" + name + "%20')&%24top=7";
    Got page = sure(() -> client.get(list), 200);
    Map<String, String> listed = new TreeMap<>();
    while (true) {
      for (JsonNode tag : page.body().path("value")) {
        String before =
            listed.put(
                tag.path("name").asText(), tag.path("properties").path("displayName").asText());
        check(before == null, "twice in a list", page);
      }
      check(page.body().path("count").asInt() == tags.size(), "count of " + tags, page);
      String next = page.body().path("nextLink").asText("");
      if (next.isEmpty()) {
        break;
      }
      page = sure(() -> client.at("GET", next, "", ""), 200);
    }
    check(listed.equals(tags), "list of " + tags, page);
  }

  private void putNamedValue(int i) {
    String display = name + "-n" + i;
    String value = "value" + ++writes;
    String body = "{'displayName':'" + display + "','value':'" + value + "'}";
    finished(() -> client.put("namedValues/" + display, body));
    namedValues.put(display, value);
  }

  private void readNamedValue(int i) {
    String named = name + "-n" + i;
    Got got = sure(() -> client.get("namedValues/" + named), 200);
    check(got.properties().path("value").asText().equals(namedValues.get(named)), named, got);
  }

  /** Adds one to this client's number in a text that all clients write. */
  private void count(int i) {
    String path = "documentations/counter-" + i;
    int wanted = ++counted[i];
    for (int tries = 0; tries < TRIES; tries++) {
      Got got = sure(() -> client.get(path), 200);
      ObjectNode counts = Json.read(got.properties().path("content").asText());
      if (counts.path(name).asInt() == wanted) {
        return;
      }
      check(counts.path(name).asInt() == wanted - 1, "a lost update before " + wanted, got);
      counts.put(name, wanted);
      ObjectNode body = Json.object();
      body.putObject("properties").put("title", "Counter").put("content", counts.toString());
      try {
        noted(client.send("PUT", path, body.toString(), got.etag()));
      } catch (UncheckedIOException e) {
        note("broken");
      }
    }
    throw new AssertionError("no turn at " + path);
  }

  /** How often this client has counted each counter up. */
  List<Integer> counted() {
    List<Integer> all = new ArrayList<>();
    for (int one : counted) {
      all.add(one);
    }
    return all;
  }

  String name() {
    return name;
  }

  private void describeProduct() {
    String text = "text " + ++writes;
    String path = "products/" + name;
    String body = "{\"properties\":{\"description\":\"" + text + "\"}}";
    for (int tries = 0; tries < TRIES; tries++) {
      Got got = sure(() -> client.get(path), 200);
      if (got.properties().path("description").asText().equals(text)) {
        return;
      }
      try {
        Got patched = noted(client.send("PATCH", path, body, got.etag()));
        check(patched.status() == 200 || trouble(patched), "product", patched);
      } catch (UncheckedIOException e) {
        note("broken");
      }
    }
    throw new AssertionError("no turn at " + path);
  }

  private void putOrDeleteOperation(int i) {
    String operation = "o" + i;
    if (random.nextBoolean()) {
      putOperation(i);
    } else {
      sure(() -> client.delete("apis/" + name + "/operations/" + operation), 200, 204);
      operations.remove(operation);
    }
    checkOperations(name, operations);
  }

  private void putOperation(int i) {
    String operation = "o" + i;
    String body =
        "{'displayName':'O"
            + ++writes
            + "','method':'GET','urlTemplate':'/o"
            + i
            + "/{id}','templateParameters':[{'name':'id','type':'string','required':true}]}";
    sure(() -> client.put("apis/" + name + "/operations/" + operation, body), 200, 201);
    operations.add(operation);
  }

  private void checkOperations(String api, Set<String> wanted) {
    Got got = sure(() -> client.get("apis/" + api + "/operations"), 200);
    Set<String> listed = new TreeSet<>();
    got.body().path("value").forEach(operation -> listed.add(operation.path("name").asText()));
    check(listed.equals(wanted), "operations " + wanted, got);
  }

  private void putPolicy() {
    String text = "v" + ++writes;
    String xml =
        "<policies><inbound><base /><set-header name=\\\"x\\\"><value>"
            + text
            + " {{"
            + name
            + "-n0}}</value></set-header></inbound><backend><base /></backend><outbound><base />"
            + "</outbound><on-error><base /></on-error></policies>";
    String path = "apis/" + name + "/policies/policy";
    sure(() -> client.put(path, "{'format':'rawxml','value':'" + xml + "'}"), 200, 201);
    Got got = sure(() -> client.get(path + "?format=rawxml"), 200);
    check(got.properties().path("value").asText().contains("<value>" + text + " {{"), "xml", got);
  }

  private void importDocument(int count) {
    ObjectNode document = Json.object().put("openapi", "3.0.1");
    document.putObject("info").put("title", name + " document").put("version", "1");
    ObjectNode paths = document.putObject("paths");
    Set<String> wanted = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      wanted.add("read-" + i);
      ObjectNode get = paths.putObject("/p" + i).putObject("get").put("operationId", "read-" + i);
      get.putObject("responses").putObject("200").put("description", "fine");
    }
    ObjectNode body = Json.object();
    body.putObject("properties")
        .put("format", "openapi+json")
        .put("value", document.toString())
        .put("path", name + "-document");
    String api = name + "-document";
    finished(() -> client.send("PUT", "apis/" + api, body.toString(), ""));
    checkOperations(api, wanted);
  }

  /** What must be refused is refused, in these words, whatever else goes on. */
  private void refusals() {
    Got none = sure(() -> client.get("apis/" + name + "-none"), 404);
    check(none.message().equals("Api not found."), "a missing API", none);
    String taken = "{'displayName':'" + name + "-n0','value':'x'}";
    Got twice = refusedLate(() -> client.put("namedValues/" + name + "-twice", taken));
    check(twice.detail().path("target").asText().equals("name"), "a name taken", twice);
    Got open = sure(() -> client.send("DELETE", "tags/" + name + "-t0", "", ""), 400, 204);
    check(open.status() == (tags.containsKey(name + "-t0") ? 400 : 204), "no If-Match", open);
  }

  private void regenerate() {
    sure(() -> client.post("subscriptions/" + name + "/regeneratePrimaryKey"), 204);
    Got got = sure(() -> client.post("subscriptions/" + name + "/listSecrets"), 200);
    String key = got.body().path("primaryKey").asText();
    check(key.matches("[0-9a-f]{32}") && !key.equals(primaryKey), "key", got);
    primaryKey = key;
  }

  /** Sends until it is answered without trouble. */
  private Got sure(Supplier<Got> request, Integer... expected) {
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        Got got = noted(request.get());
        if (Set.of(expected).contains(got.status())) {
          return got;
        }
        check(trouble(got), "status", got);
      } catch (UncheckedIOException e) {
        note("broken");
      }
    }
    throw new AssertionError(name + " never got an answer");
  }

  /** Writes and polls, the even clients one URL and the odd ones the other, until it succeeded. */
  private void finished(Supplier<Got> request) {
    String header = name.charAt(1) % 2 == 0 ? "Azure-AsyncOperation" : "Location";
    for (int tries = 0; tries < TRIES; tries++) {
      Got begun = sure(request, 200, 201);
      if (succeeded(begun.header(header).orElseThrow())) {
        return;
      }
      note("failed operation");
    }
    throw new AssertionError(name + " never saw an operation succeed");
  }

  /** Writes what is refused on the poll, until it is; a 422 is trouble with either of them. */
  private Got refusedLate(Supplier<Got> request) {
    for (int tries = 0; tries < TRIES; tries++) {
      String location = sure(request, 201).header("Location").orElseThrow();
      Got got = sure(() -> client.at("GET", location, "", ""), 202, 400, 422);
      while (got.status() == 202) {
        got = sure(() -> client.at("GET", location, "", ""), 202, 400, 422);
      }
      if (got.status() == 400) {
        return got;
      }
    }
    throw new AssertionError(name + " never saw an operation refused");
  }

  private boolean succeeded(String address) {
    // A poll that is troubled looks like an operation that failed, so it is asked again.
    int failures = 0;
    while (failures < 10) {
      try {
        Got got = noted(client.at("GET", address, "", ""));
        String status = got.body().path("status").asText("");
        if (status.equals("Succeeded") || (status.isEmpty() && got.status() < 202)) {
          return true;
        }
        boolean goesOn = got.status() == 202 || status.equals("InProgress");
        check(goesOn || status.equals("Failed") || trouble(got), "poll", got);
        failures += goesOn ? 0 : 1;
      } catch (UncheckedIOException e) {
        note("broken");
      }
    }
    return false;
  }

  private static boolean trouble(Got got) {
    return TROUBLE.contains(got.status())
        || (got.status() == 409 && busy(got))
        || (got.status() == 412 && got.code().equals("PreconditionFailed"));
  }

  /** A link that exists has the second code of a busy API too, and is no trouble. */
  private static boolean busy(Got got) {
    return CONFLICTS.contains(got.code()) || got.message().contains("in progress");
  }

  private Got noted(Got got) {
    note(Integer.toString(got.status()));
    return got;
  }

  private void note(String what) {
    seen.merge(what, 1L, Long::sum);
  }

  private void check(boolean right, String what, Got got) {
    if (!right) {
      throw new AssertionError(
          name
              + ", "
              + what
              + ": "
              + got.raw().request().method()
              + " "
              + got.raw().uri()
              + " gave "
              + got.status()
              + " "
              + got.raw().body());
    }
  }
}
