package dev.apimage.emulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Lets requests fail on purpose, the same ones for the same seed and order. {@code reset} drops the
 * connection before anything happens, {@code lost} after all has happened.
 */
final class Faults implements Handler {
  private static final List<String> KINDS =
      List.of("408", "409", "412", "422", "429", "500", "502", "503", "504", "reset", "lost");

  private final Handler next;
  private final double rate;
  private final Random random;
  private final List<String> kinds;
  private final List<String> methods;
  private final Pattern paths;
  private long requests;

  private Faults(Handler next, Spec spec) {
    this.next = next;
    rate = Double.parseDouble(spec.get("rate", "0.1"));
    random = new Random(Long.parseLong(spec.get("seed", "1")));
    kinds = list(spec.get("kinds", "429+409+500+503+reset"));
    methods = list(spec.get("methods", "").toUpperCase(Locale.ROOT));
    paths = glob(spec.get("paths", "**"));
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
      if (!part.matches("(rate|seed|kinds|methods|paths|requests)=.*")) {
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
      case "reset" -> Answer.dropped();
      case "lost" -> {
        next.answer(call);
        yield Answer.dropped();
      }
      default -> fault(Integer.parseInt(kind));
    };
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

  private static Answer fault(int status) {
    return switch (status) {
      case 409 ->
          Answer.of(
              new Refusal(
                  409, "PessimisticConcurrencyConflict", "Operation on the API is in progress"));
      case 412 -> Answer.of(Refusal.stale());
      case 422 ->
          Answer.of(new Refusal(422, "ManagementApiRequestFailed", "Management API timed out"));
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
