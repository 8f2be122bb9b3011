package dev.apimage.cli;

import dev.apimage.azure.ArmConnection;
import dev.apimage.keys.SecretNames;
import dev.apimage.keys.VaultKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which Key Vault keys are delivered to, and how they are written there. */
final class VaultOptions {
  private static final String SCHEME = "keyvault:";

  /** Key Vault takes 15 tags, 5 of which are apimage's own. */
  private static final int MOST_TAGS = 10;

  @Option(
      names = "--to",
      paramLabel = "keyvault:VAULT",
      description = "The Key Vault, by its name without a domain.")
  private String to;

  @Option(
      names = "--secret-name",
      paramLabel = "PATTERN",
      defaultValue = SecretNames.DEFAULT,
      description = "How its secrets are named. Default: ${DEFAULT-VALUE}.")
  private String pattern;

  @Option(
      names = "--tag",
      paramLabel = "NAME=VALUE",
      description = "A tag on each secret that is written; may be repeated.")
  private Map<String, String> tags = new LinkedHashMap<>();

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "When a written secret expires, from now: 180d, 12h …")
  private String expires;

  @Option(
      names = "--take-over",
      description = "Write new versions of secrets that apimage did not write.")
  private boolean takeOver;

  boolean isGiven() {
    return to != null;
  }

  /** The vault's name. */
  String vault() {
    if (to == null || !to.startsWith(SCHEME)) {
      throw SelectionOptions.usage("say which Key Vault with --to keyvault:VAULT");
    }
    return to.substring(SCHEME.length());
  }

  String pattern() {
    return pattern;
  }

  /** What was typed, to be typed again. */
  List<String> words() {
    List<String> words = new ArrayList<>(List.of("--to", to));
    if (!isStandardPattern()) {
      words.addAll(List.of("--secret-name", pattern));
    }
    tags.forEach((name, value) -> words.addAll(List.of("--tag", name + "=" + value)));
    if (expires != null) {
      words.addAll(List.of("--expires", expires));
    }
    return words;
  }

  boolean isStandardPattern() {
    return pattern.equals(SecretNames.DEFAULT);
  }

  VaultKeys open(ArmConnection connection, String vault, String names) {
    Instant now = connection.time().now();
    Optional<Instant> end =
        Optional.ofNullable(expires).map(t -> now.plus(SelectionOptions.time("--expires", t)));
    if (tags.size() > MOST_TAGS
        || tags.keySet().stream().anyMatch(tag -> tag.startsWith("apimage-"))) {
      throw SelectionOptions.usage(
          "--tag: at most " + MOST_TAGS + " tags, none of which begins with apimage-");
    }
    String service = connection.target().service();
    return new VaultKeys(
        connection.vaults().open(vault),
        service,
        new SecretNames(names, service),
        new VaultKeys.Options(tags, end, takeOver));
  }
}
