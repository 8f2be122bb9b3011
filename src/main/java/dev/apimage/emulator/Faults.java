package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Lets requests fail on purpose, the same ones for the same seed and order. {@code reset} drops the
 * connection before anything happens, {@code lost} after all has happened, and {@code cut} ends the
 * answer in its middle. Two meet only those who ask how a long operation goes on: {@code slow} says
 * once more that it does, {@code poll} fails the question. With {@code echo=body} a refusal quotes
 * what was sent, as the service does when it names values that it does not like.
 */
final class Faults implements Handler {
  private static final List<String> KINDS =
      List.of(
          "400",
          "403",
          "408",
          "409",
          "412",
          "422",
          "429",
          "500",
          "502",
          "503",
          "504",
          "reset",
          "lost",
          "cut",
          "slow",
          "poll",
          "conflict",
          "down");

  private final Handler next;
  private final double rate;
  private final Random random;
  private final List<String> kinds;
  private final List<String> methods;
  private final Pattern paths;
  private final boolean echoes;
  private long requests;

  private Faults(Handler next, Spec spec) {
    this.next = next;
    rate = Double.parseDouble(spec.get("rate", "0.1"));
    random = new Random(Long.parseLong(spec.get("seed", "1")));
    kinds = list(spec.get("kinds", "429+409+500+503+reset"));
    methods = list(spec.get("methods", "").toUpperCase(Locale.ROOT));
    paths = glob(spec.get("paths", "**"));
    echoes = spec.get("echo", "").equals("body");
    requests = Long.parseLong(spec.get("requests", Long.toString(Long.MAX_VALUE)));
    if (rate < 0 || rate > 1 || !KINDS.containsAll(kinds) || kinds.isEmpty()) {
      throw new IllegalArgumentException(
          "rate must be from 0 to 1 and kinds of " + String.join("+", KINDS));
    }
  }

  private record Spec(List<String> parts) {
    String get(String key, String otherwise) {
      return parts.stream()
          .filter(part -> part.startsWith(key + "="))
          .map(part -> part.substring(key.length() + 1))
          .findFirst()
          .orElse(otherwise);
    }
  }

  /**
   * Wraps a handler; an empty specification changes nothing.
   *
   * @throws IllegalArgumentException the specification is not of the form {@code key=value,…}
   */
  static Handler of(String specification, Handler next) {
    if (specification.isBlank()) {
      return next;
    }
    List<String> parts = Arrays.stream(specification.split(",", -1)).map(String::trim).toList();
    for (String part : parts) {
      if (!part.matches("(rate|seed|kinds|methods|paths|requests|echo)=.*")) {
        throw new IllegalArgumentException("not a fault setting: " + part);
      }
    }
    return new Faults(next, new Spec(parts));
  }

  private static List<String> list(String text) {
    return text.isBlank() ? List.of() : List.of(text.split("\\+", -1));
  }

  private static Pattern glob(String glob) {
    StringBuilder regex = new StringBuilder("(.*/)?");
    for (String piece : glob.split("(?<=\\*\\*)|(?=\\*\\*)", -1)) {
      if (piece.equals("**")) {
        regex.append(".*");
      } else {
        regex.append(Pattern.quote(piece).replace("*", "\\E[^/]*\\Q"));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
  }

  @Override
  public Answer answer(Call call) {
    String kind = draw(call);
    return switch (kind) {
      case "" -> next.answer(call);
      case "slow" -> polls(call) ? goesOn(call) : next.answer(call);
      case "poll" -> polls(call) ? fault(503) : next.answer(call);
      case "conflict" -> Answer.of(busy("Conflict"));
      case "down" -> Answer.of(Refusal.endpointDown(409));
      case "reset" -> Answer.dropped();
      case "lost" -> {
        next.answer(call);
        yield Answer.dropped();
      }
      case "cut" -> {
        Answer whole = next.answer(call);
        String body = whole.body();
        yield new Answer(whole.status(), whole.headers(), body.substring(0, body.length() / 2));
      }
      default -> {
        int status = Integer.parseInt(kind);
        yield echoes && !call.body().isEmpty() ? echo(status, call) : fault(status);
      }
    };
  }

  private static boolean polls(Call call) {
    return call.parameter("asyncId").isPresent() || isStatus(call);
  }

  private static boolean isStatus(Call call) {
    return call.segments().stream().anyMatch("operationResults"::equalsIgnoreCase);
  }

  private static Answer goesOn(Call call) {
    String address = call.base() + call.rawPath() + "?" + Extras.query(call);
    ObjectNode status = Json.object().put("status", "InProgress");
    return isStatus(call) ? Answer.json(200, status) : Answer.empty(202).with("Location", address);
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
        requests-- > 0
            && (methods.isEmpty() || methods.contains(call.method()))
            && paths.matcher(String.join("/", call.segments())).matches();
    if (!meant || random.nextDouble() >= rate) {
      return "";
    }
    return kinds.get(random.nextInt(kinds.size()));
  }

  /** The service has two codes for it, and says it also after an operation has succeeded. */
  private static Refusal busy(String code) {
    return new Refusal(409, code, "Operation on the API is in progress");
  }

  private static Answer fault(int status) {
    return switch (status) {
      case 400 -> Answer.of(Refusal.invalid("The request is not valid."));
      case 403 ->
          Answer.of(
              new Refusal(
                  403,
                  "AuthorizationFailed",
                  "The client does not have authorization to perform action"
                      + " 'Microsoft.ApiManagement/service/write' over scope '/'."));
      case 409 -> Answer.of(busy("PessimisticConcurrencyConflict"));
      case 412 -> Answer.of(Refusal.stale());
      case 422 -> Answer.of(Refusal.endpointDown(422));
      case 429 ->
          Answer.of(
                  new Refusal(
                      429,
                      "SubscriptionRequestsThrottled",
                      "Number of requests for subscription actor 'emulated' exceeded."))
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
