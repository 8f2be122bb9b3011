package dev.apimage.folder;

import java.util.List;

/**
 * What differs on one target.
 *
 * @param name the file's name without its extension
 * @param target the service, as far as it is said
 * @param secrets sources of secrets
 * @param set other values
 * @param exclude what is not published
 */
public record Environment(
    String name,
    TargetSpec target,
    List<SecretRule> secrets,
    List<SetRule> set,
    List<ExcludeRule> exclude) {
  public Environment {
    secrets = List.copyOf(secrets);
    set = List.copyOf(set);
    exclude = List.copyOf(exclude);
  }
}
