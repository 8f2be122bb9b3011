package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The services of one emulator and what ARM does with a service as a whole. */
final class Services {
  /** Seconds after which to ask again; Azure says 60. */
  private static final String RETRY_AFTER = "1";

  /** The query parameter of an address that answers with a status. */
  private static final String STATUS = "asyncResponse";

  private final Map<String, Service> services =
      new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Service> deleted =
      new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
  private final LongRunning running = new LongRunning();
  private final boolean empty;

  /**
   * Those that were kept, and those that the options name.
   *
   * @param kept what an earlier emulator left
   */
  Services(EmulatorOptions options, List<StateFile.Saved> kept) {
    empty = options.empty();
    for (StateFile.Saved saved : kept) {
      (saved.deleted() ? deleted : services).put(saved.service().name(), saved.service());
    }
    for (String name : options.services()) {
      if (services.containsKey(name) || deleted.containsKey(name)) {
        continue;
      }
      ObjectNode resource = Json.object().put("location", "West Europe");
      resource.putObject("sku").put("name", Tiers.named(options.sku())).put("capacity", 1);
      resource
          .putObject("properties")
          .put("publisherEmail", "admin@example.com")
          .put("publisherName", "Example");
      add(name, resource);
    }
  }

  Optional<Service> find(String name) {
    return Optional.ofNullable(services.get(name));
  }

  /** All of them, those included that were deleted softly. */
  List<StateFile.Saved> all() {
    List<StateFile.Saved> all = new ArrayList<>();
    services.values().forEach(service -> all.add(new StateFile.Saved(service, false)));
    deleted.values().forEach(service -> all.add(new StateFile.Saved(service, true)));
    return all;
  }

  private Service add(String name, ObjectNode resource) {
    Service service = new Service(name, resource);
    Fresh.fill(service, empty);
    services.put(name, service);
    return service;
  }

  /**
   * A service by name.
   *
   * @throws Refusal 404 ServiceNotFound
   */
  Service require(String name) {
    Service service = services.get(name);
    if (service == null) {
      throw Refusal.noService(name);
    }
    return service;
  }

  /** Answers an operation on services themselves, or one outside any service. */
  Answer answer(Call call, Contract.Template template, Contract.Verb verb) {
    return switch (verb.operation()) {
      case Extras.SERVICE_OPERATION -> poll(call);
      case "ApiManagementService_Get" ->
          Answer.json(200, ServiceShow.live(call, require(call.segments().get(7))));
      case "ApiManagementService_CreateOrUpdate" -> put(call, verb);
      case "ApiManagementService_Update" -> patch(call, verb);
      case "ApiManagementService_Delete" -> delete(call);
      case "ApiManagementService_ListByResourceGroup", "ApiManagementService_List" ->
          Page.of(services.values(), call, template, service -> ServiceShow.live(call, service));
      case "ApiManagementService_CheckNameAvailability" -> available(call);
      case "DeletedServices_ListBySubscription" ->
          Page.of(deleted.values(), call, template, service -> ServiceShow.deleted(call, service));
      case "DeletedServices_GetByName" -> Answer.json(200, ServiceShow.deleted(call, gone(call)));
      case "DeletedServices_Purge" -> purge(call);
      default -> throw Refusal.leftOut(verb.operation());
    };
  }

  private static ObjectNode body(Call call, Contract.Verb verb, boolean partial) {
    ObjectNode resource =
        Contract.get()
            .shapes()
            .read(verb.body().orElseThrow(), call.json(), new Shapes.Reading(partial, true));
    Limits.identities(resource);
    return resource;
  }

  private synchronized Answer put(Call call, Contract.Verb verb) {
    String name = call.segments().get(7);
    List<Refusal.Detail> wrong = new ArrayList<>();
    JsonNode limits =
        Contract.get().match(call.segments()).orElseThrow().limits().path("serviceName");
    Contract.get().shapes().length(limits, name, "serviceName", wrong);
    if (!wrong.isEmpty()) {
      throw Refusal.fields(wrong);
    }
    boolean restore = call.json().path("properties").path("restore").asBoolean();
    if (deleted.containsKey(name)) {
      if (!restore) {
        throw new Refusal(
            409,
            "ServiceAlreadyExistsInSoftDeletedState",
            "Api service "
                + name
                + " was soft-deleted. In order to create the new service with"
                + " the same name, you have to either undelete the service or purge it.");
      }
      Service restored = deleted.remove(name);
      services.put(name, restored);
      return creating(call, restored, 200);
    }
    ObjectNode resource = body(call, verb, false);
    Service service = services.get(name);
    if (service == null) {
      return creating(call, add(name, resource), 201);
    }
    service.resource(resource);
    return creating(call, service, 200);
  }

