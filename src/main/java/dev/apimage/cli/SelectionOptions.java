package dev.apimage.cli;

import dev.apimage.keys.Selection;
import dev.apimage.model.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Which subscriptions. */
final class SelectionOptions {
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})([dhm])");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The subscription of that name; may be repeated.")
  private List<String> names = List.of();

  @Option(
      names = "--product",
      paramLabel = "NAME",
      description = "All subscriptions to a product; may be repeated.")
  private List<String> products = List.of();

  @Option(
      names = "--owner",
      paramLabel = "USER",
      description = "All subscriptions of a user, by name or e-mail; may be repeated.")
  private List<String> owners = List.of();

  @Option(
      names = "--older-than",
      paramLabel = "TIME",
      description = "Of those only the ones with a key older than 90d, 12h …")
  private String olderThan;

  @Option(names = "--all", description = "All subscriptions but the built-in all-access one.")
  private boolean all;

  Selection selection() {
    Optional<Duration> age = Optional.ofNullable(olderThan).map(t -> time("--older-than", t));
    Selection selection = new Selection(all, names, products, owners, age);
    if (all && !(names.isEmpty() && products.isEmpty() && owners.isEmpty())) {
      throw usage("--all contradicts --name, --product and --owner");
    }
    return selection;
  }

  /** What was typed, to be typed again. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    names.forEach(name -> words.addAll(List.of("--name", name)));
    products.forEach(product -> words.addAll(List.of("--product", product)));
    owners.forEach(owner -> words.addAll(List.of("--owner", owner)));
    if (olderThan != null) {
      words.addAll(List.of("--older-than", olderThan));
    }
    if (all) {
      words.add("--all");
    }
    return words;
  }

  boolean needsAges() {
    return olderThan != null;
  }

  static Duration time(String option, String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw usage(option + " is a time such as 90d, 12h or 30m, not " + text);
    }
    long number = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "d" -> Duration.ofDays(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofMinutes(number);
    };
  }

  static ProblemException usage(String text) {
    return Usage.error(text);
  }
}
