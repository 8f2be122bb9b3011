package dev.apimage.azure;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on loopback that gives the answers it was told, in order, and notes what was asked. */
final class ScriptedArm implements AutoCloseable {
  /** Plays one answer. */
  interface Step {
    void play(HttpExchange exchange) throws IOException;
  }

  /** One request as it came in; header names in lower case. */
  record Seen(String method, String uri, Map<String, String> headers, String body) {
    @Override
    public String toString() {
      return method + " " + uri;
    }
  }

  static final String SERVICE =
      "/subscriptions/sub/resourceGroups/rg/providers/Microsoft.ApiManagement/service/apim";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Step> script = new ArrayDeque<>();
  private final List<Seen> seen = new ArrayList<>();

  ScriptedArm() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Step step;
    synchronized (this) {
      seen.add(
          new Seen(
              exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
      step = script.poll();
    }
    if (step == null) {
      step = answer(418, "{\"error\":{\"code\":\"NotInScript\",\"message\":\"not in script\"}}");
    }
    step.play(exchange);
  }

  static Step answer(int status, String body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    };
  }

  /** Closes the connection without a word. */
  static Step breakConnection() {
    return HttpExchange::close;
  }

  /** Promises more than it sends. */
  static Step half(String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length * 2L);
      exchange.getResponseBody().write(bytes);
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  ScriptedArm then(int status, String body, String... headers) {
    return then(answer(status, body, headers));
  }

  synchronized ScriptedArm then(Step step) {
    script.add(step);
    return this;
  }

  synchronized List<Seen> seen() {
    return List.copyOf(seen);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Target target() {
    return new Target("sub", "rg", "apim", Cloud.at(url()));
  }

  ArmConnection connect(Timekeeper time) {
    return new ArmConnection(target(), ArmOptions.defaults().withTime(time));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
