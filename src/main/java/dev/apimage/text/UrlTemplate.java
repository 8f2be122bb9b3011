package dev.apimage.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operation's address, with the query parameters taken out of it. By default an import puts
 * required query parameters into the template: {@code /orders?day={day}}.
 *
 * @param path with what of the query is fixed
 * @param query the name of each template parameter that stands in the query, by the query's own
 *     name
 */
record UrlTemplate(String path, Map<String, String> query) {
  private static final Pattern PARAMETER = Pattern.compile("([^=&]+)=\\{\\*?([^{}]*)}");
  private static final Pattern NAME = Pattern.compile("\\{\\*?([^{}]*)}");

  static UrlTemplate of(String template) {
    String full = template.startsWith("/") ? template : "/" + template;
    int mark = full.indexOf('?');
    if (mark < 0) {
      return new UrlTemplate(full, Map.of());
    }
    Map<String, String> query = new LinkedHashMap<>();
    List<String> fixed = new ArrayList<>();
    for (String part : full.substring(mark + 1).split("&", -1)) {
      Matcher matcher = PARAMETER.matcher(part);
      if (matcher.matches()) {
        query.put(matcher.group(1), matcher.group(2));
      } else if (!part.isEmpty()) {
        fixed.add(part);
      }
    }
    String path = full.substring(0, mark);
    return new UrlTemplate(fixed.isEmpty() ? path : path + "?" + String.join("&", fixed), query);
  }

  /** The names in braces in the path. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    Matcher matcher = NAME.matcher(path);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }
}
