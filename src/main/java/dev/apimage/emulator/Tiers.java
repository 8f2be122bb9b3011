package dev.apimage.emulator;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which pricing tiers lack which collections (API Management: feature comparison of the tiers). */
final class Tiers {
  private static final Set<String> NOT_CONSUMPTION =
      Set.of(
          "groups",
          "users",
          "gateways",
          "tenant",
          "notifications",
          "templates",
          "portalrevisions",
          "portalsettings",
          "portalconfigs",
          "contenttypes",
          "identityproviders",
          "issues");

  /** Collections that only these tiers have; every other collection is everywhere. */
  private static final Map<String, Set<String>> ONLY =
      Map.of(
          "gateways", Set.of("developer", "premium"),
          "workspaces", Set.of("premium", "premiumv2"),
          "policyrestrictions", Set.of("developer", "premium"));

  private static final List<String> NAMES =
      List.of(
          "Consumption",
          "Developer",
          "Basic",
          "Standard",
          "Premium",
          "BasicV2",
          "StandardV2",
          "PremiumV2",
          "Isolated");

  private Tiers() {}

  /**
   * A tier as ARM spells it.
   *
   * @throws IllegalArgumentException there is no such tier
   */
  static String named(String sku) {
    return NAMES.stream()
        .filter(sku::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no pricing tier " + sku + ", but " + String.join(", ", NAMES)));
  }

  static void check(Service service, Contract.Template template) {
    String collection = template.segments().get(Place.SERVICE_SEGMENTS).toLowerCase(Locale.ROOT);
    String sku = service.sku();
    String tier = sku.toLowerCase(Locale.ROOT);
    boolean notThere = tier.equals("consumption") && NOT_CONSUMPTION.contains(collection);
    boolean elsewhere = ONLY.containsKey(collection) && !ONLY.get(collection).contains(tier);
    if (notThere || elsewhere || git(tier, template)) {
      throw new Refusal(
          400, "MethodNotAllowedInPricingTier", "Method not allowed in " + sku + " pricing tier");
    }
  }

  /** The v2 tiers keep no configuration in Git (v2 tiers overview, limitations). */
  private static boolean git(String tier, Contract.Template template) {
    return tier.endsWith("v2")
        && template.segments().get(Place.SERVICE_SEGMENTS).equals("tenant")
        && (template.segments().contains("{configurationName}")
            || template.segments().contains("git"));
  }
}
