package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Services as ARM shows them. */
final class ServiceShow {
  private static final String TYPE = "Microsoft.ApiManagement/service";

  private ServiceShow() {}

  /** A service that runs. */
  static ObjectNode live(Call call, Service service) {
    ObjectNode shown = service.resource();
    shown.put("id", id(call, service));
    shown.put("name", service.name());
    shown.put("type", TYPE);
    shown.put("etag", "AAAAAAAAAAE=");
    ObjectNode properties =
        shown.path("properties") instanceof ObjectNode given
            ? given
            : shown.putObject("properties");
    properties
        .put("provisioningState", "Succeeded")
        .put("targetProvisioningState", "")
        .put("createdAtUtc", Keys.EPOCH)
        .put("gatewayUrl", "https://" + service.name() + ".azure-api.net")
        .put("managementApiUrl", "https://" + service.name() + ".management.azure-api.net")
        .put("platformVersion", "stv2");
    return shown;
  }

  private static String id(Call call, Service service) {
    List<String> segments = call.segments();
    String group =
        segments.size() > 3 && segments.get(2).equalsIgnoreCase("resourceGroups")
            ? segments.get(3)
            : "emulated";
    return "/subscriptions/"
        + segments.get(1)
        + "/resourceGroups/"
        + group
        + "/providers/"
        + TYPE
        + "/"
        + service.name();
  }

  /** A service that was deleted softly. */
  static ObjectNode deleted(Call call, Service service) {
    ObjectNode shown = Json.object();
    shown.put(
        "id",
        "/subscriptions/"
            + call.segments().get(1)
            + "/providers/Microsoft.ApiManagement/locations/westeurope/deletedservices/"
            + service.name());
    shown.put("name", service.name());
    shown.put("type", "Microsoft.ApiManagement/deletedservices");
    shown.put("location", Json.text(service.resource(), "location"));
    shown
        .putObject("properties")
        .put("serviceId", id(call, service))
        .put("deletionDate", Keys.EPOCH)
        .put("scheduledPurgeDate", Keys.EPOCH);
    return shown;
  }
}
