package dev.apimage.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A path inside a resource's tree: {@code credentials.header.x-key[0]}. A property name that holds
 * a dot, a bracket or a quote is written {@code ["a.b"]}.
 *
 * @param steps property names ({@link String}) and list indexes ({@link Integer})
 */
public record Position(List<Object> steps) {
  /** The resource itself. */
  public static final Position ROOT = new Position(List.of());

  public Position {
    steps = List.copyOf(steps);
  }

  /** The position of a property below this one. */
  public Position property(String name) {
    return plus(name);
  }

  /** The position of a list item below this one. */
  public Position item(int index) {
    return plus(index);
  }

  private Position plus(Object step) {
    List<Object> longer = new ArrayList<>(steps);
    longer.add(step);
    return new Position(longer);
  }

  /** The enclosing position; the root is its own parent. */
  public Position parent() {
    return steps.isEmpty() ? this : new Position(steps.subList(0, steps.size() - 1));
  }

  /** True for the resource itself. */
  public boolean isRoot() {
    return steps.isEmpty();
  }

  /** The node at this position in a tree; a missing node where there is none. */
  public JsonNode in(JsonNode tree) {
    JsonNode at = tree;
    for (Object step : steps) {
      at = step instanceof Integer index ? at.path(index) : at.path((String) step);
    }
    return at;
  }

  /**
   * Puts a value at this position, making the objects on the way.
   *
   * @throws IllegalArgumentException if the way leads through a list item that is not there or
   *     through a scalar
   */
  public void set(ObjectNode tree, JsonNode value) {
    JsonNode at = tree;
    for (int i = 0; i < steps.size(); i++) {
      Object step = steps.get(i);
      boolean last = i == steps.size() - 1;
      if (step instanceof Integer index && at instanceof ArrayNode list && index < list.size()) {
        if (last) {
          list.set(index, value);
        }
        at = list.get(index);
      } else if (step instanceof String name && at instanceof ObjectNode object) {
        if (last) {
          object.set(name, value);
        } else if (object.path(name).isMissingNode() || object.path(name).isNull()) {
          object.putObject(name);
        }
        at = object.get(name);
      } else {
        throw new IllegalArgumentException("nothing at " + this + " to set");
      }
    }
  }

  /** Takes the property or item at this position out of a tree, if it is there. */
  public void remove(ObjectNode tree) {
    if (steps.isEmpty()) {
      return;
    }
    JsonNode holder = parent().in(tree);
    Object last = steps.get(steps.size() - 1);
    if (last instanceof String name && holder instanceof ObjectNode object) {
      object.remove(name);
    } else if (last instanceof Integer index && holder instanceof ArrayNode list) {
      list.remove(index);
    }
  }

  /** True if a tree has something other than nothing and null here. */
  public boolean isIn(JsonNode tree) {
    JsonNode at = in(tree);
    return !(at instanceof MissingNode) && !at.isNull();
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if it is not one, with a plain reason
   */
  public static Position parse(String text) {
    List<Object> steps = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '[') {
        i = bracket(text, i, steps);
      } else {
        if (c == '.') {
          i++;
        }
        int end = i;
        while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
          end++;
        }
        if (end == i) {
          throw new IllegalArgumentException("an empty step at character " + (i + 1));
        }
        steps.add(text.substring(i, end));
        i = end;
      }
    }
    return new Position(steps);
  }

  private static int bracket(String text, int start, List<Object> steps) {
    int i = start + 1;
    if (i < text.length() && text.charAt(i) == '"') {
      StringBuilder name = new StringBuilder();
      for (i++; i < text.length() && text.charAt(i) != '"'; i++) {
        if (text.charAt(i) == '\\' && i + 1 < text.length()) {
          i++;
        }
        name.append(text.charAt(i));
      }
      if (!text.startsWith("\"]", i)) {
        throw new IllegalArgumentException("an unclosed [\" at character " + (start + 1));
      }
      steps.add(name.toString());
      return i + 2;
    }
    int end = text.indexOf(']', i);
    if (end < 0 || !text.substring(i, end).matches("\\d{1,9}")) {
      throw new IllegalArgumentException("no number in the brackets at character " + (start + 1));
    }
    steps.add(Integer.valueOf(text.substring(i, end)));
    return end + 1;
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (Object step : steps) {
      if (step instanceof Integer) {
        out.append('[').append(step).append(']');
      } else if (step.toString().matches("[^.\\[\\]\"\\\\]+")) {
        out.append(out.length() == 0 ? "" : ".").append(step);
      } else {
        out.append("[\"")
            .append(step.toString().replace("\\", "\\\\").replace("\"", "\\\""))
            .append("\"]");
      }
    }
    return out.toString();
  }
}
