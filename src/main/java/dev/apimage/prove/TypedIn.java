package dev.apimage.prove;

import dev.apimage.azure.Answer;
import dev.apimage.azure.ArmReader;
import dev.apimage.kind.Kind;
import dev.apimage.kind.RestPath;
import dev.apimage.model.Resource;
import dev.apimage.model.Secret;
import dev.apimage.model.Snapshot;
import dev.apimage.secret.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people typed into policies: where a policy of the folder has a hole, the service's policy
 * has a secret. Lines are compared, and no rule says what a secret looks like.
 */
final class TypedIn {
  private static final Pattern HOLE = Pattern.compile("\\$\\{secret(?::[0-9a-f-]+)?}");

  private TypedIn() {}

  static List<RealSecret> of(ArmReader reader, Snapshot folder) {
    List<RealSecret> found = new ArrayList<>();
    for (Resource resource : folder.resources().values()) {
      String text = resource.body().path("value").asText("");
      if (Kind.require(resource.address()).holdsPolicy() && Tokens.isIn(text)) {
        String path = RestPath.of(resource.address()).substring(1);
        reader
            .find(path, Map.of("format", "rawxml"))
            .map(Answer::body)
            .map(body -> body.path("properties").path("value").asText())
            .ifPresent(live -> holes(resource.address().toString(), text, live, found));
      }
    }
    return found;
  }

  private static void holes(String place, String text, String live, List<RealSecret> found) {
    List<String> mine = lines(text);
    List<String> theirs = lines(live);
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
            found.add(
                new RealSecret(
                    "secrets typed into policies",
                    place + " line " + (n + 1) + ", " + i,
                    new Secret(filled.group(i))));
          }
        }
      }
    }
  }

  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
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
