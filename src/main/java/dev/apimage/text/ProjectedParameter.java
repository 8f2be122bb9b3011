package dev.apimage.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A parameter of an operation, as an import makes it.
 *
 * @param place where a caller puts it
 * @param name as typed; header names do not differ by case
 * @param type such as {@code string}; empty where a document does not say
 * @param required whether a call needs it
 * @param defaultValue as text; empty for none
 * @param values the only ones allowed, sorted; empty for any
 * @param description empty for none
 */
public record ProjectedParameter(
    Place place,
    String name,
    String type,
    boolean required,
    String defaultValue,
    List<String> values,
    String description) {
  public ProjectedParameter {
    values = values.stream().sorted().toList();
  }

  /** Where a parameter stands in a call. A required one of the query may stand in the template. */
  public enum Place {
    TEMPLATE,
    QUERY,
    HEADER
  }

  String key() {
    String text = place.name().toLowerCase(Locale.ROOT) + " parameter " + name;
    return place == Place.HEADER ? text.toLowerCase(Locale.ROOT) : text;
  }

  /** The names of the properties in which two parameters with the same key differ. */
  List<String> differences(ProjectedParameter other) {
    List<String> found = new ArrayList<>();
    boolean typed = !type.isEmpty() && !other.type.isEmpty();
    if (typed && !type.equalsIgnoreCase(other.type)) {
      found.add("type");
    }
    if (required != other.required) {
      found.add("required");
    }
    if (!defaultValue.equalsIgnoreCase(other.defaultValue)) {
      found.add("defaultValue");
    }
    if (!values.equals(other.values)) {
      found.add("values");
    }
    if (!ProjectedOperation.plain(description)
        .equals(ProjectedOperation.plain(other.description))) {
      found.add("description");
    }
    return found;
  }
}
