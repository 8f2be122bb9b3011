package dev.apimage.azure;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Writes to one service. Can send PUT, PATCH and DELETE to Resource Manager and nothing else. Each
 * call returns when the change is done, long operations included, and may be repeated. Where an
 * answer was lost the next try meets its own change, so that a 412 may mean "done": read again.
 * Nothing of an answer's body is kept. Paths are as in {@link ArmReader}. Thread-safe; two writes
 * to one API, or to one version set, at the same time make each other fail and are for the caller
 * to avoid.
 */
public final class ArmWriter {
  private final Exchange exchange;
  private final ArmUrls urls;
  private final LongOperation operation;
  private final Retries retries;

  ArmWriter(Exchange exchange, ArmUrls urls, LongOperation operation, Retries retries) {
    this.exchange = exchange;
    this.urls = urls;
    this.operation = operation;
    this.retries = retries;
  }

  /**
   * Makes a resource or replaces it. A link that is there already is no error.
   *
   * @param query such as {@code notify=false}; {@code api-version} is added
   * @param body the envelope, {@code {"properties": {…}}}
   * @param ifMatch the version to replace, or {@code *}; empty to take whatever is there
   * @throws ArmException if it is refused, fails later, or the version is another (412)
   */
  public Written put(
      String path, Map<String, String> query, ObjectNode body, Optional<String> ifMatch) {
    return write(request(HttpMethod.PUT, path, query, Optional.of(body), ifMatch));
  }

  /**
   * Changes the properties that the body has.
   *
   * @param ifMatch the version to change, or {@code *}
   * @throws ArmException if it is refused, fails later, or the version is another (412)
   */
  public Written patch(String path, Map<String, String> query, ObjectNode body, String ifMatch) {
    return write(request(HttpMethod.PATCH, path, query, Optional.of(body), Optional.of(ifMatch)));
  }

  /**
   * Takes a resource away. One that is gone already is no error.
   *
   * @param query such as {@code deleteRevisions=true}
   * @param ifMatch the version to take away, or {@code *}
   * @throws ArmException if it is refused, fails later, or the version is another (412)
   */
  public Written delete(String path, Map<String, String> query, String ifMatch) {
    return write(request(HttpMethod.DELETE, path, query, Optional.empty(), Optional.of(ifMatch)));
  }

  private Request request(
      HttpMethod method,
      String path,
      Map<String, String> query,
      Optional<ObjectNode> body,
      Optional<String> ifMatch) {
    URI url = urls.of(path, query);
    return new Request(method, url, urls.shown(url), body, ifMatch, false);
  }

  private Written write(Request request) {
    for (int attempt = 1; ; attempt++) {
      Reply reply = exchange.send(request);
      if (isGone(request, reply) || isLinked(request, reply)) {
        return new Written(204, Optional.empty());
      }
      if (!reply.isSuccess()) {
        throw ArmException.refused(request, reply);
      }
      try {
        return operation.finish(request, reply);
      } catch (ArmException e) {
        if (attempt >= retries.triesOfFailedLater(e)) {
          throw e;
        }
        operation.waiter().pause(retries.backoff(attempt), Waiter.AGAIN);
      }
    }
  }

  private static boolean isGone(Request request, Reply reply) {
    return request.method() == HttpMethod.DELETE
        && reply.status() == 404
        && !ArmError.of(reply.body()).isServiceMissing();
  }

  // "Link already exists between specified ...", as after a try whose answer was lost.
  private static boolean isLinked(Request request, Reply reply) {
    return request.method() == HttpMethod.PUT
        && reply.status() == 409
        && ArmError.of(reply.body()).message().startsWith("Link already exists");
  }
}
