package dev.apimage.folder;

/** Where a secret comes from, as an environment file says it. It never holds the secret itself. */
public sealed interface SourceText {
  /**
   * {@code ${env:NAME}}.
   *
   * @param name the environment variable's name
   */
  record Variable(String name) implements SourceText {
    @Override
    public String toString() {
      return "${env:" + name + "}";
    }
  }

  /**
   * {@code ${file:path}}.
   *
   * @param path absolute, or relative to the artefact folder
   */
  record TextFile(String path) implements SourceText {
    @Override
    public String toString() {
      return "${file:" + path + "}";
    }
  }

  /**
   * {@code ${keyvault:vault/name}} or {@code ${keyvault:vault/name/version}}.
   *
   * @param vault the vault's name without its domain
   * @param name the secret's name
   * @param version empty for the newest
   */
  record KeyVault(String vault, String name, String version) implements SourceText {
    @Override
    public String toString() {
      return "${keyvault:" + vault + "/" + name + (version.isEmpty() ? "}" : "/" + version + "}");
    }
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if it is none; the message does not repeat it, for it could be
   *     the secret itself
   */
  static SourceText parse(String text) {
    return SourceForm.parse(text);
  }
}
