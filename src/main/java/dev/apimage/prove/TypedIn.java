package dev.apimage.prove;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.azure.ArmReader;
import dev.apimage.kind.Kind;
import dev.apimage.kind.RestPath;
import dev.apimage.model.Address;
import dev.apimage.model.Position;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.model.Snapshot;
import dev.apimage.secret.NamedValueReference;
import dev.apimage.secret.SecretKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What people typed into policies and other texts: where a text of the folder has a hole, the
 * service's text has a secret. Lines are compared, and no rule says what a secret looks like.
 */
final class TypedIn {
  private static final Pattern HOLE = Pattern.compile("\\$\\{secret(?::[0-9a-f-]+)?}");

  private TypedIn() {}

  static List<RealSecret> of(ArmReader reader, Snapshot folder) {
    List<RealSecret> found = new ArrayList<>();
    for (Resource resource : folder.resources().values()) {
      Set<Position> texts = new LinkedHashSet<>();
      for (SecretKey key : SecretKey.in(resource.body())) {
        if (!key.id().isEmpty()) {
          texts.add(key.position());
        }
      }
      if (!texts.isEmpty()) {
        live(reader, resource.address())
            .ifPresent(live -> texts.forEach(at -> holes(resource, at, live, found)));
      }
    }
    return found;
  }

  private static Optional<JsonNode> live(ArmReader reader, Address address) {
    boolean policy = Kind.require(address).holdsPolicy();
    return reader
        .find(RestPath.of(address).substring(1), policy ? Map.of("format", "rawxml") : Map.of())
        .map(answer -> answer.body().path("properties"));
  }

  private static void holes(Resource resource, Position at, JsonNode live, List<RealSecret> found) {
    List<String> mine = lines(at.in(resource.body()).asText());
    List<String> theirs = lines(at.in(live).asText());
    boolean policy = Kind.require(resource.address()).holdsPolicy();
    String kind = policy ? "secrets typed into policies" : "secrets typed into texts";
    String place = resource.address() + (policy ? "" : "#" + at);
    for (int n = 1; n < mine.size(); n++) {
      if (!HOLE.matcher(mine.get(n)).find()) {
        continue;
      }
      // The line before tells which of several alike lines is meant.
      Pattern before = shape(mine.get(n - 1));
      Pattern shape = shape(mine.get(n));
      for (int m = 1; m < theirs.size(); m++) {
        Matcher filled = shape.matcher(theirs.get(m));
        if (filled.matches() && before.matcher(theirs.get(m - 1)).matches()) {
          for (int i = 1; i <= filled.groupCount(); i++) {
            String value = filled.group(i);
            if (!NamedValueReference.isNothingElse(value)) {
              String line = place + " line " + n + ", " + i;
              found.add(new RealSecret(kind, line, new Secret(value)));
            }
          }
        }
      }
    }
  }

  /** Behind an empty one, so that each has one before it. */
  private static List<String> lines(String text) {
    return Stream.concat(
            Stream.of(""), text.lines().map(String::strip).filter(line -> !line.isEmpty()))
        .toList();
  }

  private static Pattern shape(String line) {
    Matcher hole = HOLE.matcher(line);
    StringBuilder shape = new StringBuilder();
    int done = 0;
    while (hole.find()) {
      shape.append(Pattern.quote(line.substring(done, hole.start()))).append("(.+?)");
      done = hole.end();
    }
    return Pattern.compile(shape.append(Pattern.quote(line.substring(done))).toString());
  }
}
