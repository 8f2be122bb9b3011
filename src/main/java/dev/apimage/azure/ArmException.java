package dev.apimage.azure;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.util.List;

/**
 * A request that failed for good, after the tries that were worth it. Left uncaught it is a {@link
 * Problem} like any other: {@link Code#NO_SIGN_IN}, {@link Code#FORBIDDEN}, {@link
 * Code#NO_SERVICE}, {@link Code#UNREACHABLE}, {@link Code#UNEXPECTED_ANSWER} or {@link
 * Code#REQUEST_FAILED}. It never holds a request's body or a query.
 */
public final class ArmException extends ProblemException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient ArmError error;
  private final String request;
  private final String correlationId;

  private ArmException(
      Problem problem, int status, ArmError error, Request request, String correlationId) {
    super(problem);
    this.status = status;
    this.error = error;
    this.request = request.toString();
    this.correlationId = correlationId;
  }

  /**
   * One field that the service found wrong.
   *
   * @param target which; may be empty
   * @param message why
   */
  public record Detail(String target, String message) {}

  /** An answer that says no. */
  static ArmException refused(Request request, Reply reply) {
    ArmError error = ArmError.of(reply.body());
    return of(request, reply.status(), error, correlationId(reply));
  }

  /** A long operation that was accepted and then failed. */
  static ArmException failedLater(Request request, ArmError error, Reply reply) {
    return of(request, 0, error, correlationId(reply));
  }

  /** No answer, or none that could be read. */
  static ArmException without(Code code, Request request, String why, String advice) {
    ArmError error = new ArmError("", why, List.of());
    Problem problem = Problem.error(code, request + ": " + why).advise(advice);
    return new ArmException(problem, 0, error, request, "");
  }

  private static ArmException of(
      Request request, int status, ArmError error, String correlationId) {
    String text = request + ": " + (status == 0 ? "failed" : status) + " " + error.text();
    if (status >= 500 && !correlationId.isEmpty()) {
      text += " (correlation id " + correlationId + ")";
    }
    Problem problem =
        Problem.error(code(status, error), text.strip()).advise(advice(status, error));
    return new ArmException(problem, status, error, request, correlationId);
  }

  private static Code code(int status, ArmError error) {
    if (error.isServiceMissing()) {
      return Code.NO_SERVICE;
    }
    return switch (status) {
      case 401 -> Code.NO_SIGN_IN;
      case 403 -> Code.FORBIDDEN;
      default -> Code.REQUEST_FAILED;
    };
  }

  private static String advice(int status, ArmError error) {
    if (error.isServiceMissing()) {
      return "Check the subscription, the resource group and the service's name.";
    }
    if (status == 401) {
      return "Sign in to the tenant of this subscription, for example with az login.";
    }
    if (status == 403 && !error.missingAction().isEmpty()) {
      return "Grant a role that allows "
          + error.missingAction()
          + ": samples/roles has one for extract, plan and verify, and one for publish; the built-in"
          + " ones are API Management Service Reader and API Management Service Contributor.";
    }
    return "";
  }

  private static String correlationId(Reply reply) {
    return reply.headers().stream()
        .filter(header -> header.getName().equalsIgnoreCase("x-ms-correlation-request-id"))
        .map(header -> header.getValue().replaceAll("[^A-Za-z0-9-]", ""))
        .findFirst()
        .orElse("");
  }

  /**
   * The answer's HTTP status; 0 when there was no answer, or when an accepted long operation failed
   * later.
   */
  public int status() {
    return status;
  }

  /** The service's own code, such as {@code ValidationError}; may be empty. */
  public String errorCode() {
    return error.code();
  }

  /** The service's own words, as one line without control characters. */
  public String errorMessage() {
    return error.message();
  }

  /** The fields that the service found wrong. */
  public List<Detail> details() {
    return error.details();
  }

  /** Method and path, such as {@code PUT apis/orders}. */
  public String request() {
    return request;
  }

  /** By what Azure's support finds the request; may be empty. */
  public String correlationId() {
    return correlationId;
  }

  /** This as a problem, to be shown among others. */
  public Problem toProblem() {
    return problems().get(0);
  }

  /** True if another try may well succeed: a change by somebody else was still going on. */
  boolean isPassing() {
    return error.isPassing();
  }

  /**
   * True if the service's pricing tier lacks this kind of resource ("Method not allowed in
   * Consumption pricing tier").
   */
  public boolean isTierRefusal() {
    return error.code().equals("MethodNotAllowedInPricingTier");
  }
}
