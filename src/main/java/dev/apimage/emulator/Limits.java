package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * How many entities a service may hold in its pricing tier (Microsoft Learn, "Understanding Azure
 * API Management service limits", the update of March to May 2026). Operations and tags of APIs
 * count in every version and revision, and so does what lies in workspaces. How the refusal is
 * worded is not documented.
 */
final class Limits {
  /** The type of which an import or a new revision makes many at once. */
  static final String OPERATIONS = "apis/operations";

  private static final List<String> TIERS =
      List.of("consumption", "developer", "basic", "standard", "premium");

  private static final int NONE = Integer.MAX_VALUE;

  /**
   * Of each type, the limits in the order of the tiers; a classic tier and its v2 have the same.
   */
  private static final Map<String, List<Integer>> MOST =
      Map.of(
          OPERATIONS,
          List.of(3_000, 3_000, 10_000, 50_000, 75_000),
          "tags/apilinks",
          List.of(1_500, 1_500, 1_500, 2_500, 15_000),
          "namedvalues",
          List.of(5_000, 5_000, 5_000, 10_000, 18_000),
          "loggers",
          List.of(100, 100, 100, 200, 400),
          "products",
          List.of(100, 100, 200, 500, 2_000),
          "subscriptions",
          List.of(NONE, 10_000, 15_000, 25_000, 75_000),
          "users",
          List.of(NONE, 20_000, 20_000, 50_000, 75_000),
          "gateways",
          List.of(NONE, 5, NONE, NONE, 100));

  private static final int IDENTITIES = 10;

  private Limits() {}

  /**
   * Refuses what would be too many.
   *
   * @param type the resource type below the service or workspace
   * @param more how many are about to be made; nothing is refused for less than one
   * @throws Refusal 400 ValidationError
   */
  static void check(Service service, String type, int more) {
    int most = most(service.sku(), type);
    if (more > 0 && service.store().count(type) > most - more) {
      throw Refusal.invalid(
          Behaviours.of(type).internalName()
              + " limit reached: "
              + most
              + " in "
              + service.sku()
              + " pricing tier");
    }
  }

  private static int most(String sku, String type) {
    List<Integer> most = MOST.get(Store.lower(type));
    int tier = TIERS.indexOf(Store.lower(sku).replaceFirst("v2$", ""));
    return most == null || tier < 0 ? NONE : most.get(tier);
  }

  /**
   * Refuses a service with too many user-assigned identities.
   *
   * @param resource a service as it was sent
   * @throws Refusal 400 ValidationError
   */
  static void identities(JsonNode resource) {
    if (resource.path("identity").path("userAssignedIdentities").size() > IDENTITIES) {
      throw Refusal.field(
          "identity", "A service has at most " + IDENTITIES + " user-assigned identities.");
    }
  }
}
