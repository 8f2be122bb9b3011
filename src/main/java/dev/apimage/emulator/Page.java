package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    return of(members, call, template, show, show.andThen(Json::write));
  }

  /**
   * A page of entities that some have as text already.
   *
   * @param show what a filter looks at
   * @param written the same as JSON text
   */
  static <T> Answer of(
      Collection<T> members,
      Call call,
      Contract.Template template,
      Function<T, ObjectNode> show,
      Function<T, String> written) {
    Optional<String> filter = call.parameter("$filter").filter(text -> !text.isBlank());
    if (filter.isEmpty() || !template.filter().isArray()) {
      return page(members, call, template, written);
    }
    ODataFilter wanted = parse(filter.get(), template);
    List<ObjectNode> passing = new ArrayList<>();
    for (T member : members) {
      ObjectNode shown = show.apply(member);
      if (wanted.test(shown)) {
        passing.add(shown);
      }
    }
    return page(passing, call, template, Json::write);
  }

  private static ODataFilter parse(String filter, Contract.Template template) {
    try {
      return ODataFilter.parse(filter, template.filter());
    } catch (FilterRefused e) {
      throw new Refusal(400, "ValidationError", e.getMessage());
    }
  }

  private static <T> Answer page(
      Collection<T> members, Call call, Contract.Template template, Function<T, String> written) {
    boolean paged = template.verbs().get("GET").query().contains("$top");
    int top = paged ? Math.min(SIZE, number(call, "$top", 1, SIZE)) : Integer.MAX_VALUE;
    int skip = paged ? number(call, "$skip", 0, 0) : 0;
    String value =
        members.stream().skip(skip).limit(top).map(written).collect(Collectors.joining(","));
    StringBuilder body = new StringBuilder(value.length() + 300);
    body.append("{\"value\":[").append(value).append("],\"count\":").append(members.size());
    if (paged && (long) skip + top < members.size()) {
      String link = nextLink(call, skip + top);
      body.append(",\"nextLink\":").append(Json.write(TextNode.valueOf(link)));
    } else if (skip == 0) {
      body.append(",\"nextLink\":\"\"");
    }
    return Answer.json(200, body.append('}').toString());
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

  /** The request's own parameters, and after them how much is passed over. */
  private static String nextLink(Call call, int skip) {
    StringBuilder link = new StringBuilder(call.base()).append(call.rawPath()).append('?');
    for (var parameter : call.parameters().entrySet()) {
      if (!parameter.getKey().equalsIgnoreCase("$skip")) {
        link.append(encode(parameter.getKey())).append('=').append(encode(parameter.getValue()));
        link.append('&');
      }
    }
    return link.append("%24skip=").append(skip).toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
