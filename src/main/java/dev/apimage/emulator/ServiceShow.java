package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Services as ARM shows them. */
final class ServiceShow {
  private static final String TYPE = "Microsoft.ApiManagement/service";

  /** How long a service can be restored. */
  private static final Duration KEPT = Duration.ofDays(2);

  private ServiceShow() {}

  /** A service that runs. */
  static ObjectNode live(Call call, Service service) {
    ObjectNode shown = service.resource();
    shown.put("id", id(call, service));
    shown.put("name", service.name());
    shown.put("type", TYPE);
    shown.put("etag", "AAAAAAAAAAE=");
    Json.defaultTo(shown, "tags", Json.object());
    ServiceDefaults.complete(service.name(), service.sku(), shown);
    shown
        .putObject("systemData")
        .put("createdBy", "emulated")
        .put("createdByType", "Application")
        .put("createdAt", Keys.EPOCH)
        .put("lastModifiedBy", "emulated")
        .put("lastModifiedByType", "Application")
        .put("lastModifiedAt", Keys.EPOCH);
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
            + "/providers/Microsoft.ApiManagement/locations/"
            + region(service)
            + "/deletedservices/"
            + service.name());
    shown.put("name", service.name());
    shown.put("type", "Microsoft.ApiManagement/deletedservices");
    shown.put("location", Json.text(service.resource(), "location"));
    shown
        .putObject("properties")
        .put("serviceId", id(call, service))
        .put("deletionDate", Keys.EPOCH)
        .put("scheduledPurgeDate", Instant.parse(Keys.EPOCH).plus(KEPT).toString());
    return shown;
  }

  /** A service's location as it stands in paths: {@code westeurope}. */
  static String region(Service service) {
    return region(Json.text(service.resource(), "location"));
  }

  static String region(String location) {
    return Store.lower(location.replace(" ", ""));
  }
}
