package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list: {@code value}, {@code count} (the total, not the page) and an absolute {@code
 * nextLink}. At the end it is empty where there was but one page and absent where there were more:
 * the service does both.
 */
final class Page {
  /** The largest page; {@code $top} can only make it smaller. */
  static final int SIZE = 100;

  private Page() {}

  /** A page of entities, each shown by a function. */
  static <T> Answer of(
      Collection<T> members, Call call, Contract.Template template, Function<T, ObjectNode> show) {
    Optional<String> filter = call.parameter("$filter").filter(text -> !text.isBlank());
    if (filter.isEmpty() || !template.filter().isArray()) {
      return page(List.copyOf(members), call, template, show);
    }
    ODataFilter wanted = parse(filter.get(), template);
    List<ObjectNode> passing = new ArrayList<>();
    for (T member : members) {
      ObjectNode shown = show.apply(member);
      if (wanted.test(shown)) {
        passing.add(shown);
      }
    }
    return page(passing, call, template, Function.identity());
  }

  private static ODataFilter parse(String filter, Contract.Template template) {
    try {
      return ODataFilter.parse(filter, template.filter());
    } catch (FilterRefused e) {
      throw new Refusal(400, "ValidationError", e.getMessage());
    }
  }

  private static <T> Answer page(
      List<T> members, Call call, Contract.Template template, Function<T, ObjectNode> show) {
    boolean paged = template.verbs().get("GET").query().contains("$top");
    int top = paged ? Math.min(SIZE, number(call, "$top", 1, SIZE)) : Integer.MAX_VALUE;
    int skip = paged ? number(call, "$skip", 0, 0) : 0;
    ObjectNode body = Json.object();
    ArrayNode value = body.putArray("value");
    members.stream().skip(skip).limit(top).map(show).forEach(value::add);
    body.put("count", members.size());
    if (paged && (long) skip + top < members.size()) {
      body.put("nextLink", nextLink(call, top, skip + top));
    } else if (skip == 0) {
      body.put("nextLink", "");
    }
    return Answer.json(200, body);
  }

  private static int number(Call call, String parameter, int least, int otherwise) {
    Optional<String> text = call.parameter(parameter);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw invalid(parameter, least);
    }
    throw invalid(parameter, least);
  }

  private static Refusal invalid(String parameter, int least) {
    return Refusal.field(
        parameter, "'" + parameter + "' must be an integer of at least " + least + ".");
  }

  private static String nextLink(Call call, int top, int skip) {
    StringBuilder link = new StringBuilder(call.base()).append(call.rawPath());
    String separator = "?";
    for (var parameter : call.parameters().entrySet()) {
      String name = Store.lower(parameter.getKey());
      if (!name.equals("$skip") && !name.equals("$top")) {
        link.append(separator).append(encode(parameter.getKey()));
        link.append('=').append(encode(parameter.getValue()));
        separator = "&";
      }
    }
    if (call.parameter("$top").isPresent()) {
      link.append(separator).append("%24top=").append(top);
      separator = "&";
    }
    return link.append(separator).append("%24skip=").append(skip).toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
