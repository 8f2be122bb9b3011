package dev.apimage.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with placeholders in the words and signs that it consists of, white space left out, and
 * all placeholders alike.
 *
 * @param words the text's
 * @param holes the ids by the number of their word
 */
record HoleText(List<String> words, TreeMap<Integer, String> holes) {
  private static final String HOLE = "${secret}";
  private static final Pattern WORD =
      Pattern.compile("(?<!\\$)\\$\\{secret:([0-9a-f]{8}(?:-[0-9]+)?)\\}|\\w+|[^\\w\\s]");

  static HoleText of(String text) {
    List<String> words = new ArrayList<>();
    TreeMap<Integer, String> holes = new TreeMap<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      if (word.group(1) != null) {
        holes.put(words.size(), word.group(1));
      }
      words.add(word.group(1) == null ? word.group() : HOLE);
    }
    return new HoleText(words, holes);
  }

  /** What stands around a hole: so many words on either side, fewer at the text's ends. */
  List<String> around(int hole, int reach) {
    int from = (int) Math.max(0, (long) hole - reach);
    int to = (int) Math.min(words.size(), (long) hole + 1 + reach);
    List<String> around = new ArrayList<>(words.subList(from, to));
    around.add(hole - from + " of " + (to - from));
    return around;
  }
}
