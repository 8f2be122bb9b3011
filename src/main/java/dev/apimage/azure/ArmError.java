package dev.apimage.azure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.secret.TextSecrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The error object of an answer, made fit to be shown. Resource Manager's form is {@code
 * {"error":{"code","message","details":[{"code","target","message"}]}}} (Resource Provider
 * Contract, common API details).
 */
record ArmError(String code, String message, List<ArmException.Detail> details) {
  private static final int LONGEST = 1000;
  private static final int MOST_DETAILS = 20;
  private static final Set<String> NO_SERVICE =
      Set.of(
          "ServiceNotFound",
          "ResourceGroupNotFound",
          "SubscriptionNotFound",
          "InvalidSubscriptionId");
  // "The Resource 'Microsoft.ApiManagement/service/x' under resource group 'rg' was not found."
  private static final Pattern SERVICE_ITSELF =
      Pattern.compile("'[^']*Microsoft\\.ApiManagement/service/[^/']+'", Pattern.CASE_INSENSITIVE);
  private static final Pattern ACTION = Pattern.compile("perform action '([^']+)'");

  /** From an answer's body, or from the object that holds an {@code error}. */
  static ArmError of(JsonNode body) {
    JsonNode error = body.path("error").isObject() ? body.path("error") : body;
    List<ArmException.Detail> details = new ArrayList<>();
    for (JsonNode detail : error.path("details")) {
      if (details.size() < MOST_DETAILS) {
        details.add(
            new ArmException.Detail(
                clean(detail.path("target").asText("")), clean(detail.path("message").asText(""))));
      }
    }
    return new ArmError(
        clean(error.path("code").asText("")),
        clean(error.path("message").asText("")),
        List.copyOf(details));
  }

  /** Nothing here can help but another try: somebody else's change is still going on. */
  boolean isPassing() {
    return code.equals("PessimisticConcurrencyConflict")
        || code.equals("ManagementApiRequestFailed")
        || message.toLowerCase(Locale.ROOT).contains("in progress");
  }

  /** True if not only the resource but the service that should hold it is missing. */
  boolean isServiceMissing() {
    return NO_SERVICE.contains(code)
        || (Set.of("ResourceNotFound", "ParentResourceNotFound").contains(code)
            && SERVICE_ITSELF.matcher(message).find());
  }

  /** The permission that a 403 names as missing; empty if it names none. */
  String missingAction() {
    Matcher matcher = ACTION.matcher(message);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** Code, message and details as one line. */
  String text() {
    StringBuilder out = new StringBuilder(code);
    append(out, ": ", message);
    for (ArmException.Detail detail : details) {
      append(out, "; ", detail.target());
      append(out, detail.target().isEmpty() ? "; " : ": ", detail.message());
    }
    return out.toString();
  }

  private static void append(StringBuilder out, String joint, String text) {
    if (!text.isEmpty()) {
      out.append(out.length() == 0 ? "" : joint).append(text);
    }
  }

  /**
   * One line of bounded length that cannot move a terminal's cursor. A service may quote a resource
   * that it does not like, so what looks like a secret is taken out.
   */
  static String clean(String text) {
    String line =
        TextSecrets.in(text).withHoles().replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
