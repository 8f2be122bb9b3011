package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets requests fail on purpose, the same ones for the same seed and order. {@code reset} drops the
 * connection before anything happens, {@code lost} after all has happened, and {@code cut} breaks
 * it in the middle of the answer. Three trouble the long-running operation that a request starts:
 * {@code slow} makes it go on for more polls, {@code busy} keeps its API busy after its end, {@code
 * failed} tells of a failure although all has happened; {@code poll} fails the question how it goes
 * on. With {@code echo=body} a refusal quotes what was sent, as the service does when it names
 * values that it does not like.
 */
final class Faults implements Handler {
  /** How many more polls a slow operation takes. */
  private static final int SLOW = 5;

  /** How many writes an operation that has ended still refuses. */
  private static final int BUSY = 2;

  private static final Pattern ASYNC_ID = Pattern.compile(".*[?&]asyncId=([0-9a-f]+).*");

  private final Function<String, Optional<Service>> services;
  private final Handler next;
  private final FaultSpec spec;
  private final Random random;
  private final AtomicLong conflicts = new AtomicLong();
  private long left;

  private Faults(Function<String, Optional<Service>> services, Handler next, FaultSpec spec) {
    this.services = services;
    this.next = next;
    this.spec = spec;
    random = new Random(spec.seed());
    left = spec.requests();
  }

  /**
   * Wraps a handler; an empty specification changes nothing.
   *
   * @param services finds a service whose operations are to be troubled
   * @throws IllegalArgumentException the specification is not of the form {@code key=value,…}
   */
  static Handler of(
      String specification, Function<String, Optional<Service>> services, Handler next) {
    if (specification.isBlank()) {
      return next;
    }
    return new Faults(services, next, FaultSpec.of(specification));
  }

  @Override
  public Answer answer(Call call) {
    String kind = draw(call);
    return switch (kind) {
      case "" -> next.answer(call);
      case "reset" -> Answer.dropped();
      case "lost" -> {
        next.answer(call);
        yield Answer.dropped();
      }
      case "cut" -> next.answer(call).cutShort();
      case "poll" -> polls(call) ? fault(503, call) : next.answer(call);
      case "slow", "busy", "failed" -> {
        Answer answer = next.answer(call);
        started(call, answer).ifPresent(operation -> trouble(kind, operation));
        yield answer;
      }
      default -> {
        int status = Integer.parseInt(kind);
        yield spec.echoes() && !call.body().isEmpty() ? echo(status, call) : fault(status, call);
      }
    };
  }

  private static boolean polls(Call call) {
    return call.parameter("asyncId").isPresent()
        || call.segments().stream().anyMatch("operationResults"::equalsIgnoreCase);
  }

  /** The operation that an answer's Location tells of, if this request began it. */
  private Optional<LongRunning.Operation> started(Call call, Answer answer) {
    Matcher id = ASYNC_ID.matcher(answer.headers().getOrDefault("Location", ""));
    if (call.method().equals("GET") || !id.matches()) {
      return Optional.empty();
    }
    return services
        .apply(call.segments().get(Place.SERVICE_SEGMENTS - 1))
        .flatMap(service -> service.running().find(id.group(1)));
  }

  private static void trouble(String kind, LongRunning.Operation operation) {
    switch (kind) {
      case "slow" -> operation.slow(SLOW);
      case "busy" -> operation.linger(BUSY);
      default -> operation.fail(Refusal.timeout(422));
    }
  }

  /** The values in details and the whole body in the message; in JSON once more escaped. */
  private static Answer echo(int status, Call call) {
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error");
    error.put("code", "ValidationError");
    error.put("message", "One or more fields contain incorrect values: " + call.body());
    ArrayNode details = error.putArray("details");
    quote(call.json(), "", details);
    return Answer.json(status, body);
  }

  private static void quote(JsonNode sent, String target, ArrayNode details) {
    sent.properties().forEach(entry -> quote(entry.getValue(), entry.getKey(), details));
    if (sent.isArray()) {
      sent.forEach(item -> quote(item, target, details));
    }
    if (sent.isTextual()) {
      details
          .addObject()
          .put("code", "ValidationError")
          .put("target", target)
          .put("message", "The value '" + sent.asText() + "' is not allowed.");
    }
  }

  private synchronized String draw(Call call) {
    boolean meant =
        left-- > 0
            && (spec.methods().isEmpty() || spec.methods().contains(call.method()))
            && spec.paths().matcher(String.join("/", call.segments())).matches();
    if (!meant || random.nextDouble() >= spec.rate()) {
      return "";
    }
    return spec.kinds().get(random.nextInt(spec.kinds().size()));
  }

  /** The three that the service has: two codes for an API that is busy, and one for itself. */
  private static Refusal conflict(int turn) {
    return switch (turn) {
      case 0 -> Refusal.busy("PessimisticConcurrencyConflict");
      case 1 -> Refusal.timeout(409);
      default -> Refusal.busy("Conflict");
    };
  }

  private Answer fault(int status, Call call) {
    return switch (status) {
      case 400 -> Answer.of(Refusal.invalid("The request is not valid."));
      case 403 ->
          Answer.of(
              Refusal.arm(
                  403,
                  "AuthorizationFailed",
                  "The client does not have authorization to perform action"
                      + " 'Microsoft.ApiManagement/service/write' over scope '/'."));
      case 409 -> Answer.of(conflict((int) (conflicts.getAndIncrement() % 3)));
      case 412 -> Answer.of(Refusal.stale());
      case 422 -> Answer.of(Refusal.timeout(422));
      case 429 ->
          Answer.of(
                  Throttle.refusal(
                      Throttle.kind(call.method()), "subscription actor 'emulated'", 1))
              .with("Retry-After", "1");
      case 408 -> Answer.of(new Refusal(408, "RequestTimeout", "The request timed out."));
      default ->
          Answer.of(
              new Refusal(
                  status,
                  "InternalServerError",
                  "Request processing failed due to internal error"));
    };
  }
}
