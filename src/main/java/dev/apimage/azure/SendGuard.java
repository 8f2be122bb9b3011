package dev.apimage.azure;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import java.net.URI;
import java.util.Set;

/**
 * The last word before the wire: what is not allowed here is not sent, whatever asked for it. A
 * reading client that knows only GET and HEAD cannot call an operation that hands out keys, since
 * all of them are POSTs (REST reference: listSecrets, listValue, listKeys, generateToken,
 * regenerate…), nor carry the token to another host.
 */
final class SendGuard extends HttpPipelineSyncPolicy {
  private final Cloud cloud;
  private final Set<HttpMethod> methods;

  SendGuard(Cloud cloud, Set<HttpMethod> methods) {
    this.cloud = cloud;
    this.methods = methods;
  }

  @Override
  protected void beforeSendingRequest(HttpPipelineCallContext context) {
    HttpRequest request = context.getHttpRequest();
    URI url = URI.create(request.getUrl().toString());
    if (!methods.contains(request.getHttpMethod()) || !cloud.isSameOrigin(url)) {
      throw new IllegalStateException(
          "this client must not send " + request.getHttpMethod() + " to " + url.getHost());
    }
  }
}
