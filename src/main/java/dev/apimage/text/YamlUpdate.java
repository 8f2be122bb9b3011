package dev.apimage.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.text.YamlNode.Entry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Rewrites the changed entries of a YAML text and copies the lines of all others. An entry owns its
 * own lines and the comment lines above it; comments that are indented deeper than the next key
 * belong to the entry before. What comes out is checked by the caller, so an unusual layout costs
 * comments, never meaning.
 */
final class YamlUpdate {
  private static final Pattern COMMENT = Pattern.compile("\\s+#.*");
  private static final Pattern HEAD = Pattern.compile("---.*|%.*|# yaml-language-server:.*|\\s*");

  private final String[] lines;

  YamlUpdate(String text) {
    String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
    String unix = plain.replace("\r\n", "\n").replace('\r', '\n');
    lines = (unix.endsWith("\n") ? unix.substring(0, unix.length() - 1) : unix).split("\n", -1);
  }

  /** The whole new text. */
  String text(YamlNode root, ObjectNode tree, String header) {
    if (!root.block() || root.entries().isEmpty() || tree.isEmpty()) {
      return YamlText.write(tree, header);
    }
    int head = 0;
    for (int i = 0; i < root.line(); i++) {
      head = HEAD.matcher(lines[i]).matches() ? i + 1 : head;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < head; i++) {
      boolean server = lines[i].startsWith("# yaml-language-server:");
      out.append(server && !header.isEmpty() ? "# " + header : lines[i]).append('\n');
    }
    return out.append(container(root, tree, head, lines.length)).toString();
  }

  /** The lines from..to, which hold a block mapping or list, as the new tree wants them. */
  private String container(YamlNode old, JsonNode tree, int from, int to) {
    List<Chunk> chunks = chunks(old, from);
    StringBuilder out = new StringBuilder();
    if (tree.isObject()) {
      mapping(old, chunks, tree, out);
    } else {
      list(old, chunks, tree, out);
    }
    int tail = chunks.get(chunks.size() - 1).to;
    return out.append(copy(tail, to)).toString();
  }

  private void mapping(YamlNode old, List<Chunk> chunks, JsonNode tree, StringBuilder out) {
    Map<String, Chunk> byKey = new LinkedHashMap<>();
    chunks.stream().filter(c -> tree.has(c.entry.key())).forEach(c -> byKey.put(c.entry.key(), c));
    List<String> order = new ArrayList<>(byKey.keySet());
    int place = 0;
    for (Iterator<String> names = tree.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (byKey.containsKey(name)) {
        place = order.indexOf(name) + 1;
      } else {
        order.add(place++, name);
      }
    }
    for (String name : order) {
      Chunk chunk = byKey.get(name);
      ObjectNode alone = JsonNodeFactory.instance.objectNode();
      alone.set(name, tree.get(name));
      String fresh = YamlWriter.block(alone, old.column());
      out.append(chunk == null ? fresh : changed(chunk, tree.get(name), fresh));
    }
  }

  private void list(YamlNode old, List<Chunk> chunks, JsonNode tree, StringBuilder out) {
    List<Chunk> free = new ArrayList<>(chunks);
    Chunk[] kept = new Chunk[tree.size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = take(free, i, tree, true);
    }
    for (int i = 0; i < kept.length; i++) {
      String fresh =
          YamlWriter.block(JsonNodeFactory.instance.arrayNode().add(tree.get(i)), old.column());
      Chunk chunk = kept[i] == null ? take(free, i, tree, false) : kept[i];
      out.append(chunk == null ? fresh : changed(chunk, tree.get(i), fresh));
    }
  }

  /** An old item that is the same, or failing that has the same name. */
  private static Chunk take(List<Chunk> free, int index, JsonNode tree, boolean same) {
    JsonNode item = tree.get(index);
    for (Chunk chunk : free) {
      JsonNode other = chunk.entry.node().tree();
      boolean fits =
          same
              ? Trees.same(other, item)
              : item.has("name") && Trees.same(item.get("name"), other.path("name"));
      if (fits) {
        free.remove(chunk);
        return chunk;
      }
    }
    return null;
  }

  /** The lines of an entry whose value may have changed. */
  private String changed(Chunk chunk, JsonNode value, String fresh) {
    YamlNode node = chunk.entry.node();
    if (Trees.same(node.tree(), value)) {
      return copy(chunk.from, chunk.to);
    }
    int line = chunk.entry.line();
    boolean sameShape =
        !value.isEmpty() && value.isObject() == node.tree().isObject() && node.block();
    if (sameShape && value.isContainerNode() && !node.entries().isEmpty()) {
      if (node.line() > line) {
        return copy(chunk.from, line + 1) + container(node, value, line + 1, chunk.to);
      }
      if (chunk.entry.key() == null && value.isObject()) {
        return copy(chunk.from, line) + item(chunk, value, fresh);
      }
    }
    return copy(chunk.from, line) + withComment(chunk, fresh);
  }

  /** A mapping that begins on its dash's line. */
  private String item(Chunk chunk, JsonNode value, String fresh) {
    YamlNode node = chunk.entry.node();
    int line = node.line();
    String before = lines[line];
    int dash = before.lastIndexOf('-', node.column() - 1);
    if (dash < 0 || !before.substring(0, dash).isBlank()) {
      return fresh;
    }
    lines[line] = " ".repeat(node.column()) + before.substring(node.column());
    String text = container(node, value, line, chunk.to);
    lines[line] = before;
    boolean bare = text.startsWith(" ".repeat(node.column())) && text.charAt(node.column()) != '#';
    return bare ? before.substring(0, node.column()) + text.substring(node.column()) : fresh;
  }

  /** A comment at the end of the line stays; so does one blank line behind a block of text. */
  private String withComment(Chunk chunk, String fresh) {
    YamlNode node = chunk.entry.node();
    boolean oneLine = fresh.indexOf('\n') == fresh.length() - 1;
    if (oneLine && node.line() == node.endLine() && node.line() == chunk.entry.line()) {
      String rest = lines[node.endLine()].substring(node.endColumn());
      if (COMMENT.matcher(rest).matches()) {
        return fresh.substring(0, fresh.length() - 1) + rest + "\n" + after(chunk);
      }
    }
    boolean gap = chunk.to > 0 && lines[chunk.to - 1].isBlank() && chunk.to < lines.length;
    return fresh + (gap && node.endLine() == chunk.to - 1 ? "\n" : after(chunk));
  }

  /** The deeper comments behind an entry's value. */
  private String after(Chunk chunk) {
    return copy(chunk.entry.node().endLine() + 1, chunk.to);
  }

  private String copy(int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < to; i++) {
      out.append(lines[i]).append('\n');
    }
    return out.toString();
  }

  private List<Chunk> chunks(YamlNode container, int from) {
    List<Chunk> chunks = new ArrayList<>();
    int start = from;
    for (int i = 0; i < container.entries().size(); i++) {
      Entry entry = container.entries().get(i);
      boolean last = i == container.entries().size() - 1;
      int end = Math.min(entry.node().endLine() + 1, lines.length);
      int next = last ? end : container.entries().get(i + 1).line();
      for (int line = end; line < next; line++) {
        end = indent(lines[line]) > container.column() ? line + 1 : end;
      }
      chunks.add(new Chunk(entry, start, end));
      start = end;
    }
    return chunks;
  }

  private static int indent(String line) {
    return line.isBlank() ? 0 : line.length() - line.stripLeading().length();
  }

  /** An entry with its lines, comments above included. */
  private record Chunk(Entry entry, int from, int to) {}
}
