package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A request that is answered with an error. The body is ARM's: {@code
 * {"error":{"code","message","details"}}}.
 */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * One thing that is wrong; in a ValidationError, one field.
   *
   * @param target the wrong field; empty where the service names none
   */
  record Detail(String code, String target, String message) {
    Detail(String target, String message) {
      this("ValidationError", target, message);
    }
  }

  /** Who refuses, which shows in what stands beside code and message. */
  private enum Layer {
    /** API Management: {@code details}. */
    SERVICE,
    /** Its resource provider: {@code details} and {@code innerError}. */
    PROVIDER,
    /** Azure Resource Manager: nothing. */
    ARM
  }

  private final int status;
  private final String code;
  private final transient List<Detail> details;
  private final Layer layer;

  Refusal(int status, String code, String message) {
    this(status, code, message, List.of(), Layer.SERVICE);
  }

  private Refusal(int status, String code, String message, List<Detail> details, Layer layer) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.details = List.copyOf(details);
    this.layer = layer;
  }

  /** What Azure Resource Manager refuses before a request gets to API Management. */
  static Refusal arm(int status, String code, String message) {
    return new Refusal(status, code, message, List.of(), Layer.ARM);
  }

  /** 400 ValidationError with one detail a wrong field. */
  static Refusal fields(List<Detail> details) {
    return new Refusal(
        400,
        "ValidationError",
        "One or more fields contain incorrect values:",
        details,
        Layer.SERVICE);
  }

  /** 400 ValidationError for one field. */
  static Refusal field(String target, String message) {
    return fields(List.of(new Detail(target, message)));
  }

  /** 400 ValidationError about the whole request; details are null. */
  static Refusal invalid(String message) {
    return new Refusal(400, "ValidationError", message);
  }

  /** 404 of a child entity: the message names the service's internal class. */
  static Refusal missing(String internalName) {
    return new Refusal(404, "ResourceNotFound", internalName + " not found.");
  }

  /** 404 of the service itself, which comes from ARM's layer and carries an innerError. */
  static Refusal noService(String name) {
    return new Refusal(
        404, "ServiceNotFound", "Api service does not exist: " + name, List.of(), Layer.PROVIDER);
  }

  /**
   * 404: an api-version does not have a resource type, in the words of Resource Manager
   * (Azure/azure-rest-api-specs issue 14807).
   *
   * @param versions those that have it; may be empty
   */
  static Refusal noType(String type, String version, List<String> versions) {
    String supported =
        versions.isEmpty()
            ? ""
            : " The supported api-versions are '" + String.join(", ", versions) + "'.";
    return arm(
        404,
        "InvalidResourceType",
        "The resource type '"
            + type
            + "' could not be found in the namespace 'Microsoft.ApiManagement' for api version '"
            + version
            + "'."
            + supported);
  }

  /** 412: somebody changed the entity since it was read. */
  static Refusal stale() {
    return new Refusal(
        412,
        "PreconditionFailed",
        "Exception of type 'Microsoft.WindowsAzure.ApiManagement.Management.Core.Exceptions."
            + "PreconditionFailedException' was thrown.");
  }

  /** 409: an API that is being imported takes no other write. */
  static Refusal busy(String code) {
    return new Refusal(409, code, "Operation on the API is in progress");
  }

  /** 422 or 409: ARM waited in vain for the service's own management endpoint. */
  static Refusal timeout(int status) {
    return new Refusal(
        status,
        "ManagementApiRequestFailed",
        "Management API timed out",
        List.of(new Detail("Timeout", "", "Request timed out")),
        Layer.SERVICE);
  }

  /** 501: an operation that the emulator does not serve, said in so many words. */
  static Refusal leftOut(String what) {
    return new Refusal(501, "NotEmulated", "The emulator leaves this out: " + what + ".");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  ObjectNode body() {
    ObjectNode body = Json.object();
    ObjectNode error = body.putObject("error");
    error.put("code", code).put("message", getMessage());
    if (layer == Layer.ARM) {
      return body;
    }
    if (details.isEmpty()) {
      error.putNull("details");
    } else {
      ArrayNode list = error.putArray("details");
      for (Detail detail : details) {
        ObjectNode shown = list.addObject().put("code", detail.code());
        if (!detail.target().isEmpty()) {
          shown.put("target", detail.target());
        }
        shown.put("message", detail.message());
      }
    }
    if (layer == Layer.PROVIDER) {
      error.putNull("innerError");
    }
    return body;
  }
}
