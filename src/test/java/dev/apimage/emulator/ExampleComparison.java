package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether an answer holds what a documented one holds. Every documented property must be there with
 * the documented type (a documented null may be absent). Where the request, or the preparation,
 * sent a value for that very property, the answer must hold that value, policies in their canonical
 * layout. An entity's {@code id} and {@code name} must be those of the path that was asked, its
 * {@code type} the documented one, where that is one of this path: a few documents name another
 * entity than they ask for. All other values are the service's own (times, keys, generated names)
 * and only their type counts. Lists that were sent have the same length and order; elements of a
 * collection are found by their name.
 */
final class ExampleComparison {
  private static final Pattern PROVIDER =
      Pattern.compile(
          "^/subscriptions/[^/]+(?:/resourceGroups/[^/]+)?/providers/Microsoft\\.ApiManagement(?:/service/[^/]+)?",
          Pattern.CASE_INSENSITIVE);

  private final List<String> differences = new ArrayList<>();

  private final boolean generatedNames;

  private ExampleComparison(boolean generatedNames) {
    this.generatedNames = generatedNames;
  }

  /**
   * What differs, one line each.
   *
   * @param path the path that was asked, below the service
   */
  static List<String> differences(
      JsonNode documented, JsonNode answered, JsonNode sent, List<String> path) {
    ExampleComparison comparison = new ExampleComparison(path.equals(List.of("allPolicies")));
    comparison.identity("", documented, answered, String.join("/", path));
    comparison.compare("", documented, answered, sent);
    if (answered.path("value").isArray() && documented.path("value").isArray()) {
      for (JsonNode item : documented.path("value")) {
        comparison.item(item, answered.path("value"), String.join("/", path));
      }
    }
    return comparison.differences;
  }

  private void item(JsonNode item, JsonNode answered, String path) {
    JsonNode found = found(item, answered, 0);
    if (named(item) && !found.isMissingNode() && !path.isEmpty() && !generatedNames) {
      identity(
          ".value." + item.path("name").asText(),
          item,
          found,
          path + "/" + item.path("name").asText());
    }
  }

  private void identity(String at, JsonNode documented, JsonNode answered, String path) {
    if (!named(documented) || path.isEmpty()) {
      return;
    }
    String documentedId = plain(documented.path("id").asText());
    String expectedId =
        documentedId.equalsIgnoreCase("/" + path) || at.isEmpty() ? "/" + path : documentedId;
    String answeredId = plain(answered.path("id").asText());
    boolean tag = answeredId.matches("/tags/[^/]+") && expectedId.contains("/tags/");
    if (!tag
        && !answeredId.equalsIgnoreCase(expectedId)
        && !answeredId.equalsIgnoreCase("/" + path)) {
      differences.add(at + ".id is " + answeredId + " where " + expectedId + " is expected");
    }
    String last = answeredId.substring(answeredId.lastIndexOf('/') + 1);
    if (answered.has("name") && !answered.path("name").asText().equalsIgnoreCase(last)) {
      differences.add(at + ".name is " + answered.path("name") + " where " + last + " is expected");
    }
    String type = documented.path("type").asText();
    String own = answered.path("type").asText();
    if (!own.equals(type) && own.equalsIgnoreCase(type)) {
      differences.add(at + ".type is " + own + " where " + type + " is documented");
    }
    if (!own.equalsIgnoreCase(type) && !own.equalsIgnoreCase(typeOf(answeredId))) {
      differences.add(at + ".type is " + own + " where " + type + " is documented");
    }
  }

  /** The resource type that an id has by its collections. */
  private static String typeOf(String id) {
    StringBuilder type = new StringBuilder("Microsoft.ApiManagement/service");
    String[] segments = id.split("/", -1);
    for (int i = 1; i < segments.length; i += 2) {
      type.append('/').append(segments[i]);
    }
    return type.toString();
  }

