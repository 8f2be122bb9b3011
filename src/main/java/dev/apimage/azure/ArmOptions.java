package dev.apimage.azure;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.util.Objects;

/**
 * How to speak to Resource Manager, whoever is the target.
 *
 * @param apiVersion the version of the management API
 * @param userAgent how the tool names itself
 * @param progress told about waits
 * @param time the clock
 */
public record ArmOptions(String apiVersion, String userAgent, Progress progress, Timekeeper time) {
  /** The version of the management API that the table of kinds is written for. */
  public static final String API_VERSION = "2024-05-01";

  /** Older versions return keys in plain GET answers, which would break the key-free promise. */
  static final String OLDEST_API_VERSION = "2021-08-01";

  /**
   * Checks the version.
   *
   * @throws ProblemException {@link Code#BAD_TARGET} if it is too old or no version
   */
  public ArmOptions {
    Objects.requireNonNull(userAgent, "userAgent");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(time, "time");
    if (!apiVersion.matches("\\d{4}-\\d{2}-\\d{2}(-preview)?")) {
      throw new ProblemException(
          Problem.error(Code.BAD_TARGET, "\"" + apiVersion + "\" is not an api-version")
              .advise("It looks like " + API_VERSION + "."));
    }
    if (apiVersion.compareTo(OLDEST_API_VERSION) < 0) {
      throw new ProblemException(
          Problem.error(
                  Code.BAD_TARGET,
                  "api-version " + apiVersion + " is refused: it returns keys when it is read")
              .advise("Use " + OLDEST_API_VERSION + " or newer."));
    }
  }

  /** What is right unless somebody says otherwise. */
  public static ArmOptions defaults() {
    String version = ArmOptions.class.getPackage().getImplementationVersion();
    return new ArmOptions(
        API_VERSION,
        // The property is for our own measurements, which tell runs apart by it.
        System.getProperty("apimage.userAgent", "apimage/" + (version == null ? "dev" : version)),
        Progress.NONE,
        Timekeeper.SYSTEM);
  }

  /** The same, speaking another version of the management API. */
  public ArmOptions withApiVersion(String other) {
    return new ArmOptions(other, userAgent, progress, time);
  }

  /** The same, telling somebody about waits. */
  public ArmOptions withProgress(Progress listener) {
    return new ArmOptions(apiVersion, userAgent, listener, time);
  }

  /** The same with another clock. */
  public ArmOptions withTime(Timekeeper clock) {
    return new ArmOptions(apiVersion, userAgent, progress, clock);
  }
}
