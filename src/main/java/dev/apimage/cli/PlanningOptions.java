package dev.apimage.cli;

import dev.apimage.model.Address;
import dev.apimage.model.Code;
import dev.apimage.model.KeyPattern;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.plan.PlanOptions;
import dev.apimage.plan.TargetFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** What a publish may do. */
final class PlanningOptions {
  @Option(names = "--prune", description = "Delete what only the target has.")
  private boolean prune;

  @Option(
      names = "--max-deletes",
      paramLabel = "N",
      converter = WholeNumber.class,
      defaultValue = "10",
      description = "Refuse to delete more. Default: ${DEFAULT-VALUE}.")
  private int maxDeletes;

  @Option(
      names = "--on-missing-owner",
      paramLabel = "drop|skip|fail",
      defaultValue = "drop",
      description = "For subscriptions whose owner the target lacks. Default: drop the owner.")
  private PlanOptions.MissingOwner missingOwner;

  @Option(
      names = "--write-secrets",
      arity = "0..1",
      fallbackValue = "**",
      paramLabel = "PATTERN",
      description = "Send supplied secrets that the target never shows; all, or those that match.")
  private List<String> writeSecrets = List.of();

  @Option(names = "--allow-empty", description = "Go on although the folder holds nothing.")
  private boolean allowEmpty;

  /** For who only looks: an empty folder is no fault then. */
  static PlanningOptions forReading() {
    PlanningOptions options = new PlanningOptions();
    options.maxDeletes = Integer.MAX_VALUE;
    options.missingOwner = PlanOptions.MissingOwner.DROP;
    options.allowEmpty = true;
    return options;
  }

  PlanOptions options(Predicate<Address> owned, TargetFacts facts) {
    List<KeyPattern> patterns = writeSecrets.stream().map(PlanningOptions::pattern).toList();
    return new PlanOptions(
        prune,
        maxDeletes,
        owned,
        (address, key) -> patterns.stream().anyMatch(p -> p.matches(address, key.toString())),
        missingOwner,
        facts);
  }

  private static KeyPattern pattern(String text) {
    try {
      return KeyPattern.parse(text);
    } catch (IllegalArgumentException e) {
      throw Usage.error("--write-secrets " + text + ": " + e.getMessage());
    }
  }

  /** Without --prune, which reports add where something is deleted. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (maxDeletes != 10 && maxDeletes != Integer.MAX_VALUE) {
      words.add("--max-deletes");
      words.add(Integer.toString(maxDeletes));
    }
    writeSecrets.forEach(pattern -> words.add("--write-secrets=" + pattern));
    return words;
  }

  void refuseEmpty(int resources) {
    if (resources == 0 && !allowEmpty) {
      throw new ProblemException(
          Problem.error(Code.EMPTY, "nothing is left to publish")
              .advise("Check --folder and the environment's exclude, or say --allow-empty."));
    }
  }
}
