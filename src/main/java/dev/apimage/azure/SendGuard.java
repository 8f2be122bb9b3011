package dev.apimage.azure;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import java.net.URI;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The last word before the wire: what is not allowed here is not sent, whatever asked for it. A
 * reading client that knows only GET and HEAD cannot call an operation that hands out keys, since
 * all of them are POSTs (REST reference: listSecrets, listValue, listKeys, generateToken,
 * regenerate…), nor carry the token to another host.
 */
final class SendGuard extends HttpPipelineSyncPolicy {
  private final Set<HttpMethod> methods;
  private final Predicate<URI> where;

  SendGuard(Cloud cloud, Set<HttpMethod> methods) {
    this(methods, cloud::isSameOrigin);
  }

  /**
   * A guard.
   *
   * @param where true for the addresses that the client is for
   */
  SendGuard(Set<HttpMethod> methods, Predicate<URI> where) {
    this.methods = methods;
    this.where = where;
  }

  @Override
  protected void beforeSendingRequest(HttpPipelineCallContext context) {
    HttpRequest request = context.getHttpRequest();
    URI url = URI.create(request.getUrl().toString());
    if (!methods.contains(request.getHttpMethod()) || !where.test(url)) {
      throw new IllegalStateException(
          "this client must not send " + request.getHttpMethod() + " to " + url.getHost());
    }
  }
}
