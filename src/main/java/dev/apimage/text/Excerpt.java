package dev.apimage.text;

import dev.apimage.model.Spot;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a YAML or JSON file as a problem may show them: indentation, the key, and {@code …}
 * where the value would stand, since any value can be a secret.
 */
public final class Excerpt {
  private static final Pattern BREAK = Pattern.compile("\r\n|[\n\r]");
  private static final Pattern LEAD = Pattern.compile("[\\s\\-?\\[{\"']*");

  /** Without digits: in a file that could not be read, a line of a key may look like a name. */
  private static final Pattern KEY =
      Pattern.compile("(\\s*(?:- )*([\"']?)[A-Za-z$][A-Za-z$.-]{0,40}\\2)\\s*:(?:\\s.*)?");

  /** Where a file is broken, a value may be read as a key. */
  private static final Pattern ROLLED =
      Pattern.compile("(?=[A-Za-z]*\\d)(?=\\d*[A-Za-z])[A-Za-z0-9]{16,}");

  private final String[] lines;
  private final TreeMap<Integer, int[]> keys = new TreeMap<>();

  Excerpt(String text) {
    lines = BREAK.split(text, -1);
  }

  /** A line as it stands, for who takes the values out himself; 0-based. */
  String raw(int line) {
    return line < lines.length ? lines[line] : "";
  }

  /** Turns a column counted in code points into one counted in UTF-16 units, both 0-based. */
  int column(int line, int codePoints) {
    String text = raw(line);
    int most = text.codePointCount(0, text.length());
    return codePoints >= most
        ? text.length() + codePoints - most
        : text.offsetByCodePoints(0, codePoints);
  }

  /** Says that a key stands on a line; only the first of a line is kept. All 0-based. */
  void key(int line, int from, int to) {
    keys.putIfAbsent(line, new int[] {from, to});
  }

  /**
   * Two lines, without a final newline: the line of a spot without its value, and a caret. Empty
   * when the spot has no line.
   */
  public String at(Spot spot) {
    int line = spot.line() - 1;
    if (line < 0 || line >= lines.length) {
      return "";
    }
    String shown = masked(line);
    int caret = Math.min(Math.max(spot.column() - 1, 0), Math.max(shown.length() - 1, 0));
    return shown + "\n" + " ".repeat(caret) + "^";
  }

  private String masked(int line) {
    String raw = lines[line].replace('\t', ' ');
    int[] key = keys.get(line);
    if (key != null
        && key[1] <= raw.length()
        && !ROLLED.matcher(raw.substring(key[0], key[1])).find()
        && LEAD.matcher(raw.substring(0, key[0])).matches()) {
      return raw.substring(0, key[1]) + ": …";
    }
    Matcher guess = KEY.matcher(raw);
    if (key == null && !insideValue(line) && guess.matches()) {
      return guess.group(1) + ": …";
    }
    return raw.substring(0, raw.length() - raw.stripLeading().length()) + "…";
  }

  /** A line before the last known key belongs to a value if no key begins on it. */
  private boolean insideValue(int line) {
    return keys.higherKey(line) != null;
  }
}
