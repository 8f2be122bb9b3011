package dev.apimage.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import java.net.URI;
import reactor.core.publisher.Mono;

/**
 * Lets the SDK's typed client ask through an {@link Exchange}. A refusal is thrown as {@link
 * ArmException}, before the SDK turns it into an exception of its own that quotes the body.
 *
 * @param exchange sends the requests
 */
record ExchangeHttpClient(Exchange exchange) implements HttpClient {
  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return Mono.fromCallable(() -> sendSync(request, Context.NONE));
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    if (request.getHttpMethod() != HttpMethod.GET) {
      throw new IllegalStateException("the SDK's client is here to read only");
    }
    URI url = URI.create(request.getUrl().toString());
    Request asked = Request.get(url, url.getPath());
    Reply reply = exchange.send(asked);
    if (!reply.isSuccess()) {
      throw ArmException.refused(asked, reply);
    }
    return new JsonResponse(request, reply);
  }
}
