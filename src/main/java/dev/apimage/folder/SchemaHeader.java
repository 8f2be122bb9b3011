package dev.apimage.folder;

import dev.apimage.kind.Kind;
import java.util.Locale;

/** The first line of each YAML file, by which editors find the file's JSON Schema. */
public final class SchemaHeader {
  /** Where the JSON Schemas of format 1 are published. */
  public static final String BASE = "https://apimage.dev/schemas/1/";

  private SchemaHeader() {}

  /** The comment's text for resources of a kind, without its {@code #}. */
  public static String of(Kind kind) {
    return of(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** The comment's text for a schema's name: {@code backend}, {@code environment}. */
  public static String of(String schema) {
    return "yaml-language-server: $schema=" + BASE + schema + ".json";
  }
}
