package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.emulator.Client.Got;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes on a service what an example takes for granted: the entity that it asks for, with what its
 * documented answer shows; that entity's parents; and whatever those refer to. Bodies come from the
 * documented answer, else from the official PUT example of that very type, else from {@code seeds}.
 */
final class ExampleStage {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "^(?:/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.ApiManagement/service/[^/]+)?"
              + "/((?:workspaces/[^/]+/)?(?:apis|apiVersionSets|products|users|loggers|backends|certificates|groups|authorizationServers|openidConnectProviders|tags|namedValues)/.+)$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LOGGER = Pattern.compile("logger-id=\\\\?[\"']([^\"'\\\\]+)");
  private static final Pattern NAMED_VALUE = Pattern.compile("\\{\\{([A-Za-z0-9-._]+)}}");

  private final Client client;
  private final String base;
  private final JsonNode lists;
  private final Map<String, JsonNode> puts;
  private final Map<String, JsonNode> sent = new HashMap<>();
  private final List<String> failures = new ArrayList<>();

  ExampleStage(Client client, String base, JsonNode lists, Map<String, JsonNode> puts) {
    this.client = client;
    this.base = base;
    this.lists = lists;
    this.puts = puts;
  }

  /** What could not be made. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** What was sent for the entity at a path, or nothing. */
  JsonNode sent(List<String> path) {
    return sent.getOrDefault(key(path), MissingNode.getInstance());
  }

  private static String key(List<String> path) {
    return String.join("/", path).toLowerCase(Locale.ROOT);
  }

  void prepare(OfficialExample example) {
    List<String> path = example.below();
    example.answer().path("value").forEach(this::service);
    if (example.answer().path("type").asText().endsWith("/deletedservices")) {
      service(example.answer());
    }
    if (!example.path().contains("/service/{serviceName}")
        && lists.path("before").path(example.operation()).isMissingNode()) {
      return;
    }
    JsonNode before = lists.path("before").path(example.operation());
    if (!before.isMissingNode()) {
      before.forEach(this::step);
      return;
    }
    switch (example.method()) {
      case "PUT" -> {
        if (path.isEmpty()) {
          return;
        }
        parents(path);
        String twin = lists.path("twins").path(pattern(path.subList(0, path.size() - 1))).asText();
        if (!twin.isEmpty()) {
          entity(
              List.of(twin.replace("$", path.get(path.size() - 1)).split("/", -1)),
              Optional.of(example.answer()));
        }
        needs(path);
        revised(path).ifPresent(root -> entity(root, Optional.of(example.answer())));
        example.body().ifPresent(body -> references(path, body));
        if (!example.statuses().contains(201)) {
          entity(path, example.body());
        }
      }
      case "GET" -> {
        if (path.size() % 2 == 0) {
          entity(path, Optional.of(example.answer()));
        } else {
          entity(path.subList(0, path.size() - 1), Optional.empty());
          List<JsonNode> items = new ArrayList<>();
          example.answer().path("value").forEach(items::add);
          items.sort(Comparator.comparing(item -> !item.has("api")));
          items.forEach(item -> items(path, item));
        }
      }
      case "PATCH" -> {
        example.body().ifPresent(body -> references(path, body));
        entity(path, Optional.of(example.answer()));
      }
      default -> entity(path.subList(0, path.size() / 2 * 2), Optional.empty());
    }
    recipients(path, example.answer());
    example.answer().path("value").forEach(item -> recipients(withName(path, item), item));
  }

  /** A service that a list of services shows, or one that a list of deleted ones does. */
  private void service(JsonNode item) {
    String type = item.path("type").asText();
    if (!type.matches("Microsoft.ApiManagement/(service|deletedservices)")) {
      return;
    }
    String name = item.path("name").asText();
    String address = base.replaceFirst("/service/[^/]+$", "/service/" + name);
    ObjectNode body = alike(Client.JSON.createObjectNode(), item);
    body.withObject("/properties").put("publisherEmail", "a@example.com").put("publisherName", "a");
    if (!body.has("sku")) {
      body.putObject("sku").put("name", "Developer").put("capacity", 1);
    }
    Got got = client.at("PUT", address + "?api-version=2024-05-01", body.toString(), "");
    if (type.endsWith("deletedservices")) {
      got = client.at("DELETE", address + "?api-version=2024-05-01", "", "");
    }
    if (got.status() >= 300) {
      failures.add(name + ": " + got.raw().body());
    }
  }

