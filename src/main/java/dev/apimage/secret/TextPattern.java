package dev.apimage.secret;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with holes, and what another text has in them. Found from left to right without going
 * back, so that no text takes long.
 */
final class TextPattern {
  private static final Pattern TOKEN =
      Pattern.compile("(?<!\\$)\\$\\{secret:([0-9a-f]{8}(?:-[0-9]+)?)\\}");

  private final List<String> fixed = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();

  private TextPattern(String written, Set<String> holes) {
    Matcher token = TOKEN.matcher(written);
    int done = 0;
    while (token.find()) {
      if (holes.contains(token.group(1))) {
        fixed.add(written.substring(done, token.start()));
        ids.add(token.group(1));
        done = token.end();
      }
    }
    fixed.add(written.substring(done));
  }

  /** The placeholders with these ids are holes; any other is text. */
  static TextPattern of(String written, Set<String> holes) {
    return new TextPattern(written, holes);
  }

  /** What a text has in the holes, by id; empty if it differs elsewhere. */
  Optional<Map<String, String>> match(String text) {
    Map<String, String> values = new HashMap<>();
    String last = fixed.get(fixed.size() - 1);
    if (!text.startsWith(fixed.get(0))) {
      return Optional.empty();
    }
    int at = fixed.get(0).length();
    for (int i = 0; i < ids.size(); i++) {
      boolean end = i == ids.size() - 1;
      String next = fixed.get(i + 1);
      // Between two holes without anything between them no border can be known.
      if (!end && next.isEmpty()) {
        return Optional.empty();
      }
      int to = end ? text.length() - last.length() : text.indexOf(next, at + 1);
      if (to <= at || !text.startsWith(next, to)) {
        return Optional.empty();
      }
      values.put(ids.get(i), text.substring(at, to));
      at = to + next.length();
    }
    return at == text.length() ? Optional.of(values) : Optional.empty();
  }
}
