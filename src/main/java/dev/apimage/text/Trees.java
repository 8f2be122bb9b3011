package dev.apimage.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/** Comparing trees by meaning, and the one form a written number is read into. */
public final class Trees {
  private static final int LONGEST_NUMBER = 1000;

  private Trees() {}

  /**
   * True if two trees say the same: the order of properties does not count, and numbers are
   * compared by value, so {@code 100} is {@code 100.0} however a parser held it.
   */
  public static boolean same(JsonNode a, JsonNode b) {
    if (a.isNumber() && b.isNumber()) {
      return sameNumber(a, b);
    }
    if (a.isObject() && b.isObject()) {
      return sameObject(a, b);
    }
    if (!a.isArray() || !b.isArray()) {
      return a.equals(b);
    }
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!same(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameObject(JsonNode a, JsonNode b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (Map.Entry<String, JsonNode> entry : a.properties()) {
      JsonNode other = b.get(entry.getKey());
      if (other == null || !same(entry.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameNumber(JsonNode a, JsonNode b) {
    if (a.isIntegralNumber() && b.isIntegralNumber()) {
      return a.bigIntegerValue().equals(b.bigIntegerValue());
    }
    return a.equals(b) || (finite(a) && finite(b) && decimal(a).compareTo(decimal(b)) == 0);
  }

  private static boolean finite(JsonNode node) {
    return !(node.isDouble() || node.isFloat()) || Double.isFinite(node.doubleValue());
  }

  /** A float's decimal is what is printed for it: 1.1f is 1.1. */
  static BigDecimal decimal(JsonNode node) {
    return node.isFloat() ? new BigDecimal(node.asText()) : node.decimalValue();
  }

  /**
   * The node for a JSON number: int, long or big integer, whichever is the smallest that holds it,
   * and an exact decimal for everything with a point or an exponent.
   *
   * @throws NumberFormatException if it is longer than a thousand characters or its exponent is out
   *     of range
   */
  static NumericNode number(String text) {
    if (text.length() > LONGEST_NUMBER) {
      throw new NumberFormatException("longer than " + LONGEST_NUMBER + " characters");
    }
    if (text.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E')) {
      return DecimalNode.valueOf(new BigDecimal(text));
    }
    BigInteger value = new BigInteger(text);
    if (value.bitLength() < Integer.SIZE) {
      return IntNode.valueOf(value.intValue());
    }
    return value.bitLength() < Long.SIZE
        ? LongNode.valueOf(value.longValue())
        : BigIntegerNode.valueOf(value);
  }
}