  /** One written-down request of the preparation, with a path below the service. */
  private void step(JsonNode step) {
    String path = step.path(1).asText();
    List<String> segments = path.isEmpty() ? List.of() : List.of(path.split("/", -1));
    if (step.path(0).asText().equals("ensure")) {
      entity(segments, step.size() > 2 ? Optional.of(step.path(2)) : Optional.empty());
      return;
    }
    if (step.path(0).asText().equals("PUT") && segments.size() > 2) {
      parents(segments);
    }
    Got got =
        client.at(
            step.path(0).asText(),
            address(segments),
            step.size() > 2 ? step.path(2).toString() : "",
            "*");
    if (got.header("Location").isPresent()) {
      got = client.finish(got);
    }
    if (got.status() >= 300) {
      failures.add(step + ": " + got.status() + " " + got.raw().body());
    }
    sent.put(key(segments), kept(segments, step.path(2)));
  }

  /** A tag's link, told by its tag and by what is tagged. */
  private void tagged(JsonNode item) {
    for (String what : List.of("api", "operation", "product")) {
      String id = item.path(what).path("id").asText();
      if (!id.isEmpty()) {
        String target = ExampleComparison.plain(id).replaceFirst("^/", "");
        ObjectNode like = Client.JSON.createObjectNode();
        like.withObject("/properties").setAll((ObjectNode) item.path(what).deepCopy());
        like.withObject("/properties").set("displayName", item.path(what).path("name"));
        List<String> owner = List.of(target.split("/", -1));
        entity(owner, Optional.of(like));
        String tag = item.path("tag").path("id").asText().replaceFirst("^.*/", "");
        entity(List.of((target + "/tags/" + tag).split("/", -1)), Optional.empty());
      }
    }
  }

  private void items(List<String> path, JsonNode item) {
    if (item.has("tag")) {
      tagged(item);
      return;
    }
    String twin = lists.path("twins").path(pattern(path)).asText();
    if (!twin.isEmpty()) {
      entity(
          List.of(twin.replace("$", item.path("name").asText()).split("/", -1)), Optional.of(item));
    }
    JsonNode through = lists.path("through").path(pattern(path));
    String name = item.path("name").asText();
    if (through.isMissingNode()) {
      List<String> at = new ArrayList<>(path);
      at.add(name);
      entity(at, Optional.of(item));
    }
    for (JsonNode target : through) {
      String filled = target.asText().replace("$", name);
      for (int i = 0; i < path.size(); i++) {
        filled = filled.replace("{" + i + "}", path.get(i));
      }
      entity(List.of(filled.split("/", -1)), Optional.empty());
    }
  }

  private static List<String> withName(List<String> path, JsonNode item) {
    List<String> at = new ArrayList<>(path);
    at.add(item.path("name").asText());
    return at;
  }

  /** Who receives a notification, which its own PUT does not say. */
  private void recipients(List<String> path, JsonNode notification) {
    JsonNode recipients = notification.path("properties").path("recipients");
    recipients
        .path("emails")
        .forEach(id -> entity(below(path, "recipientEmails", id), Optional.empty()));
    recipients
        .path("users")
        .forEach(id -> entity(below(path, "recipientUsers", id), Optional.empty()));
  }

  private static List<String> below(List<String> path, String collection, JsonNode id) {
    List<String> at = new ArrayList<>(path);
    at.add(collection);
    at.add(id.asText().replaceFirst("^.*/", ""));
    return at;
  }

  private void parents(List<String> path) {
    if (path.size() > 2) {
      entity(path.subList(0, (path.size() - 1) / 2 * 2), Optional.empty());
    }
  }

