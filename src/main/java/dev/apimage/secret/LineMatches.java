package dev.apimage.secret;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which line of a text stands where a line with holes does in another: it fits that line, and the
 * one before it fits the one before that. Where this is true of two lines on either side neither is
 * taken, since a value would go to where it does not belong.
 */
final class LineMatches {
  /**
   * A line of the text.
   *
   * @param template the line with holes that it stands for
   * @param values what it has in them, by id
   */
  record Match(String template, Map<String, String> values) {
    /** Names no content. */
    @Override
    public String toString() {
      return "Match" + values.keySet();
    }
  }

  private final List<String> templates = new ArrayList<>(List.of(""));
  private final Set<String> missing;
  private final Predicate<String> isNone;

  /**
   * For one text with holes.
   *
   * @param written the text
   * @param missing the ids of its holes; any other placeholder is text
   * @param isNone true for what is no value
   */
  LineMatches(String written, Set<String> missing, Predicate<String> isNone) {
    written.lines().map(String::strip).filter(l -> !l.isEmpty()).forEach(templates::add);
    this.missing = missing;
    this.isNone = isNone;
  }

  /** The lines that stand for one, by their number from 0; how they are indented means nothing. */
  Map<Integer, Match> in(List<String> lines) {
    Map<Integer, Match> found = new HashMap<>();
    Map<Integer, Integer> lineOf = new HashMap<>();
    Set<Integer> doubtful = new HashSet<>();
    String before = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty()) {
        continue;
      }
      for (int n = 1; n < templates.size(); n++) {
        Optional<Match> match = match(n, before, line);
        if (match.isPresent()) {
          Integer other = lineOf.putIfAbsent(n, i);
          if (other != null) {
            doubtful.addAll(List.of(i, other));
          }
          if (found.putIfAbsent(i, match.get()) != null) {
            doubtful.add(i);
          }
        }
      }
      before = line;
    }
    found.keySet().removeAll(doubtful);
    return found;
  }

  private Optional<Match> match(int number, String before, String line) {
    String template = templates.get(number);
    Set<String> holes = holes(template);
    boolean alone = holes.size() == 1 && template.equals(Tokens.of(holes.iterator().next()));
    if (holes.isEmpty() || alone || !fits(templates.get(number - 1), before)) {
      return Optional.empty();
    }
    return TextPattern.of(template, holes)
        .match(line)
        .filter(values -> values.values().stream().noneMatch(isNone))
        .map(values -> new Match(template, values));
  }

  private boolean fits(String template, String line) {
    return template.equals(line)
        || TextPattern.of(template, holes(template)).match(line).isPresent();
  }

  private Set<String> holes(String template) {
    Set<String> holes = new HashSet<>(Tokens.ids(template));
    holes.retainAll(missing);
    return holes;
  }
}
