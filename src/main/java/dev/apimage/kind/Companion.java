package dev.apimage.kind;

import dev.apimage.model.Position;

/**
 * A part of a resource that is kept in a file of its own beside the YAML, because it is a document
 * that people edit with its own tools.
 *
 * @param stem the file's name without its ending; empty for the resource's own file name
 * @param position where the content belongs in the resource's tree
 * @param extension the file's ending without a dot; unique within a kind
 * @param json true if the content is a JSON tree, false if it is text
 */
public record Companion(String stem, Position position, String extension, boolean json) {
  static Companion text(String position, String extension) {
    return new Companion("", Position.parse(position), extension, false);
  }

  static Companion named(String stem, String position, String extension) {
    return new Companion(stem, Position.parse(position), extension, false);
  }

  static Companion json(String position, String extension) {
    return new Companion("", Position.parse(position), extension, true);
  }

  /** True if the content is a policy, which is compared by its canonical form. */
  public boolean isPolicy() {
    return extension.equals("xml");
  }
}
