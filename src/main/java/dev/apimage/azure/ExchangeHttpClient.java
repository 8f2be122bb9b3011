package dev.apimage.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/**
 * Lets the SDK's typed clients ask through an {@link Exchange}, which decides what may be sent. A
 * refusal is thrown before the SDK turns it into an exception of its own that quotes the body.
 *
 * @param exchange sends the requests
 * @param shown what of a path is named in messages and logs
 * @param refused what a refusal is thrown as
 */
record ExchangeHttpClient(
    Exchange exchange,
    UnaryOperator<String> shown,
    BiFunction<Request, Reply, RuntimeException> refused)
    implements HttpClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** For Resource Manager, whose paths are shown whole. */
  ExchangeHttpClient(Exchange exchange) {
    this(exchange, path -> path, ArmException::refused);
  }

  /**
   * All pages of what a typed client lists. It follows the links between them of its own accord;
   * one that leads elsewhere does not get past the exchange, or is no URL and would be quoted.
   *
   * @throws ProblemException {@link Code#UNEXPECTED_ANSWER} for such a link
   */
  static <T> T pages(Supplier<T> list) {
    try {
      return list.get();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ProblemException(
          Problem.error(
              Code.UNEXPECTED_ANSWER,
              "a list's link to its next page leads elsewhere; it was not followed"));
    }
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return Mono.fromCallable(() -> sendSync(request, Context.NONE));
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    Request asked = asked(request);
    Reply reply = exchange.send(asked);
    if (!reply.isSuccess()) {
      throw refused.apply(asked, reply);
    }
    return new JsonResponse(request, reply);
  }

  private Request asked(HttpRequest request) {
    URI url = URI.create(request.getUrl().toString());
    String path = shown.apply(url.getPath());
    HttpMethod method = request.getHttpMethod();
    return new Request(method, url, path, body(request), Optional.empty(), false);
  }

  private static Optional<ObjectNode> body(HttpRequest request) {
    BinaryData body = request.getBodyAsBinaryData();
    if (body == null || body.toBytes().length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of((ObjectNode) JSON.readTree(body.toBytes()));
    } catch (IOException e) {
      // Its text would quote the body, which may hold a secret.
      throw new IllegalStateException("the SDK sends something that is no JSON object");
    }
  }
}
