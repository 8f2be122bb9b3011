package dev.apimage.emulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A policy's mention of another entity, which API Management checks when the policy is stored.
 *
 * @param id the named value's displayName, or the resource name of anything else
 * @param element the element that holds it
 * @param line the line of the element's name, from 1
 * @param column the column of the element's name, from 1, as in "Error in element 'x' on line 4,
 *     column 4"
 */
record PolicyReference(Type type, String id, String element, int line, int column) {
  /**
   * {@code {{name}}}, by the rule for a named value's displayName (REST reference, Named Value).
   */
  static final Pattern NAMED_VALUE = Pattern.compile("\\{\\{([A-Za-z0-9\\-._]+)}}");

  /** What is referred to. */
  enum Type {
    NAMED_VALUE,
    BACKEND,
    FRAGMENT,
    CERTIFICATE,
    THUMBPRINT,
    LOGGER,
    SCHEMA
  }

  /** Whether the text has {@code {{name}}} at this index. */
  static boolean namedValueAt(String text, int at) {
    Matcher matcher = NAMED_VALUE.matcher(text);
    return matcher.region(at, text.length()).lookingAt();
  }
}
