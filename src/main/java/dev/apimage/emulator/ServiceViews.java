package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the service says about itself and its surroundings. Its place and its pricing tiers are
 * known; its network, its traffic and its portal do not exist here, and a request for them is told
 * so.
 */
final class ServiceViews {
  private static final List<String> LEFT_OUT =
      List.of(
          "PolicyDescription_ListByService",
          "OutboundNetworkDependenciesEndpoints_ListByService",
          "PrivateEndpointConnection_ListByService",
          "PrivateEndpointConnection_ListPrivateLinkResources",
          "PrivateEndpointConnection_GetByName",
          "PrivateEndpointConnection_GetPrivateLinkResource",
          "PrivateEndpointConnection_CreateOrUpdate",
          "PrivateEndpointConnection_Delete",
          "ApiManagementWorkspaceLinks_ListByService",
          "ApiManagementWorkspaceLink_Get",
          "Reports_ListByApi",
          "Reports_ListByUser",
          "Reports_ListByOperation",
          "Reports_ListByProduct",
          "Reports_ListByGeo",
          "Reports_ListBySubscription",
          "Reports_ListByTime",
          "Reports_ListByRequest",
          "NetworkStatus_ListByService",
          "NetworkStatus_ListByLocation",
          "PortalRevision_ListByService",
          "PortalRevision_Get",
          "PortalRevision_GetEntityTag",
          "PortalRevision_CreateOrUpdate",
          "PortalRevision_Update",
          "QuotaByCounterKeys_Update",
          "QuotaByPeriodKeys_Update",
          "QuotaByCounterKeys_ListByService",
          "QuotaByPeriodKeys_Get",
          "TenantConfiguration_GetSyncState");

  private ServiceViews() {}

  static Map<String, Special> operations() {
    Map<String, Special> operations = new HashMap<>();
    LEFT_OUT.forEach(name -> operations.put(name, ServiceViews::leftOut));
    operations.put(
        "Region_ListByService",
        (place, call, template, verb) ->
            Page.of(regions(place), call, template, ServiceViews::region));
    operations.put(
        "ApiManagementServiceSkus_ListAvailableServiceSkus",
        (place, call, template, verb) ->
            Page.of(skus(place.service().sku()), call, template, one -> one));
    return operations;
  }

  private static List<String> regions(Place place) {
    List<String> regions = new ArrayList<>();
    ObjectNode resource = place.service().resource();
    regions.add(Json.text(resource, "location"));
    resource
        .path("properties")
        .path("additionalLocations")
        .forEach(location -> regions.add(Json.text(location, "location")));
    return regions;
  }

  private static ObjectNode region(String name) {
    return Json.object().put("name", name).put("isMasterRegion", true).put("isDeleted", false);
  }

  /** The tiers that a service can change to (REST reference, Api Management Service Skus). */
  private static List<ObjectNode> skus(String sku) {
    if (sku.equalsIgnoreCase("Consumption")) {
      ObjectNode only = sku("Consumption");
      only.putNull("capacity");
      return List.of(only);
    }
    return List.of(
        scaled("Developer", 1, "none"),
        scaled("Basic", 2, "manual"),
        scaled("Standard", 4, "automatic"),
        scaled("Premium", 10, "automatic"),
        scaled("Isolated", 1, "automatic"));
  }

  private static ObjectNode sku(String name) {
    ObjectNode sku = Json.object().put("resourceType", "Microsoft.ApiManagement/service");
    sku.putObject("sku").put("name", name);
    return sku;
  }

  private static ObjectNode scaled(String name, int maximum, String scaleType) {
    ObjectNode sku = sku(name);
    sku.putObject("capacity")
        .put("minimum", 1)
        .put("maximum", maximum)
        .put("default", 1)
        .put("scaleType", scaleType);
    return sku;
  }

  private static Answer leftOut(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    throw Refusal.leftOut(verb.operation());
  }
}
