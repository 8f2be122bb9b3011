package dev.apimage.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;

/** Writes trees in block style, two blanks a level, lists indented below their key. */
final class YamlWriter {
  /** YAML wants an implicit key within 1024 characters, quotes and escapes included. */
  private static final int LONGEST_KEY = 1000;

  private final StringBuilder out = new StringBuilder();

  private YamlWriter() {}

  /** A whole mapping or list as lines at an indentation, with a final newline. */
  static String block(JsonNode tree, int indent) {
    YamlWriter writer = new YamlWriter();
    if (tree.isEmpty()) {
      writer.pad(indent).append(empty(tree)).append('\n');
    } else {
      writer.entries(tree, indent, false);
    }
    return writer.out.toString();
  }

  private static String empty(JsonNode tree) {
    return tree.isObject() ? "{}" : "[]";
  }

  private StringBuilder pad(int indent) {
    return out.append(" ".repeat(indent));
  }

  /** The first entry may go on with a line that has a dash already. */
  private void entries(JsonNode tree, int indent, boolean started) {
    boolean padded = started;
    Iterator<String> names = tree.fieldNames();
    for (JsonNode value : tree) {
      if (!padded) {
        pad(indent);
      }
      padded = false;
      if (tree.isArray()) {
        out.append('-');
        item(value, indent);
      } else {
        property(names.next(), value, indent);
      }
    }
  }

  private void property(String name, JsonNode value, int indent) {
    String key = YamlScalar.line(name);
    if (key.length() > LONGEST_KEY) {
      out.append("? ").append(key).append('\n');
      pad(indent);
      key = "";
    }
    out.append(key).append(':');
    if (value.isContainerNode() && !value.isEmpty()) {
      out.append('\n');
      entries(value, indent + 2, false);
    } else {
      leaf(value, indent);
    }
  }

  private void item(JsonNode value, int indent) {
    if (value.isContainerNode() && !value.isEmpty()) {
      out.append(' ');
      entries(value, indent + 2, true);
    } else {
      leaf(value, indent);
    }
  }

  private void leaf(JsonNode value, int indent) {
    out.append(' ')
        .append(value.isContainerNode() ? empty(value) : YamlScalar.of(value, indent + 2))
        .append('\n');
  }
}
