package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.emulator.ODataFilter.Comparison;
import dev.apimage.emulator.ODataFilter.Condition;
import dev.apimage.emulator.ODataFilter.TextFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a filter by recursive descent: {@code or} binds less than {@code and}, {@code and} less
 * than {@code not}.
 */
final class ODataParser {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(?:(datetime(?:offset)?)?('(?:[^']++|'')*+')|([(),])|([^\\s(),']+))");
  private static final int DEEPEST = 100;

  private final JsonNode fields;
  private final List<String> tokens = new ArrayList<>();
  private int at;
  private int depth;

  ODataParser(String filter, JsonNode fields) {
    this.fields = fields;
    Matcher matcher = TOKEN.matcher(filter.strip());
    while (matcher.lookingAt()) {
      tokens.add(matcher.group().strip());
      matcher.region(matcher.end(), filter.strip().length());
    }
    if (!matcher.hitEnd() || tokens.isEmpty()) {
      throw syntax(filter.strip());
    }
  }

  Condition parse() {
    Condition condition = or();
    if (at < tokens.size()) {
      throw syntax(tokens.get(at));
    }
    return condition;
  }

  private Condition or() {
    Condition left = and();
    while (word("or")) {
      left = Condition.or(left, and());
    }
    return left;
  }

  private Condition and() {
    Condition left = term();
    while (word("and")) {
      left = Condition.and(left, term());
    }
    return left;
  }

  private Condition term() {
    if (++depth > DEEPEST) {
      throw new FilterRefused("The filter is nested too deep.");
    }
    Condition condition;
    if (word("not")) {
      condition = Condition.not(term());
    } else if (word("(")) {
      condition = or();
      expect(")");
    } else {
      condition = predicate();
    }
    depth--;
    return condition;
  }

  private Condition predicate() {
    String name = next();
    String function = name.toLowerCase(Locale.ROOT);
    if (peek().equals("(")) {
      if (!TextFunction.FUNCTIONS.contains(function)) {
        throw new FilterRefused("Unknown function '" + name + "' in the filter.");
      }
      Condition call = call(function);
      if (Comparison.OPERATORS.contains(peek())) {
        return compared(call);
      }
      return call;
    }
    String field = field(name);
    String operator = next();
    if (!Comparison.OPERATORS.contains(operator)) {
      throw syntax(operator);
    }
    allowed(field, "operators", operator);
    return new Comparison(field, operator, literal(next()));
  }

  /** {@code contains(…) eq true}, as older clients write it. */
  private Condition compared(Condition call) {
    String operator = next();
    String value = next();
    boolean equal = operator.equals("eq");
    if (!(equal || operator.equals("ne")) || !(value.equals("true") || value.equals("false"))) {
      throw syntax(operator + " " + value);
    }
    return equal == value.equals("true") ? call : Condition.not(call);
  }

  private Condition call(String function) {
    expect("(");
    String first = next();
    expect(",");
    String second = next();
    expect(")");
    boolean textFirst = function.equals("substringof");
    String field = field(textFirst ? second : first);
    allowed(field, "functions", function);
    ODataLiteral text = literal(textFirst ? first : second);
    if (text.kind() != ODataLiteral.Kind.STRING) {
      throw syntax(text.text());
    }
    return new TextFunction(function, field, text.text());
  }

  private String field(String written) {
    String field = written.startsWith("properties/") ? written.substring(11) : written;
    for (JsonNode row : fields) {
      if (row.path("field").asText().equalsIgnoreCase(field)
          && row.path("usage").asText("filter").contains("filter")) {
        return row.path("field").asText();
      }
    }
    throw new FilterRefused("The field '" + written + "' cannot be used in this filter.");
  }

  private void allowed(String field, String kind, String name) {
    for (JsonNode row : fields) {
      if (row.path("field").asText().equals(field)) {
        for (JsonNode one : row.path(kind)) {
          if (one.asText().equals(name)) {
            return;
          }
        }
      }
    }
    throw new FilterRefused("'" + name + "' is not supported for the field '" + field + "'.");
  }

  private ODataLiteral literal(String token) {
    int quote = token.indexOf('\'');
    if (quote >= 0) {
      String text = token.substring(quote + 1, token.length() - 1).replace("''", "'");
      return new ODataLiteral(quote == 0 ? ODataLiteral.Kind.STRING : ODataLiteral.Kind.DATE, text);
    }
    return ODataLiteral.word(token).orElseThrow(() -> syntax(token));
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : "";
  }

  private String next() {
    if (at >= tokens.size()) {
      throw new FilterRefused("The filter ends too early.");
    }
    return tokens.get(at++);
  }

  private boolean word(String token) {
    if (peek().equals(token)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String token) {
    if (!word(token)) {
      throw syntax(peek().isEmpty() ? "the end" : peek());
    }
  }

  private static FilterRefused syntax(String near) {
    return new FilterRefused("Invalid filter clause near '" + near + "'.");
  }
}
