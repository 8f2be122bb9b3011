package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Set;

/**
 * A list's {@code $filter}: the part of OData that the REST reference grants each field.
 *
 * <p>An entity is an object with {@code name} and {@code properties}; a field is {@code name} or
 * the name of a property, with {@code properties/} before it or not (the service wants the former,
 * its documentation says the latter). Text compares without regard to case. A comparison with an
 * absent value is false, but for {@code ne}.
 */
final class ODataFilter {
  private final Condition condition;

  private ODataFilter(Condition condition) {
    this.condition = condition;
  }

  /**
   * Reads a filter.
   *
   * @param fieldTable objects with {@code field}, {@code operators} and {@code functions}: what
   *     this list allows
   * @throws FilterRefused if it has a syntax error, an unknown field, or an operator the field does
   *     not allow
   */
  static ODataFilter parse(String filter, JsonNode fieldTable) {
    return new ODataFilter(new ODataParser(filter, fieldTable).parse());
  }

  /** Whether the entity belongs in the list. */
  boolean test(ObjectNode entity) {
    return condition.test(entity);
  }

  /** A part of a filter. */
  interface Condition {
    boolean test(ObjectNode entity);

    static Condition and(Condition left, Condition right) {
      return entity -> left.test(entity) && right.test(entity);
    }

    static Condition or(Condition left, Condition right) {
      return entity -> left.test(entity) || right.test(entity);
    }

    static Condition not(Condition inner) {
      return entity -> !inner.test(entity);
    }
  }

  /** {@code field operator literal}. */
  record Comparison(String field, String operator, ODataLiteral literal) implements Condition {
    static final Set<String> OPERATORS = Set.of("eq", "ne", "ge", "le", "gt", "lt");

    @Override
    public boolean test(ObjectNode entity) {
      JsonNode value = ODataFilter.value(entity, field);
      if (literal.isNull() || value.isMissingNode() || value.isNull()) {
        boolean equal = literal.isNull() && (value.isMissingNode() || value.isNull());
        return operator.equals("eq") ? equal : operator.equals("ne") && !equal;
      }
      int order = literal.compareWith(value);
      return switch (operator) {
        case "eq" -> order == 0;
        case "ne" -> order != 0;
        case "ge" -> order >= 0;
        case "le" -> order <= 0;
        case "gt" -> order > 0;
        default -> order < 0;
      };
    }
  }

  /** {@code function(field, 'text')}; {@code substringof('text', field)} is {@code contains}. */
  record TextFunction(String function, String field, String text) implements Condition {
    static final Set<String> FUNCTIONS =
        Set.of("substringof", "contains", "startswith", "endswith");

    @Override
    public boolean test(ObjectNode entity) {
      String value = ODataFilter.value(entity, field).asText("").toLowerCase(Locale.ROOT);
      String part = text.toLowerCase(Locale.ROOT);
      return switch (function) {
        case "startswith" -> value.startsWith(part);
        case "endswith" -> value.endsWith(part);
        default -> value.contains(part);
      };
    }
  }

  private static JsonNode value(ObjectNode entity, String field) {
    JsonNode properties = entity.path("properties");
    return switch (field) {
      case "name" -> entity.path("name");
      // a subscription has no such properties, but its list can be filtered by them
      case "userId" -> idIn(properties, field, "ownerId", "/users/");
      case "productId" -> idIn(properties, field, "scope", "/products/");
      default -> properties.path(field);
    };
  }

  private static JsonNode idIn(JsonNode properties, String field, String holder, String kind) {
    String id = properties.path(holder).asText("");
    int at = id.lastIndexOf(kind);
    return at < 0 ? properties.path(field) : TextNode.valueOf(id.substring(at + kind.length()));
  }
}
