package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the service says about itself and its surroundings; nobody configures it here. */
final class ServiceViews {
  private static final List<String> EMPTY =
      List.of(
          "Region_ListByService",
          "PolicyDescription_ListByService",
          "OutboundNetworkDependenciesEndpoints_ListByService",
          "PrivateEndpointConnection_ListByService",
          "PrivateEndpointConnection_ListPrivateLinkResources",
          "ApiManagementWorkspaceLinks_ListByService",
          "ApiManagementServiceSkus_ListAvailableServiceSkus",
          "Reports_ListByApi",
          "Reports_ListByUser",
          "Reports_ListByOperation",
          "Reports_ListByProduct",
          "Reports_ListByGeo",
          "Reports_ListBySubscription",
          "Reports_ListByTime",
          "Reports_ListByRequest",
          "NetworkStatus_ListByService",
          "NetworkStatus_ListByLocation");

  private ServiceViews() {}

  static Map<String, Special> operations() {
    Map<String, Special> operations = new HashMap<>();
    for (String name : EMPTY) {
      operations.put(
          name, (place, call, template, verb) -> Page.of(List.of(), call, template, one -> null));
    }
    operations.put(
        "Region_ListByService",
        (place, call, template, verb) ->
            Page.of(List.of("West Europe"), call, template, ServiceViews::region));
    operations.put(
        "NetworkStatus_ListByService", (p, call, t, verb) -> Answer.json(200, Json.array()));
    operations.put("PrivateEndpointConnection_CreateOrUpdate", ServiceViews::leftOut);
    operations.put("PrivateEndpointConnection_Delete", ServiceViews::leftOut);
    operations.put("PortalRevision_CreateOrUpdate", ServiceViews::leftOut);
    operations.put("PortalRevision_Update", ServiceViews::leftOut);
    operations.put("QuotaByCounterKeys_Update", ServiceViews::leftOut);
    operations.put("QuotaByPeriodKeys_Update", ServiceViews::leftOut);
    operations.put("QuotaByCounterKeys_ListByService", ServiceViews::leftOut);
    operations.put("QuotaByPeriodKeys_Get", ServiceViews::leftOut);
    operations.put("TenantConfiguration_GetSyncState", ServiceViews::leftOut);
    return operations;
  }

  private static ObjectNode region(String name) {
    return Json.object().put("name", name).put("isMasterRegion", true).put("isDeleted", false);
  }

  private static Answer leftOut(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    throw Refusal.leftOut(verb.operation());
  }
}
