package dev.apimage.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What an import makes of an operation, as far as it can be compared. An empty text is something
 * that the document leaves to the service, and equal to anything.
 *
 * @param name the resource's name: the operationId by the service's naming rule
 * @param method in capitals
 * @param urlTemplate without the part behind {@code ?} that names parameters
 * @param displayName the summary
 * @param description may be empty
 * @param parameters of template, query and headers
 * @param responses status codes, sorted; {@code *} alone where a document has none in numbers
 */
public record ProjectedOperation(
    String name,
    String method,
    String urlTemplate,
    String displayName,
    String description,
    List<ProjectedParameter> parameters,
    List<String> responses) {
  private static final int LONGEST_DESCRIPTION = 1000;

  public ProjectedOperation {
    parameters = List.copyOf(parameters);
    responses = List.copyOf(new TreeSet<>(responses));
  }

  /** One newline form and no white space at the edges, cut to what an operation may hold. */
  static String plain(String text) {
    String plain = text.replace("\r\n", "\n").strip();
    return plain.length() <= LONGEST_DESCRIPTION
        ? plain
        : plain.substring(0, LONGEST_DESCRIPTION).strip();
  }

  /** True if a call of one is a call of the other. */
  boolean isSameCall(ProjectedOperation other) {
    return method.equals(other.method) && urlTemplate.equals(other.urlTemplate);
  }

  /** In which properties two operations with the same name differ; no values are named. */
  List<String> differences(ProjectedOperation other) {
    List<String> found = new ArrayList<>();
    if (differ(method, other.method)) {
      found.add("method");
    }
    if (differ(urlTemplate, other.urlTemplate)) {
      found.add("urlTemplate");
    }
    if (differ(plain(displayName), plain(other.displayName))) {
      found.add("displayName");
    }
    if (!sameDescription(other)) {
      found.add("description");
    }
    parameters(other, found);
    boolean any = responses.contains("*") || other.responses.contains("*");
    if (!any && !responses.equals(other.responses)) {
      found.add("responses");
    }
    return found;
  }

  private static boolean differ(String one, String other) {
    return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
  }

  /** The service may put the display name where a document has no description. */
  private boolean sameDescription(ProjectedOperation other) {
    String one = plain(description);
    String two = plain(other.description);
    return one.equals(two)
        || (one.isEmpty() && two.equals(plain(other.displayName)))
        || (two.isEmpty() && one.equals(plain(displayName)));
  }

  private void parameters(ProjectedOperation other, List<String> found) {
    Map<String, ProjectedParameter> theirs = new LinkedHashMap<>();
    other.parameters.forEach(p -> theirs.put(p.key(), p));
    for (ProjectedParameter mine : parameters) {
      ProjectedParameter match = theirs.remove(mine.key());
      if (match == null) {
        found.add(mine.key());
      } else {
        mine.differences(match).forEach(d -> found.add(mine.key() + ": " + d));
      }
    }
    found.addAll(theirs.keySet());
  }
}
