package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Imports a GraphQL schema (SDL): one schema entity named {@code graphql}, no operations. Checked
 * loosely: definitions at the top, brackets that match, a query root.
 */
final class GraphQlImport {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*+\"|#[^\\n]*|[\\[\\](){}]|[\\w$@]+");
  private static final Pattern TOP =
      Pattern.compile("schema|scalar|type|interface|union|enum|input|directive|extend");
  private static final Pattern QUERY = Pattern.compile("\\btype\\s+Query\\b|\\bquery\\s*:");

  private GraphQlImport() {}

  static Imported read(String text) {
    check(text);
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("contentType", "application/vnd.ms-azure-apim.graphql.schema");
    schema.putObject("document").put("value", text);
    return new Imported(
        JsonNodeFactory.instance.objectNode(), List.of(), List.of(new Named("graphql", schema)));
  }

  private static void check(String text) {
    Deque<String> open = new ArrayDeque<>();
    boolean first = true;
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      String word = token.group();
      if ("([{".contains(word)) {
        open.push(word);
      } else if (")]}".contains(word)) {
        int kind = ")]}".indexOf(word);
        if (open.isEmpty() || "([{".indexOf(open.pop()) != kind) {
          throw ImportRefused.parsing("Syntax Error GraphQL: unexpected '" + word + "'.");
        }
      } else if (first && !word.startsWith("\"") && !word.startsWith("#")) {
        if (!TOP.matcher(word).matches()) {
          throw ImportRefused.parsing("Syntax Error GraphQL: unexpected Name '" + word + "'.");
        }
        first = false;
      }
    }
    if (!open.isEmpty()) {
      throw ImportRefused.parsing("Syntax Error GraphQL: '" + open.peek() + "' is not closed.");
    }
    if (!QUERY.matcher(text).find()) {
      throw ImportRefused.parsing("The GraphQL schema has no query root type.");
    }
  }
}
