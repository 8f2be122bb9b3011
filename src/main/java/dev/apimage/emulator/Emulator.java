package dev.apimage.emulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.apimage.emulator.StateFile.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running emulator of the management plane on the loopback address. Thread-safe; close it to free
 * the port.
 */
public final class Emulator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Emulator.class);
  private static final int THREADS = 64;

  private final Optional<Certificates> certificates;
  private final HttpServer server;
  private final ExecutorService threads;
  private final AccessLog log;
  private final Handler handler;
  private final Optional<StateKeeper> keeper;

  private Emulator(
      HttpServer server,
      ExecutorService threads,
      AccessLog log,
      Handler handler,
      Optional<Certificates> certificates,
      Optional<StateKeeper> keeper) {
    this.certificates = certificates;
    this.keeper = keeper;
    this.server = server;
    this.threads = threads;
    this.log = log;
    this.handler = handler;
  }

  /**
   * Starts an emulator; it answers when this returns.
   *
   * @throws IOException the port is taken, the log cannot be written or the state cannot be read
   * @throws IllegalArgumentException the faults are not well specified, or there is no such tier
   */
  public static Emulator start(EmulatorOptions options) throws IOException {
    // On JDK 17 each keep-alive answer waits 40 ms without this; read when the server class loads.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    State kept = options.state().isPresent() ? StateFile.read(options.state().get()) : State.EMPTY;
    Services services = new Services(options, kept.services());
    KeyVault vault = new KeyVault(options.readonlyToken(), kept.secrets());
    Optional<StateKeeper> keeper =
        options
            .state()
            .map(file -> new StateKeeper(file, () -> new State(services.all(), vault.saved())));
    Handler handler = Chain.of(options, services, vault, keeper);
    Optional<Certificates> certificates =
        options.https() ? Optional.of(Certificates.make()) : Optional.empty();
    HttpServer server = server(options, certificates);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "apim-emulator");
              thread.setDaemon(true);
              return thread;
            });
    Emulator emulator =
        new Emulator(
            server,
            threads,
            new AccessLog(options.log(), options.remembered()),
            handler,
            certificates,
            keeper);
    server.setExecutor(threads);
    server.createContext("/", emulator::exchange);
    keeper.ifPresent(StateKeeper::start);
    server.start();
    return emulator;
  }

  private static HttpServer server(EmulatorOptions options, Optional<Certificates> certificates)
      throws IOException {
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    InetSocketAddress address = new InetSocketAddress(loopback, options.port());
    if (certificates.isEmpty()) {
      return HttpServer.create(address, 0);
    }
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificates.get().context()));
    return server;
  }

  /** Where it listens: {@code http://127.0.0.1:port}, with TLS {@code https}. */
  public URI uri() {
    return URI.create(scheme() + "://127.0.0.1:" + server.getAddress().getPort());
  }

  private String scheme() {
    return certificates.isPresent() ? "https" : "http";
  }

  /** The authority that clients must trust, as PEM; empty without TLS. */
  public Optional<String> authority() {
    return certificates.map(Certificates::authority);
  }

  /** The latest requests that it has answered, as many as the options say, oldest first. */
  public List<LoggedRequest> requests() {
    return log.requests();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    log.close();
    keeper.ifPresent(StateKeeper::close);
  }

  /**
   * Answers one request. A connection that is not answered in full is ended by throwing: the server
   * never forgets one that is only closed.
   */
  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      long start = System.nanoTime();
      byte[] body = exchange.getRequestBody().readAllBytes();
      Answer answer = safely(exchange, new String(body, StandardCharsets.UTF_8));
      byte[] content = answer.body().getBytes(StandardCharsets.UTF_8);
      String agent = exchange.getRequestHeaders().getFirst("User-Agent");
      log.add(
          new LoggedRequest(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getRawPath(),
              AccessLog.masked(exchange.getRequestURI().getRawQuery()),
              answer.status(),
              (System.nanoTime() - start) / 1_000_000,
              body.length,
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

  private Answer safely(HttpExchange exchange, String body) {
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
    return (known ? Store.lower(forwarded) : scheme())
        + "://"
        + (host == null ? uri().getAuthority() : host);
  }

  private Call call(HttpExchange exchange, String body) {
    Map<String, String> headers = new HashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
    return Call.of(
        exchange.getRequestMethod(),
        base(exchange.getRequestHeaders()),
        path(exchange.getRequestURI()),
        exchange.getRequestURI().getRawQuery(),
        headers,
        body);
  }
}
