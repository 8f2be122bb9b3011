package dev.apimage.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;

/** Finds out what a request is about and hands it to the code that answers it. */
final class Router {
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final Services services;

  Router(Services services) {
    this.services = services;
  }

  /** Answers a request; every refusal becomes an error body. */
  Answer answer(Call call) {
    try {
      return route(call);
    } catch (Refusal refusal) {
      return Answer.of(refusal);
    }
  }

  private Answer route(Call call) {
    Contract.Template template =
        Contract.get().match(call.segments()).orElseGet(() -> Extras.match(call));
    version(call, template);
    VersionHistory.get().require(template, call.apiVersion());
    List<String> segments = call.segments();
    boolean inService =
        segments.size() >= Place.SERVICE_SEGMENTS
            && segments.get(6).equalsIgnoreCase("service")
            && template.segments().get(7).equals("{serviceName}");
    if (!inService || segments.size() == Place.SERVICE_SEGMENTS) {
      return services.answer(call, template, verb(call, template));
    }
    Service service = services.require(segments.get(7));
    Optional<String> asyncId = call.parameter("asyncId").filter(id -> call.method().equals("GET"));
    Lock lock =
        READING.contains(call.method()) ? service.lock().readLock() : service.lock().writeLock();
    lock.lock();
    try {
      if (asyncId.isPresent()) {
        return Polling.location(Place.of(service, call, template), call, asyncId.get());
      }
      Contract.Verb verb = verb(call, template);
      Tiers.check(service, template);
      return inside(Place.of(service, call, template), call, template, verb);
    } finally {
      lock.unlock();
    }
  }

  private void version(Call call, Contract.Template template) {
    if (call.apiVersion().isEmpty()) {
      throw Refusal.arm(
          400,
          "MissingApiVersionParameter",
          "The api-version query parameter (?api-version=) is required for all requests.");
    }
    List<String> versions = VersionHistory.get().versions();
    if (!versions.contains(Store.lower(call.apiVersion())) && !Extras.foreign(call)) {
      String location = location(call);
      throw Refusal.arm(
          400,
          "NoRegisteredProviderFound",
          "No registered resource provider found for location '"
              + location
              + "' and API version '"
              + call.apiVersion()
              + "' for type '"
              + type(template)
              + "'. The supported api-versions are '"
              + String.join(", ", versions)
              + "'. The supported locations are '"
              + location
              + "'.");
    }
  }

  private String location(Call call) {
    List<String> segments = call.segments();
    return segments.size() < Place.SERVICE_SEGMENTS
        ? ""
        : services.find(segments.get(7)).map(ServiceShow::region).orElse("");
  }

  /** The resource type below the provider: {@code service/apis/operations}. */
  private static String type(Contract.Template template) {
    List<String> path = template.segments();
    List<String> types = new ArrayList<>();
    for (int i = path.indexOf("providers") + 2; i < path.size(); i += 2) {
      types.add(path.get(i));
    }
    return String.join("/", types);
  }

  private static Contract.Verb verb(Call call, Contract.Template template) {
    Contract.Verb verb = template.verbs().get(call.method());
    if (verb == null || !VersionHistory.get().knows(template, verb, call.apiVersion())) {
      throw new Refusal(
          405,
          "MethodNotAllowed",
          "The requested resource does not support http method '" + call.method() + "'.");
    }
    return verb;
  }

  private static Answer inside(
      Place place, Call call, Contract.Template template, Contract.Verb verb) {
    Names.check(place, call, template);
    Optional<Special> special = Specials.of(verb.operation());
    if (special.isPresent()) {
      return special.get().answer(place, call, template, verb);
    }
    boolean list = place.path().split("/", -1).length % 2 == 1;
    return switch (call.method()) {
      case "GET" -> list ? Entities.list(place, call, template) : Entities.get(place, call);
      case "HEAD" -> Entities.head(place);
      case "PUT", "PATCH" -> Entities.write(place, call, verb);
      case "DELETE" -> Entities.delete(place, call, verb);
      default -> throw Refusal.leftOut(verb.operation());
    };
  }
}
