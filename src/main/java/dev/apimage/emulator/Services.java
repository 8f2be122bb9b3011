package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The services of one emulator and what ARM does with a service as a whole. */
final class Services {
  private final Map<String, Service> services =
      new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Service> deleted =
      new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
  private final ServiceOperations operations = new ServiceOperations();
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
      List<Refusal.Detail> wrong = wrong(name);
      if (!wrong.isEmpty()) {
        throw new IllegalArgumentException(
            "'" + name + "' is no name of a service: " + wrong.get(0).message());
      }
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

  /** What is wrong with a service's name. */
  private static List<Refusal.Detail> wrong(String name) {
    List<String> path =
        List.of(
            "subscriptions",
            "s",
            "resourceGroups",
            "g",
            "providers",
            "Microsoft.ApiManagement",
            "service",
            name);
    JsonNode limits = Contract.get().match(path).orElseThrow().limits().path("serviceName");
    List<Refusal.Detail> wrong = new ArrayList<>();
    Contract.get().shapes().length(limits, name, "serviceName", wrong);
    return wrong;
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
      case Extras.SERVICE_OPERATION -> operations.poll(call, this::find);
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
    List<Refusal.Detail> wrong = wrong(name);
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
    return operations.told(Answer.empty(202), call, 200);
  }

  private synchronized Answer delete(Call call) {
    Service service = services.remove(call.segments().get(7));
    if (service == null) {
      return Answer.empty(204);
    }
    deleted.put(service.name(), service);
    ObjectNode shown = ServiceShow.live(call, service);
    shown.withObject("/properties").put("targetProvisioningState", "Deleting");
    return Answer.json(202, shown).with("Location", operations.result(call, 204));
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
    return operations.told(Answer.json(code, shown), call, 200);
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
        : Answer.json(202, ServiceShow.deleted(call, service))
            .with("Location", operations.result(call, 200));
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
