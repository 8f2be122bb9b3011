package dev.apimage.kind;

/** How a resource of a kind lies in the artefact folder. */
public enum Layout {
  /** {@code namedValues/<name>.yaml}. */
  FILE,
  /** {@code apis/<name>/api.yaml}; children lie in the same folder. */
  FOLDER,
  /**
   * A text without YAML, named after its kind beside its owner: {@code policy.xml}, or {@code
   * <owner>.policy.xml} where the owner is a plain file.
   */
  TEXT
}