  private void entity(List<String> path, Optional<JsonNode> like) {
    if (sent.containsKey(key(path)) || path.isEmpty() && like.isEmpty()) {
      return;
    }
    Got there = client.at("GET", address(path), "", "");
    if (there.status() == 200 && like.isEmpty()) {
      return;
    }
    if (there.status() == 200
        && !path.isEmpty()
        && (lists.path("builtIn").has(path.get(0)) || lists.path("builtIn").has(key(path)))) {
      return;
    }
    sent.put(key(path), MissingNode.getInstance());
    parents(path);
    needs(path);
    Optional<Contract.Verb> put = template(path).map(template -> template.verbs().get("PUT"));
    if (put.isEmpty() || put.get().body().isEmpty()) {
      put.ifPresent(verb -> put(path, "", verb));
      return;
    }
    ObjectNode seed = seed(path);
    Optional<List<String>> root = revised(path);
    root.ifPresent(
        api -> {
          entity(api, like.map(JsonNode::deepCopy));
          seed.withObject("/properties").put("sourceApiId", "/apis/" + api.get(api.size() - 1));
        });
    ObjectNode body = like.map(tree -> alike(seed, tree)).orElse(seed);
    if (root.isPresent()) {
      body.withObject("/properties")
          .set("sourceApiId", seed.path("properties").path("sourceApiId"));
    }
    references(path, body);
    Got got = put(path, body.toString(), put.get());
    if (got.status() >= 300 && like.isPresent()) {
      ObjectNode both = seed.deepCopy();
      both.withObject("/properties").setAll((ObjectNode) body.path("properties"));
      failures.remove(failures.size() - 1);
      got = put(path, both.toString(), put.get());
      body = both;
    }
    sent.put(key(path), kept(path, body));
    like.ifPresent(tree -> patch(path, tree));
  }

  /** The API that a path is a revision of, which has the same name and path. */
  private static Optional<List<String>> revised(List<String> path) {
    int revision = path.isEmpty() ? -1 : path.get(path.size() - 1).indexOf(";rev=");
    if (revision < 0 || !path.get(path.size() - 2).equals("apis")) {
      return Optional.empty();
    }
    List<String> root = new ArrayList<>(path.subList(0, path.size() - 1));
    root.add(path.get(path.size() - 1).substring(0, revision));
    return Optional.of(root);
  }

  /** What only a PATCH can say: when a subscription ends. */
  private void patch(List<String> path, JsonNode like) {
    JsonNode patched = lists.path("patched").path(pattern(path));
    ObjectNode body = Client.JSON.createObjectNode();
    for (JsonNode name : patched) {
      if (like.path("properties").hasNonNull(name.asText())) {
        body.withObject("/properties")
            .set(name.asText(), like.path("properties").path(name.asText()));
      }
    }
    if (!body.isEmpty()) {
      client.at("PATCH", address(path), body.toString(), "*");
    }
  }

  private Got put(List<String> path, String body, Contract.Verb verb) {
    Got got = client.at("PUT", address(path), body, verb.ifMatchRequired() ? "*" : "");
    if (got.header("Location").isPresent() && got.header("Location").get().contains("asyncId=")) {
      got = client.finish(got);
    }
    if (got.status() >= 300) {
      failures.add("PUT " + String.join("/", path) + ": " + got.status() + " " + got.raw().body());
    }
    return got;
  }

  /** What else must be there, by the type's row in {@code needs}. */
  private void needs(List<String> path) {
    for (JsonNode need : lists.path("needs").path(pattern(path))) {
      entity(
          List.of(need.asText().replace("$", path.get(path.size() - 1)).split("/", -1)),
          Optional.empty());
    }
  }

  /** What a service gives back of a body: neither read-only properties nor those it keeps. */
  JsonNode kept(List<String> path, JsonNode body) {
    Optional<String> shape =
        template(path).map(found -> found.verbs().get("PUT")).flatMap(Contract.Verb::body);
    if (shape.isEmpty() || !body.isObject()) {
      return body;
    }
    ObjectNode kept = body.deepCopy();
    try {
      kept = Contract.get().shapes().read(shape.get(), body, new Shapes.Reading(true, false));
    } catch (Refusal refused) {
      failures.add("shape: " + refused.body());
    }
    kept.findParents("principalId").forEach(this::withoutIds);
    for (JsonNode own : lists.path("owned").path(pattern(path))) {
      List<String> names = List.of(own.asText().split("\\.", -1));
      JsonNode holder = kept;
      for (String name : names.subList(0, names.size() - 1)) {
        holder = holder.path(name);
      }
      if (holder instanceof ObjectNode object) {
        object.remove(names.get(names.size() - 1));
      }
    }
    return kept;
  }

  private void withoutIds(JsonNode identity) {
    ((ObjectNode) identity).remove(List.of("principalId", "clientId", "tenantId"));
  }

