package dev.apimage.emulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what arrives at a port into calls, writes their answers and logs both. */
final class Wire {
  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

  /** No more of a request is kept; so much is refused already. */
  private static final int LARGEST = Filters.LARGEST_BODY + 1;

  private final AccessLog log;
  private final URI own;
  private final Storage storage;
  private final int storagePort;

  /**
   * For both ports of an emulator.
   *
   * @param own where the management API listens
   * @param storagePort where exported documents are
   */
  Wire(AccessLog log, URI own, Storage storage, int storagePort) {
    this.log = log;
    this.own = own;
    this.storage = storage;
    this.storagePort = storagePort;
  }

  /** What a port does with a request that this code answers. */
  HttpHandler to(Handler handler) {
    return exchange -> exchange(exchange, handler);
  }

  /**
   * Answers one request. A connection that is not answered in full is ended by throwing: the server
   * never forgets one that is only closed.
   */
  private void exchange(HttpExchange exchange, Handler handler) throws IOException {
    try (exchange) {
      long start = System.nanoTime();
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST);
      long passed = exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      Answer answer = safely(exchange, handler, new String(body, StandardCharsets.UTF_8));
      byte[] content = answer.body().getBytes(StandardCharsets.UTF_8);
      String agent = exchange.getRequestHeaders().getFirst("User-Agent");
      log.add(
          new LoggedRequest(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getRawPath(),
              AccessLog.masked(exchange.getRequestURI().getRawQuery()),
              answer.status(),
              (System.nanoTime() - start) / 1_000_000,
              body.length + passed,
              content.length,
              agent == null ? "" : agent));
      boolean head = exchange.getRequestMethod().equals("HEAD");
      if (answer.status() == 0) {
        throw new IOException("dropped on purpose");
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(
          answer.status(), content.length == 0 || head ? -1 : content.length);
      if (content.length > 0 && !head) {
        int sent = answer.cut() ? content.length / 2 : content.length;
        exchange.getResponseBody().write(content, 0, sent);
        exchange.getResponseBody().flush();
        if (answer.cut()) {
          throw new IOException("cut on purpose");
        }
      }
    } catch (IOException e) {
      LOG.debug("a connection ends early: {}", e.toString());
      throw e;
    }
  }

  private Answer safely(HttpExchange exchange, Handler handler, String body) {
    try {
      return handler.answer(call(exchange, body));
    } catch (Refusal refusal) {
      return Answer.of(refusal);
    } catch (RuntimeException e) {
      // Its message may quote what was sent.
      LOG.error(
          "the emulator failed at {}: {} at {}",
          exchange.getRequestURI().getRawPath(),
          e.getClass().getName(),
          List.of(e.getStackTrace()).subList(0, Math.min(3, e.getStackTrace().length)));
      return Answer.of(
          new Refusal(
              500, "InternalServerError", "Request processing failed due to internal error"));
    }
  }

  /** The Azure CLI puts two slashes first, which make the first segment a host to a URI. */
  private static String path(URI uri) {
    return uri.getRawAuthority() == null
        ? uri.getRawPath()
        : "/" + uri.getRawAuthority() + uri.getRawPath();
  }

  /** Scheme and host as the client sees them, also behind a proxy that says so. */
  private String base(Headers headers) {
    String forwarded = headers.getFirst("X-Forwarded-Proto");
    boolean known = "https".equalsIgnoreCase(forwarded) || "http".equalsIgnoreCase(forwarded);
    String host = headers.getFirst("X-Forwarded-Host");
    host = host == null ? headers.getFirst("Host") : host;
    return (known ? Store.lower(forwarded) : own.getScheme())
        + "://"
        + (host == null ? own.getAuthority() : host);
  }

  /**
   * The same for exported documents, which lie on another port of the same host; behind a proxy,
   * which forwards one port, they are found on that one.
   */
  private String storage(Headers headers) {
    String base = base(headers);
    if (headers.containsKey("X-Forwarded-Proto") || headers.containsKey("X-Forwarded-Host")) {
      return base;
    }
    return base.replaceFirst("(?<=[^:/]):[0-9]+$", "") + ":" + storagePort;
  }

  private Call call(HttpExchange exchange, String body) {
    Map<String, String> headers = new HashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    return Call.of(
        exchange.getRequestMethod(),
        base(exchange.getRequestHeaders()),
        storage.at(storage(exchange.getRequestHeaders())),
        path(exchange.getRequestURI()),
        exchange.getRequestURI().getRawQuery(),
        headers,
        body);
  }
}
