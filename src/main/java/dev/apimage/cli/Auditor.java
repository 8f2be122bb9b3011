package dev.apimage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * Plays the security reviewer in the demonstration: with every permission it fetches the secrets of
 * an emulated service, and looks for them. It shares no code with what reads and withholds, and
 * nothing else uses it.
 */
final class Auditor {
  /** By this name the emulator's log tells the auditor from the tool. */
  static final String USER_AGENT = "apimage-demo-auditor";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern HOLE = Pattern.compile("\\$\\{secret(?::[0-9a-f-]+)?}");

  private final URI endpoint;
  private final HttpClient client = HttpClient.newHttpClient();

  Auditor(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** Every secret of a service, by where it stands. */
  Findings secretsOf(String service) throws IOException {
    Map<String, String> secrets = new TreeMap<>(keysOf(service));
    for (JsonNode value : list(service, "namedValues")) {
      if (value.path("properties").path("secret").asBoolean()
          && !value.path("properties").has("keyVault")) {
        String path = "namedValues/" + value.path("name").asText();
        secrets.put(path, post(service, path + "/listValue").path("value").asText());
      }
    }
    for (JsonNode backend : list(service, "backends")) {
      String path = "backends/" + backend.path("name").asText();
      JsonNode properties = backend.path("properties");
      leaves(path, properties.path("credentials").path("header"), secrets);
      leaves(path, properties.path("credentials").path("query"), secrets);
      leaves(path, properties.path("credentials").path("authorization").path("parameter"), secrets);
      leaves(path, properties.path("proxy"), secrets);
    }
    secrets.values().removeIf(value -> value.startsWith("{{") || value.startsWith("http"));
    typedIn(service, secrets);
    return new Findings(secrets);
  }

  /** The keys of a service's subscriptions, by subscription and key. */
  Map<String, String> keysOf(String service) throws IOException {
    Map<String, String> keys = new TreeMap<>();
    for (JsonNode subscription : list(service, "subscriptions")) {
      String name = subscription.path("name").asText();
      if (!name.equals("master")) {
        JsonNode both = post(service, "subscriptions/" + name + "/listSecrets");
        keys.put("subscriptions/" + name + " primary", both.path("primaryKey").asText());
        keys.put("subscriptions/" + name + " secondary", both.path("secondaryKey").asText());
      }
    }
    return keys;
  }

  /**
   * What people typed into policies is found with the sample's own text: where that has a hole, the
   * service has a secret.
   */
  private void typedIn(String service, Map<String, String> secrets) throws IOException {
    Path sample = Files.createTempDirectory("apimage-audit-");
    try {
      Sample.copyTo(sample);
      List<Path> policies;
      try (Stream<Path> files = Files.walk(sample)) {
        policies = files.filter(f -> f.toString().endsWith(".xml")).toList();
      }
      for (Path policy : policies) {
        String text = Files.readString(policy);
        String path = sample.relativize(policy).toString().replace('\\', '/');
        if (HOLE.matcher(text).find()) {
          String live =
              get(service, rest(path) + "?format=rawxml").path("properties").path("value").asText();
          holes(path, text, live, secrets);
        }
      }
    } finally {
      Sample.delete(sample);
    }
  }

  private static String rest(String file) {
    return file.replaceFirst("/revisions/([^/]+)/", ";rev=$1/")
        .replaceFirst("\\.policy\\.xml$", "/policies/policy")
        .replaceFirst("/policy\\.xml$", "/policies/policy")
        .replace(";", "%3B")
        .replaceFirst("rev=", "rev%3D");
  }

  private static void holes(String path, String text, String live, Map<String, String> secrets) {
    String[] lines = text.split("\\R", -1);
    for (String line : lines) {
      if (HOLE.matcher(line).find()) {
        StringBuilder shape = new StringBuilder();
        int done = 0;
        Matcher hole = HOLE.matcher(line.strip());
        while (hole.find()) {
          shape.append(Pattern.quote(line.strip().substring(done, hole.start()))).append("(.+?)");
          done = hole.end();
        }
        shape.append(Pattern.quote(line.strip().substring(done)));
        Matcher there = Pattern.compile(shape.toString()).matcher(live);
        while (there.find()) {
          for (int i = 1; i <= there.groupCount(); i++) {
            secrets.put(path + " typed in, " + secrets.size(), there.group(i));
          }
        }
      }
    }
  }

  private static void leaves(String path, JsonNode node, Map<String, String> secrets) {
    if (node.isTextual() && !node.asText().isEmpty()) {
      secrets.put(path + " " + secrets.size(), node.asText());
    }
    for (JsonNode child : node) {
      leaves(path, child, secrets);
    }
  }

  private List<JsonNode> list(String service, String collection) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    get(service, collection).path("value").forEach(all::add);
    return all;
  }

  private JsonNode get(String service, String path) throws IOException {
    return send(request(service, path).GET().build());
  }

  private JsonNode post(String service, String path) throws IOException {
    return send(request(service, path).POST(HttpRequest.BodyPublishers.noBody()).build());
  }

  private HttpRequest.Builder request(String service, String path) {
    String url =
        endpoint
            + "/subscriptions/emulator/resourceGroups/emulator/providers/Microsoft.ApiManagement"
            + "/service/"
            + service
            + "/"
            + path
            + (path.contains("?") ? "&" : "?")
            + "api-version=2024-05-01";
    return HttpRequest.newBuilder(URI.create(url))
        .header("Authorization", "Bearer auditor")
        .header("User-Agent", USER_AGENT);
  }

  private JsonNode send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> answer =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() != 200) {
        throw new IOException(
            "the auditor was answered " + answer.statusCode() + " to " + request.uri().getPath());
      }
      return JSON.readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  /** Secrets, which only their number and places can be asked of. */
  static final class Findings {
    private final Map<String, String> secrets;

    Findings(Map<String, String> secrets) {
      this.secrets = secrets;
    }

    int size() {
      return secrets.size();
    }

    /** The places of those secrets that are in a folder's files or in its Git objects. */
    Set<String> in(Path folder) throws IOException {
      Set<String> found = new TreeSet<>();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
          search(Files.readAllBytes(file), found);
        }
      }
      try (Repository repository =
              new FileRepositoryBuilder().setWorkTree(folder.toFile()).build();
          ObjectReader objects = repository.newObjectReader()) {
        for (ObjectId id : GitObjects.all(repository)) {
          search(objects.open(id).getBytes(), found);
        }
      }
      return found;
    }

    private void search(byte[] bytes, Set<String> found) {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      secrets.forEach(
          (where, secret) -> {
            if (disguises(secret).stream().anyMatch(text::contains)) {
              found.add(where);
            }
          });
    }

    private static Set<String> disguises(String secret) {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      return Set.copyOf(
          List.of(
              new String(bytes, StandardCharsets.ISO_8859_1),
              Base64.getEncoder().withoutPadding().encodeToString(bytes),
              URLEncoder.encode(secret, StandardCharsets.UTF_8),
              secret.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"),
              secret.replace("\\", "\\\\").replace("\"", "\\\"")));
    }
  }
}
