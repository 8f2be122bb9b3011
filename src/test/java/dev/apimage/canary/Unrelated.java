package dev.apimage.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.kind.Kind;
import dev.apimage.kind.RestPath;
import dev.apimage.model.Address;
import dev.apimage.model.Position;
import dev.apimage.model.Resource;
import dev.apimage.secret.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changes to a resource that have nothing to do with its secrets, found for any kind. */
final class Unrelated {
  private static final List<String> WORDS = List.of("description", "title", "terms", "notes");
  private static final Set<String> NO_WORDS = Set.of("type", "value", "format", "path", "method");

  private Unrelated() {}

  /** The properties that can be changed; none if all that a kind has is secret or a choice. */
  static List<String> properties(Kind kind) {
    List<String> words = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : kind.properties().path("properties").properties()) {
      String name = each.getKey();
      if (isWritable(kind, name) && each.getValue().path("type").asText().equals("string")) {
        boolean word = WORDS.contains(name) || name.equals("displayName");
        if (word) {
          words.add(name);
        } else if (!NO_WORDS.contains(name) && !name.endsWith("Id") && !isChecked(each)) {
          others.add(name);
        }
      }
    }
    return words.isEmpty() ? others : words;
  }

  private static boolean isChecked(Map.Entry<String, JsonNode> property) {
    return property.getValue().has("pattern") || property.getValue().has("format");
  }

  private static boolean isWritable(Kind kind, String name) {
    return !kind.isServiceOwned(Position.ROOT.property(name))
        && kind.secrets().stream().noneMatch(s -> s.path().steps().get(0).equals(name));
  }

  /** The resource after the n-th change; the same where nothing of it can be changed. */
  static Resource changed(Resource resource, int n) {
    Kind kind = Kind.require(resource.address());
    ObjectNode body = resource.copyBody();
    if (kind.holdsPolicy()) {
      String text = body.path("value").asText();
      int at = Math.max(0, text.lastIndexOf("</"));
      String comment = "<!-- changed " + n + " -->\n";
      return resource.withBody(
          body.put("value", text.substring(0, at) + comment + text.substring(at)));
    }
    List<String> keys = new ArrayList<>(properties(kind));
    if (kind.isFixed()) {
      // Of such settings each has properties of its own.
      keys.removeIf(key -> !body.has(key));
    }
    if (keys.isEmpty()) {
      return resource;
    }
    String key = keys.get(n % keys.size());
    String text = body.path(key).asText();
    boolean url = key.toLowerCase(java.util.Locale.ROOT).matches(".*(url|endpoint)");
    String other = resource.address().name() + "-changed-" + n;
    if (Tokens.isIn(text)) {
      other = WORDS.contains(key) ? "Changed " + n + ". " + text : text;
    } else if (url) {
      other = "https://changed-" + n + ".invalid";
    }
    return resource.withBody(body.put(key, other));
  }

  /** True if the public description has a PATCH for such a resource. */
  static boolean takesPatch(Address address) {
    return Contract.PATHS.properties().stream()
        .filter(path -> path.getValue().has("PATCH"))
        .anyMatch(path -> matches(path.getKey(), RestPath.of(address)));
  }

  private static boolean matches(String template, String path) {
    int service = template.indexOf("/service/{serviceName}");
    if (service < 0) {
      return false;
    }
    String[] names = template.substring(service + "/service/{serviceName}".length()).split("/", -1);
    String[] said = path.split("/", -1);
    for (int i = 0; i < Math.min(names.length, said.length); i++) {
      if (!names[i].startsWith("{") && !names[i].equalsIgnoreCase(said[i])) {
        return false;
      }
    }
    return names.length == said.length;
  }

  /** What the emulator knows of the public description, read when it is needed. */
  private static final class Contract {
    private static final JsonNode PATHS = read();

    private static JsonNode read() {
      try (InputStream in =
          Contract.class.getResourceAsStream("/dev/apimage/emulator/contract.json")) {
        return new ObjectMapper().readTree(in).path("paths");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