  private synchronized Answer patch(Call call, Contract.Verb verb) {
    Service service = require(call.segments().get(7));
    ObjectNode resource = service.resource();
    Json.merge(resource, body(call, verb, true));
    service.resource(resource);
    return told(Answer.empty(202), call, 200);
  }

  private synchronized Answer delete(Call call) {
    Service service = services.remove(call.segments().get(7));
    if (service == null) {
      return Answer.empty(204);
    }
    deleted.put(service.name(), service);
    ObjectNode shown = ServiceShow.live(call, service);
    shown.withObject("/properties").put("targetProvisioningState", "Deleting");
    return Answer.json(202, shown).with("Location", result(call, 204));
  }

  /** A service that is being made or changed; its own GET shows it as if that were over. */
  private Answer creating(Call call, Service service, int code) {
    ObjectNode shown = ServiceShow.live(call, service);
    if (code == 201) {
      shown
          .withObject("/properties")
          .put("provisioningState", "Created")
          .put("targetProvisioningState", "Activating");
    }
    return told(Answer.json(code, shown), call, 200);
  }

  /** An answer that tells of its end under one address in both headers, as the examples have it. */
  private Answer told(Answer answer, Call call, int code) {
    String address = result(call, code) + "&" + STATUS;
    return answer.with("Location", address).with("Azure-AsyncOperation", address);
  }

  /** Where the end of an operation on this path is told. */
  private String result(Call call, int code) {
    String path = call.rawPath();
    String id = operationId(call);
    running.start(id, String.join("/", call.segments()), code, Optional.empty());
    return call.base()
        + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
        + "/operationresults/"
        + id
        + "?api-version="
        + call.apiVersion();
  }

  /** The service and what is done with it, in the form of the official examples. */
  private static String operationId(Call call) {
    String name = call.segments().get(call.segments().size() - 1);
    String what = call.method().equals("DELETE") ? "_Term_" : "_Act_";
    String id = name + what + Keys.hex24().substring(0, 8);
    return Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * How an operation on a whole service goes on: 202 until it is done, then the service, or nothing
   * when it was deleted. Asked for a status, both carry one: the address stands in Location and in
   * Azure-AsyncOperation, so clients of either kind come here.
   */
  private Answer poll(Call call) {
    List<String> segments = call.segments();
    boolean status = call.parameter(STATUS).isPresent();
    LongRunning.Operation operation =
        running
            .find(segments.get(segments.size() - 1))
            .orElseThrow(() -> Refusal.missing("Operation"));
    if (!operation.poll()) {
      Answer going =
          status ? Answer.json(202, Json.object().put("status", "InProgress")) : Answer.empty(202);
      return going
          .with("Location", call.base() + call.rawPath() + "?" + Extras.query(call))
          .with("Retry-After", RETRY_AFTER);
    }
    Service service =
        segments.get(6).equalsIgnoreCase("service") ? services.get(segments.get(7)) : null;
    ObjectNode shown =
        service == null || operation.code() == 204
            ? Json.object()
            : ServiceShow.live(call, service);
    if (status) {
      shown.put("status", "Succeeded");
    }
    return shown.isEmpty() ? Answer.empty(operation.code()) : Answer.json(operation.code(), shown);
  }

  /** A deleted service, which is found only where it was. */
  private Optional<Service> buried(Call call) {
    String location = ServiceShow.region(call.segments().get(5));
    return Optional.ofNullable(deleted.get(call.segments().get(7)))
        .filter(service -> ServiceShow.region(service).equals(location));
  }

  private Service gone(Call call) {
    return buried(call).orElseThrow(() -> Refusal.noService(call.segments().get(7)));
  }

  private synchronized Answer purge(Call call) {
    Service service = buried(call).orElse(null);
    if (service != null) {
      deleted.remove(service.name());
    }
    return service == null
        ? Answer.empty(204)
        : Answer.json(202, ServiceShow.deleted(call, service)).with("Location", result(call, 200));
  }

  private Answer available(Call call) {
    String name = Json.text(call.json(), "name");
    boolean free = !services.containsKey(name) && !deleted.containsKey(name);
    return Answer.json(
        200,
        Json.object()
            .put("nameAvailable", free)
            .put("message", free ? "" : name + " is already in use.")
            .put("reason", free ? "Valid" : "AlreadyExists"));
  }
}
