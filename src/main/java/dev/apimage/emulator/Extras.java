package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Paths that ARM serves and the swagger does not list. */
final class Extras {
  /** What {@code Azure-AsyncOperation} points at. */
  static final String OPERATION_RESULT = "Emulated_OperationResult";

  /** What the Location of an operation on a whole service points at. */
  static final String SERVICE_OPERATION = "Emulated_ServiceOperation";

  private static final List<String> OPERATION_RESULT_PATH =
      List.of(
          "subscriptions",
          "{subscriptionId}",
          "resourceGroups",
          "{resourceGroupName}",
          "providers",
          "Microsoft.ApiManagement",
          "service",
          "{serviceName}",
          "tenant",
          "operationResults",
          "{operationId}");

  private Extras() {}

  static Contract.Template match(Call call) {
    List<String> segments = call.segments();
    if (segments.size() == OPERATION_RESULT_PATH.size()
        && segments.get(8).equalsIgnoreCase("tenant")
        && segments.get(9).equalsIgnoreCase("operationResults")) {
      return readable(OPERATION_RESULT_PATH, OPERATION_RESULT);
    }
    if (segments.size() > 2
        && segments.get(segments.size() - 2).equalsIgnoreCase("operationresults")) {
      return readable(segments, SERVICE_OPERATION);
    }
    String type =
        segments.size() > Place.SERVICE_SEGMENTS
            ? "service/" + segments.get(Place.SERVICE_SEGMENTS)
            : String.join("/", segments);
    throw Refusal.arm(
        404,
        "InvalidResourceType",
        "The resource type '"
            + type
            + "' could not be found in the namespace 'Microsoft.ApiManagement' for api version '"
            + call.apiVersion()
            + "'.");
  }

  private static Contract.Template readable(List<String> path, String operation) {
    Contract.Verb get =
        new Contract.Verb(
            operation, List.of(200), Optional.empty(), false, false, false, List.of());
    return new Contract.Template(
        path, Map.of("GET", get), MissingNode.getInstance(), MissingNode.getInstance());
  }

  /** Whether the request is for another resource provider's path, with api-versions of its own. */
  static boolean foreign(Call call) {
    return call.segments().size() <= 2;
  }

  /** The query as it was sent, encoded anew. */
  static String query(Call call) {
    return call.parameters().entrySet().stream()
        .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
