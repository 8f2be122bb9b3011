package dev.apimage.azure;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One API Management service, by its place in Azure.
 *
 * @param subscription the Azure subscription's id
 * @param resourceGroup the resource group's name
 * @param service the service's name
 * @param cloud where it is asked
 */
public record Target(String subscription, String resourceGroup, String service, Cloud cloud) {
  private static final Pattern ID =
      Pattern.compile(
          "/?subscriptions/([^/]+)/resourceGroups/([^/]+)"
              + "/providers/Microsoft\\.ApiManagement/service/([^/]+)/?",
          Pattern.CASE_INSENSITIVE);
  // REST reference, Api Management Service - Get: the pattern of serviceName.
  private static final Pattern SERVICE =
      Pattern.compile("[a-zA-Z](?:[a-zA-Z0-9-]{0,48}[a-zA-Z0-9])?");
  // Resource Manager's naming rules for subscriptions and resource groups.
  private static final Pattern SUBSCRIPTION = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final Pattern GROUP =
      Pattern.compile("[\\p{L}\\p{N}_().-]{0,89}[\\p{L}\\p{N}_()-]");

  /**
   * Checks each part.
   *
   * @throws ProblemException {@link Code#BAD_TARGET}, one for each part that is missing or wrong
   */
  public Target {
    Objects.requireNonNull(cloud, "cloud");
    List<Problem> problems = new ArrayList<>();
    check(problems, "subscription", "--subscription", subscription, SUBSCRIPTION);
    check(problems, "resource group", "--resource-group", resourceGroup, GROUP);
    check(problems, "service name", "--service", service, SERVICE);
    if (!problems.isEmpty()) {
      throw new ProblemException(problems);
    }
  }

  /**
   * Reads a full resource id, {@code
   * /subscriptions/…/resourceGroups/…/providers/Microsoft.ApiManagement/service/…}.
   *
   * @throws ProblemException {@link Code#BAD_TARGET} if it is none
   */
  public static Target parse(String id, Cloud cloud) {
    Matcher matcher = ID.matcher(id.strip());
    if (!matcher.matches()) {
      throw new ProblemException(
          Problem.error(
                  Code.BAD_TARGET, "\"" + id + "\" is not the id of an API Management service")
              .advise(
                  "It looks like /subscriptions/…/resourceGroups/…/providers/"
                      + "Microsoft.ApiManagement/service/NAME."));
    }
    return new Target(matcher.group(1), matcher.group(2), matcher.group(3), cloud);
  }

  /** The service's resource id, which all of its resources' ids start with. */
  public String servicePath() {
    return "/subscriptions/"
        + subscription
        + "/resourceGroups/"
        + resourceGroup
        + "/providers/Microsoft.ApiManagement/service/"
        + service;
  }

  private static void check(
      List<Problem> problems, String what, String option, String value, Pattern form) {
    if (value == null || value.isBlank()) {
      problems.add(
          Problem.error(Code.BAD_TARGET, "the target has no " + what)
              .advise("Say it with " + option + " or in the environment's target."));
    } else if (!form.matcher(value).matches()) {
      problems.add(Problem.error(Code.BAD_TARGET, "\"" + value + "\" cannot be a " + what));
    }
  }
}
