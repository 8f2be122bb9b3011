package dev.apimage.emulator;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A running emulator of the management plane on the loopback address. Thread-safe; close it to free
 * the port.
 */
public final class Emulator implements AutoCloseable {
  private static final int THREADS = 64;

  private final Optional<Certificates> certificates;
  private final EmulatorOptions options;
  private final Services services;
  private final HttpServer server;
  private final HttpServer blobs;
  private final ExecutorService threads;
  private final AccessLog log;

  private Emulator(
      EmulatorOptions options,
      Services services,
      HttpServer server,
      HttpServer blobs,
      ExecutorService threads,
      AccessLog log,
      Optional<Certificates> certificates) {
    this.certificates = certificates;
    this.options = options;
    this.services = services;
    this.server = server;
    this.blobs = blobs;
    this.threads = threads;
    this.log = log;
  }

  /**
   * Starts an emulator; it answers when this returns.
   *
   * @throws IOException the port is taken or the log cannot be written
   * @throws IllegalArgumentException the faults are not well specified
   */
  public static Emulator start(EmulatorOptions options) throws IOException {
    // On JDK 17 each keep-alive answer waits 40 ms without this; read when the server class loads.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    Services services = new Services(options);
    Storage storage = new Storage();
    Handler handler = handler(options, services, storage);
    Optional<Certificates> certificates =
        options.https() ? Optional.of(Certificates.make()) : Optional.empty();
    HttpServer server = server(options.port(), certificates);
    HttpServer blobs = server(0, certificates);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "apim-emulator");
              thread.setDaemon(true);
              return thread;
            });
    AccessLog log = new AccessLog(options.log(), options.remembered());
    Emulator emulator = new Emulator(options, services, server, blobs, threads, log, certificates);
    Wire wire = new Wire(log, emulator.uri(), storage, blobs.getAddress().getPort());
    server.createContext("/", wire.to(handler));
    blobs.createContext("/", wire.to(storage.blobs()));
    for (HttpServer one : List.of(blobs, server)) {
      one.setExecutor(threads);
      one.start();
    }
    return emulator;
  }

  private static HttpServer server(int port, Optional<Certificates> certificates)
      throws IOException {
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    InetSocketAddress address = new InetSocketAddress(loopback, port);
    if (certificates.isEmpty()) {
      return HttpServer.create(address, 0);
    }
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificates.get().context()));
    return server;
  }

  private static Handler handler(EmulatorOptions options, Services services, Storage storage) {
    Handler router = new Router(services)::answer;
    KeyVault vault = new KeyVault(options.readonlyToken());
    Handler handler = options.strictKeyVault() ? new VaultReferences(vault::holds, router) : router;
    handler = Filters.limited(handler);
    handler = SignIn.directory(Access.readOnly(options.readonlyToken(), handler));
    handler = options.throttled() ? new Throttle(handler, InstantSource.system()) : handler;
    handler = Access.signedIn(options.tokens(), handler);
    handler = SignIn.open(options.token(), storage.blobs(handler));
    handler = vault.before(handler);
    handler = Faults.of(options.faults(), services::find, handler);
    return Filters.addressed(Filters.marked(Filters.late(options.latency(), handler)));
  }

  /** Where it listens: {@code http://127.0.0.1:port}, with TLS {@code https}. */
  public URI uri() {
    String scheme = certificates.isPresent() ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
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
    blobs.stop(0);
    threads.shutdownNow();
    log.close();
    if (options.state().isPresent()) {
      try {
        StateFile.write(options.state().get(), services.all());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
