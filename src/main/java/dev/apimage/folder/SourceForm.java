package dev.apimage.folder;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The written forms of a secret's source. Key Vault's names are those of its documentation, "Vault
 * name and object name".
 */
final class SourceForm {
  private static final Pattern ANY = Pattern.compile("\\$\\{(env|file|keyvault):([^}]+)\\}");
  private static final Pattern VARIABLE = Pattern.compile("[^\\s=]+");
  private static final Pattern SECRET =
      Pattern.compile("([A-Za-z][A-Za-z0-9-]{2,23})/([A-Za-z0-9-]{1,127})(?:/([A-Za-z0-9]+))?");

  private SourceForm() {}

  static SourceText parse(String text) {
    Matcher form = ANY.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("it is none of the three forms");
    }
    String rest = form.group(2);
    return switch (form.group(1)) {
      case "env" -> variable(rest);
      case "file" -> new SourceText.TextFile(rest);
      default -> keyVault(rest);
    };
  }

  private static SourceText variable(String name) {
    if (!VARIABLE.matcher(name).matches()) {
      throw new IllegalArgumentException("the variable's name holds a blank or =");
    }
    return new SourceText.Variable(name);
  }

  private static SourceText keyVault(String text) {
    Matcher secret = SECRET.matcher(text);
    if (!secret.matches()) {
      throw new IllegalArgumentException("it is not vault/name or vault/name/version");
    }
    String version = secret.group(3);
    return new SourceText.KeyVault(
        secret.group(1), secret.group(2), version == null ? "" : version);
  }

  /** True if a text looks as if it should be replaced by a source's value. */
  static boolean isIn(String text) {
    return ANY.matcher(text).find();
  }
}
