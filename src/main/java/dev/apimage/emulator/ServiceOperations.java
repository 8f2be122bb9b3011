package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Operations on whole services that go on behind their answers. Thread-safe. */
final class ServiceOperations {
  /** Seconds after which to ask again; Azure says 60. */
  private static final String RETRY_AFTER = "1";

  /** The query parameter of an address that answers with a status. */
  private static final String STATUS = "asyncResponse";

  private final LongRunning running = new LongRunning();

  /** An answer that tells of its end under one address in both headers, as the examples have it. */
  Answer told(Answer answer, Call call, int code) {
    String address = result(call, code) + "&" + STATUS;
    return answer.with("Location", address).with("Azure-AsyncOperation", address);
  }

  /** Where the end of an operation on this path is told. */
  String result(Call call, int code) {
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
   *
   * @param services finds a service by name
   */
  Answer poll(Call call, Function<String, Optional<Service>> services) {
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
        segments.get(6).equalsIgnoreCase("service")
            ? services.apply(segments.get(7)).orElse(null)
            : null;
    ObjectNode shown =
        service == null || operation.code() == 204
            ? Json.object()
            : ServiceShow.live(call, service);
    if (status) {
      shown.put("status", "Succeeded");
    }
    return shown.isEmpty() ? Answer.empty(operation.code()) : Answer.json(operation.code(), shown);
  }
}