  private String address(List<String> path) {
    StringBuilder address = new StringBuilder(base);
    path.forEach(segment -> address.append('/').append(OfficialExample.encoded(segment)));
    return address.append("?api-version=2024-05-01").toString();
  }

  /** The template of a path below a service. */
  static Optional<Contract.Template> template(List<String> path) {
    List<String> segments =
        new ArrayList<>(
            List.of(
                "subscriptions",
                "s",
                "resourceGroups",
                "r",
                "providers",
                "Microsoft.ApiManagement",
                "service",
                "n"));
    segments.addAll(path);
    return Contract.get().match(segments);
  }

  private static ObjectNode alike(ObjectNode seed, JsonNode like) {
    ObjectNode body = Client.JSON.createObjectNode();
    seed.properties()
        .forEach(
            field -> {
              if (!field.getKey().equals("properties")) {
                body.set(field.getKey(), field.getValue());
              }
            });
    List.of("location", "sku", "tags", "identity", "zones")
        .forEach(
            name -> {
              if (like.has(name)) {
                body.set(name, like.path(name));
              }
            });
    body.set("properties", like.path("properties").deepCopy());
    if (like.path("properties").path("builtIn").asBoolean()) {
      body.withObject("/properties").remove(List.of("builtIn", "type"));
    }
    if (like.path("type").asText().endsWith("/apis") && like.path("properties").has("type")) {
      body.withObject("/properties").set("apiType", like.path("properties").path("type"));
    }
    return body;
  }

  /** The template of a path with {@code *} for each name; a workspace's is its service's. */
  private static String pattern(List<String> path) {
    return template(path)
        .map(found -> String.join("/", found.segments().subList(8, found.segments().size())))
        .orElse("")
        .replaceAll("\\{[^}]+}", "*")
        .replaceFirst("^workspaces/\\*/(?=.)", "");
  }

  private ObjectNode seed(List<String> path) {
    JsonNode seed = lists.path("seeds").path(pattern(path));
    if (seed.isMissingNode()) {
      seed = puts.getOrDefault(pattern(path), Client.JSON.createObjectNode());
    }
    try {
      return (ObjectNode)
          Client.JSON.readTree(
              seed.toString().replace("$name", path.isEmpty() ? "" : path.get(path.size() - 1)));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void references(List<String> path, JsonNode tree) {
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      String target = lists.path("names").path(field.getKey()).asText();
      if (!target.isEmpty() && field.getValue().isTextual()) {
        List<String> at = new ArrayList<>(target.startsWith("apis/") ? api(path) : List.of());
        at.addAll(List.of(target.replaceFirst("^apis/\\*/", "").split("/", -1)));
        at.add(field.getValue().asText());
        entity(at, Optional.empty());
      }
    }
    if (tree.isTextual()) {
      Matcher reference = REFERENCE.matcher(tree.asText());
      if (reference.matches()) {
        List<String> target = List.of(reference.group(1).split("/", -1));
        inScope(path, target.subList(0, target.size() / 2 * 2));
      }
      Matcher names = NAMED_VALUE.matcher(tree.asText());
      while (names.find()) {
        namedValue(path, names.group(1));
      }
      Matcher loggers = LOGGER.matcher(tree.asText());
      while (loggers.find()) {
        inScope(path, List.of("loggers", loggers.group(1)));
      }
    }
    tree.forEach(child -> references(path, child));
  }

  private static List<String> api(List<String> path) {
    return path.subList(0, path.indexOf("apis") + 2);
  }

  /** What a workspace refers to may be its own or the service's: both are made. */
  private void inScope(List<String> path, List<String> target) {
    entity(target, Optional.empty());
    if (path.size() > 2
        && path.get(0).equals("workspaces")
        && !target.get(0).equals("workspaces")) {
      List<String> inside = new ArrayList<>(path.subList(0, 2));
      inside.addAll(target);
      if (template(inside).isPresent()) {
        entity(inside, Optional.empty());
      }
    }
  }

  private void namedValue(List<String> path, String name) {
    ObjectNode like = Client.JSON.createObjectNode();
    like.withObject("/properties").put("displayName", name).put("value", "v");
    List<String> at = new ArrayList<>();
    if (path.size() > 2 && path.get(0).equals("workspaces")) {
      at.addAll(path.subList(0, 2));
    }
    at.addAll(List.of("namedValues", name));
    entity(at, Optional.of(like));
  }
}
