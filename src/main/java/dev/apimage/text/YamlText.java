package dev.apimage.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Code;
import dev.apimage.model.Position;
import dev.apimage.model.Spot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The folder's YAML: read strictly, written so that readers of YAML 1.1 and 1.2 agree on it, and
 * brought up to date without losing a person's comments.
 *
 * <p>A plain scalar is null ({@code ~ null}, or nothing at all), a boolean ({@code true false}) or
 * a JSON number only where YAML 1.1, YAML 1.2 and JSON agree; everything else is text as it stands.
 * So {@code no}, {@code on}, {@code 012}, {@code 0x1F}, {@code 12:30} and {@code 2026-11-21} are
 * texts, and where a property wants another type that is an error, never a surprise.
 */
public final class YamlText {
  private YamlText() {}

  /**
   * Reads a file's text. Never throws for what is in it: see {@link Parsed#problems()}.
   *
   * @param file its name for problems, with forward slashes
   * @param text may begin with a byte order mark and end its lines in any way
   */
  public static Parsed read(String file, String text) {
    return parse(file, text).parsed();
  }

  /**
   * A fresh text, keys in the tree's order.
   *
   * @param header a first comment line without its {@code #}; empty for none
   * @throws dev.apimage.model.ProblemException if a text in the tree holds half a surrogate pair,
   *     which no file can
   */
  public static String write(ObjectNode tree, String header) {
    return (header.isEmpty() ? "" : "# " + header + "\n") + YamlWriter.block(tree, 0);
  }

  /**
   * Makes a text say something else, keeping comments, order and spelling of whatever did not
   * change. Equal meaning gives back the same text, to the byte.
   *
   * @param header as for {@link #write}; replaces a language-server line, is not added to a file
   *     that has none
   */
  public static String update(String oldText, ObjectNode newTree, String header) {
    Source old = parse("", oldText);
    if (!old.parsed().problems().isEmpty()) {
      return write(newTree, header);
    }
    if (Trees.same(old.parsed().tree(), newTree)) {
      return oldText;
    }
    String text = new YamlUpdate(oldText).text(old.root().orElseThrow(), newTree, header);
    Parsed again = read("", text);
    boolean right = again.problems().isEmpty() && Trees.same(again.tree(), newTree);
    return right ? text : write(newTree, header);
  }

  /** A file's nodes beside what others see of it. */
  private record Source(Optional<YamlNode> root, Parsed parsed) {}

  private static Source parse(String file, String raw) {
    String text = raw.startsWith("\ufeff") ? raw.substring(1) : raw;
    Excerpt excerpt = new Excerpt(text);
    Findings findings = new Findings(file, excerpt);
    Optional<YamlNode> root = Optional.empty();
    if (readable(text, findings)) {
      root = new YamlReader(text, excerpt, findings).read();
    }
    Map<Position, Spot> keys = new LinkedHashMap<>();
    Map<Position, Spot> values = new LinkedHashMap<>();
    root.ifPresent(node -> place(node, Position.ROOT, findings, keys, values));
    JsonNode tree = root.map(YamlNode::tree).orElseGet(JsonNodeFactory.instance::objectNode);
    ObjectNode object =
        tree instanceof ObjectNode mapping ? mapping : JsonNodeFactory.instance.objectNode();
    return new Source(root, new Parsed(object, keys, values, findings.all(), excerpt));
  }

  /** Finds characters that no YAML file may hold, all of them at once. */
  private static boolean readable(String text, Findings findings) {
    if (text.codePoints().allMatch(Characters::isYaml)) {
      return true;
    }
    int line = 0;
    int lineStart = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (!Characters.isYaml(c)) {
        odd(findings, c, line, i - lineStart);
      }
      boolean crlf = c == '\r' && text.startsWith("\n", i + 1);
      if (c == '\n' || (c == '\r' && !crlf)) {
        line++;
        lineStart = i + 1;
      }
    }
    return false;
  }

  private static void odd(Findings findings, int c, int line, int column) {
    String name = "U+%04X".formatted(c);
    findings.add(
        Code.SYNTAX,
        "The character " + name + " must not stand in the file as it is.",
        Character.isBmpCodePoint(c) && Character.isSurrogate((char) c)
            ? "Half a surrogate pair is no text; take it out."
            : "Write it as an escape in double quotes: \"\\u%04X\".".formatted(c),
        line,
        column);
  }

  private static void place(
      YamlNode node,
      Position at,
      Findings findings,
      Map<Position, Spot> keys,
      Map<Position, Spot> values) {
    values.put(at, findings.spot(node.line(), node.column()));
    int index = 0;
    for (YamlNode.Entry entry : node.entries()) {
      Position below = entry.key() == null ? at.item(index++) : at.property(entry.key());
      if (entry.key() != null) {
        keys.put(below, findings.spot(entry.line(), entry.column()));
      }
      place(entry.node(), below, findings, keys, values);
    }
  }
}
