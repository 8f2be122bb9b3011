package dev.apimage.folder;

import dev.apimage.kind.Kind;
import dev.apimage.text.KindSchema;

/** The first line of each YAML file, by which editors find the file's JSON Schema. */
public final class SchemaHeader {
  private SchemaHeader() {}

  /** The comment's text for resources of a kind, without its {@code #}. */
  public static String of(Kind kind) {
    return line(KindSchema.fileName(kind));
  }

  /** The comment's text for a schema's name: {@code backend}, {@code environment}. */
  public static String of(String schema) {
    return line(KindSchema.fileName(schema));
  }

  private static String line(String file) {
    return "yaml-language-server: $schema=" + KindSchema.BASE + file;
  }
}
