package dev.apimage.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A property that holds a secret.
 *
 * @param path where it stands; {@code *} for each key of a map, {@code [*]} for each list item
 * @param visibility what the service shows of it
 * @param when whether it is one, given the resource's tree
 */
public record SecretPosition(PathPattern path, Visibility visibility, Predicate<ObjectNode> when) {
  public SecretPosition {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(visibility, "visibility");
    Objects.requireNonNull(when, "when");
  }

  /** True if GET leaves the property out. */
  public boolean isHidden() {
    return visibility == Visibility.ABSENT || visibility == Visibility.OPTIONAL;
  }

  /** What GET shows of a secret. */
  public enum Visibility {
    /** The value itself, so that the tool has to withhold it. */
    CLEAR,
    /** Nothing at all: the property is absent although it has a value. */
    ABSENT,
    /** Nothing, whether there is a value or none. */
    OPTIONAL,
    /** A reference to a named value that the service made for it, or a mask. */
    MASKED
  }
}
