package dev.apimage.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.apimage.kind.RestPath;
import dev.apimage.model.Address;
import dev.apimage.model.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an emulated service keeps, what it never shows included: read from the emulator's state
 * file, after its end.
 */
final class Stored {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern MENTION = Pattern.compile("\\{\\{([^{}]+)}}");

  /** Properties by path, which are compared without regard to case. */
  private final Map<String, JsonNode> entities = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private Stored() {}

  /** One service of a state file. */
  static Stored of(Path state, String service) throws IOException {
    Stored stored = new Stored();
    boolean mine = false;
    for (String line : Files.readAllLines(state)) {
      JsonNode row = JSON.readTree(line);
      if (row.has("service")) {
        mine = row.path("service").asText().equals(service);
      } else if (mine) {
        stored.entities.put(row.path("path").asText(), row.path("properties"));
      }
    }
    return stored;
  }

  /** A resource's properties as they are kept. */
  JsonNode of(Address address) {
    return entities.getOrDefault(RestPath.of(address).substring(1), JSON.createObjectNode());
  }

  /** A value; where the service made a named value of it, that one's. */
  String at(Address address, Position position) {
    String text = position.in(of(address)).asText();
    Matcher mention = MENTION.matcher(text);
    return mention.matches() ? named(mention.group(1)) : text;
  }

  private String named(String displayName) {
    List<String> values =
        entities.values().stream()
            .filter(e -> e.path("displayName").asText().equals(displayName) && e.has("value"))
            .map(e -> e.path("value").asText())
            .toList();
    return values.size() == 1 ? values.get(0) : "";
  }
}
