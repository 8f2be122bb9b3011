package dev.apimage.emulator;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.apimage.emulator.StateFile.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A running emulator of the management plane on the loopback address. Thread-safe; close it to free
 * the port.
 */
public final class Emulator implements AutoCloseable {
  /** A thread waits for a request's body and for the latency, so that there must be enough. */
  private static final int THREADS = 256;

  /** Seconds after which a request that does not arrive in full is given up. */
  private static final String PATIENCE = "60";

  private final Optional<Certificates> certificates;
  private final HttpServer server;
  private final HttpServer blobs;
  private final ExecutorService threads;
  private final AccessLog log;
  private final Optional<StateKeeper> keeper;
  private final Storage storage;
  private final Handler calm;

  private Emulator(
      HttpServer server,
      HttpServer blobs,
      ExecutorService threads,
      AccessLog log,
      Optional<Certificates> certificates,
      Optional<StateKeeper> keeper,
      Storage storage,
      Handler calm) {
    this.storage = storage;
    this.calm = calm;
    this.certificates = certificates;
    this.keeper = keeper;
    this.server = server;
    this.blobs = blobs;
    this.threads = threads;
    this.log = log;
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
    System.setProperty("sun.net.httpserver.maxReqTime", PATIENCE);
    AccessLog log = new AccessLog(options.log(), options.remembered());
    try {
      return start(options, log);
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  private static Emulator start(EmulatorOptions options, AccessLog log) throws IOException {
    State kept = options.state().isPresent() ? StateFile.read(options.state().get()) : State.EMPTY;
    Services services = new Services(options, kept.services());
    KeyVault vault = new KeyVault(options.readonlyToken(), kept.secrets());
    Optional<StateKeeper> keeper =
        options
            .state()
            .map(file -> new StateKeeper(file, () -> new State(services.all(), vault.saved())));
    Storage storage = new Storage();
    Handler handler = Chain.of(options, services, vault, storage, keeper);
    Handler calm = Chain.of(options.withoutTrouble(), services, vault, storage, keeper);
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
    Emulator emulator =
        new Emulator(server, blobs, threads, log, certificates, keeper, storage, calm);
    Wire wire = new Wire(log, emulator.uri(), storage, blobs.getAddress().getPort());
    server.createContext("/", wire.to(handler));
    blobs.createContext("/", wire.to(storage.blobs()));
    keeper.ifPresent(StateKeeper::start);
    for (HttpServer one : List.of(blobs, server)) {
      one.setExecutor(threads);
      one.start();
    }
    return emulator;
  }

  /**
   * Lets somebody fill the services before others use them: at an address of its own, in plain HTTP
   * and for any token, without the latency, throttle and faults that the options ask for. The
   * address is gone when this returns.
   *
   * @throws IOException there is no port left
   */
  public void fill(Consumer<URI> work) throws IOException {
    HttpServer door = server(0, Optional.empty());
    URI address = URI.create("http://127.0.0.1:" + door.getAddress().getPort());
    Wire wire = new Wire(log, address, storage, blobs.getAddress().getPort());
    door.createContext("/", wire.to(calm));
    door.setExecutor(threads);
    door.start();
    try {
      work.accept(address);
    } finally {
      door.stop(0);
    }
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
    keeper.ifPresent(StateKeeper::close);
  }
}