  private void compare(String at, JsonNode documented, JsonNode answered, JsonNode sent) {
    if (documented.isNull()) {
      return;
    }
    if (answered.isMissingNode() || answered.isNull()) {
      differences.add(at + " is absent");
    } else if (documented.getNodeType() != answered.getNodeType()) {
      differences.add(
          at
              + " is "
              + answered.getNodeType()
              + " where "
              + documented.getNodeType()
              + " is documented");
    } else if (at.endsWith(".tags") && documented.isObject() && sent.isObject()) {
      same(at, sent, answered);
    } else if (documented.isObject()) {
      for (Map.Entry<String, JsonNode> field : documented.properties()) {
        compare(
            at + "." + field.getKey(),
            field.getValue(),
            answered.path(field.getKey()),
            sent.path(field.getKey()));
      }
    } else if (documented.isArray()) {
      list(at, documented, answered, sent);
    } else if (sent.isValueNode() && !same(sent, answered)) {
      differences.add(at + " is " + answered + " where " + sent + " was sent");
    }
  }

  /** Tags are all the owner's: what was sent, and nothing else. */
  private void same(String at, JsonNode sent, JsonNode answered) {
    if (!sent.equals(answered)) {
      differences.add(at + " is " + answered + " where " + sent + " was sent");
    }
  }

  private void list(String at, JsonNode documented, JsonNode answered, JsonNode sent) {
    if (sent.isArray()
        && !at.equals(".value")
        && sent.size() != answered.size()
        && documented.size() != answered.size()) {
      differences.add(at + " has " + answered.size() + " elements where " + sent.size());
    }
    JsonNode wanted = sameSet(documented, sent) ? documented : sent;
    for (int i = 0; i < documented.size(); i++) {
      JsonNode found = found(documented.get(i), answered, i);
      if (i > 0 && found.isMissingNode() && !sent.isArray() && !named(documented.get(i))) {
        return;
      }
      JsonNode own =
          documented.get(i).has("hostName") ? found(documented.get(i), wanted, i) : wanted.path(i);
      compare(at + "[" + i + "]", documented.get(i), found, own);
    }
  }

  /** Sets of words come back in an order of the service's own, which is the documented one. */
  private static boolean sameSet(JsonNode documented, JsonNode sent) {
    Set<JsonNode> one = new HashSet<>();
    Set<JsonNode> other = new HashSet<>();
    documented.forEach(one::add);
    sent.forEach(other::add);
    return sent.isArray()
        && documented.size() == sent.size()
        && one.equals(other)
        && one.stream().allMatch(JsonNode::isTextual);
  }

  private static boolean named(JsonNode element) {
    return element.has("name") && element.has("id");
  }

  private JsonNode found(JsonNode expected, JsonNode answered, int index) {
    if (expected.has("tag")) {
      return tagged(expected, answered);
    }
    if (expected.has("hostName")) {
      return by("hostName", expected, answered);
    }
    return named(expected) && !generatedNames
        ? by("name", expected, answered)
        : answered.path(index);
  }

  private static JsonNode by(String key, JsonNode expected, JsonNode answered) {
    for (JsonNode candidate : answered) {
      if (candidate.path(key).asText().equalsIgnoreCase(expected.path(key).asText())) {
        return candidate;
      }
    }
    return MissingNode.getInstance();
  }

  /** The element of a tag view for the same thing: API, operation or product. */
  private static JsonNode tagged(JsonNode expected, JsonNode answered) {
    Set<String> fields = new HashSet<>();
    expected.fieldNames().forEachRemaining(fields::add);
    for (JsonNode candidate : answered) {
      if (fields.stream().allMatch(candidate::has)) {
        return candidate;
      }
    }
    return MissingNode.getInstance();
  }

  private static boolean same(JsonNode expected, JsonNode answered) {
    if (expected.isNumber()) {
      return expected.decimalValue().compareTo(answered.decimalValue()) == 0;
    }
    String wanted = expected.asText();
    return wanted.stripLeading().startsWith("<")
        ? policy(wanted).equals(policy(answered.asText()))
        : plain(wanted).equals(plain(answered.asText()));
  }

  /** A policy without the layout and the escapes that the service chooses. */
  private static String policy(String text) {
    return text.replace("&quot;", "\"")
        .replace("&gt;", ">")
        .replace("&lt;", "<")
        .replace("&amp;", "&")
        .replaceAll("\\s+", "");
  }

  /** Ids are compared below their service and, as the service does, in any letter case. */
  static String plain(String text) {
    Matcher provider = PROVIDER.matcher(text);
    return provider.find() ? text.substring(provider.end()).toLowerCase(Locale.ROOT) : text;
  }
}
