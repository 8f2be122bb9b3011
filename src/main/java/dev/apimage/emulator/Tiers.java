package dev.apimage.emulator;

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

  private Tiers() {}

  static void check(Service service, Contract.Template template) {
    String collection = template.segments().get(Place.SERVICE_SEGMENTS).toLowerCase(Locale.ROOT);
    String sku = service.sku();
    String tier = sku.toLowerCase(Locale.ROOT);
    boolean notThere = tier.equals("consumption") && NOT_CONSUMPTION.contains(collection);
    boolean elsewhere = ONLY.containsKey(collection) && !ONLY.get(collection).contains(tier);
    if (notThere || elsewhere) {
      throw new Refusal(
          400, "MethodNotAllowedInPricingTier", "Method not allowed in " + sku + " pricing tier");
    }
  }
}
