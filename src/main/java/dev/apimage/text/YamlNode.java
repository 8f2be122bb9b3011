package dev.apimage.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A value of a YAML file with the lines it takes. Lines and columns are 0-based, columns in UTF-16
 * units.
 *
 * @param tree what it says
 * @param line where it begins
 * @param column where it begins
 * @param endLine the line of its last character
 * @param endColumn behind its last character
 * @param block a mapping or list in block style
 * @param entries its parts, in the order of the file; none for a scalar
 */
record YamlNode(
    JsonNode tree,
    int line,
    int column,
    int endLine,
    int endColumn,
    boolean block,
    List<Entry> entries) {

  /**
   * A property, or an item of a list.
   *
   * @param key null for an item
   * @param line of the key, or of the item
   * @param column of the key, or of the item
   * @param node the value
   */
  record Entry(String key, int line, int column, YamlNode node) {

    /** Names no content. */
    @Override
    public String toString() {
      return "Entry[" + line + ":" + column + "]";
    }
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "YamlNode[" + line + ":" + column + "]";
  }
}
