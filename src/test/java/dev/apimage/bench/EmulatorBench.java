package dev.apimage.bench;

import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * How many requests a second the emulator answers, and how much heap 75,000 operations take. The
 * load generator runs in the same process and shares its cores; it speaks HTTP over plain sockets
 * that stay open, so that it takes as little of them as can be.
 *
 * <p>{@code java -cp … dev.apimage.bench.EmulatorBench [seconds] [clients]}
 */
public final class EmulatorBench {
  private static final int APIS = 750;
  private static final int OPERATIONS = 100;
  private static final String SERVICE =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/apim/";
  private static final String VERSION = "?api-version=2024-05-01";

  private final URI uri;
  private final int clients;

  private EmulatorBench(URI uri, int clients) {
    this.uri = uri;
    this.clients = clients;
  }

  /** Prints its figures. */
  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    int clients = args.length > 1 ? Integer.parseInt(args[1]) : 8;
    try (Emulator emulator = Emulator.start(EmulatorOptions.defaults().withEmpty(true))) {
      EmulatorBench bench = new EmulatorBench(emulator.uri(), clients);
      long empty = heap();
      bench.fill();
      System.out.printf(
          Locale.ROOT, "heap of %,d operations: %d MB%n", APIS * OPERATIONS, heap() - empty);
      for (int round = 0; round < 3; round++) {
        bench.run("list of 100 operations", seconds, n -> api(n) + "/operations");
        bench.run("list of 100 APIs", seconds, n -> "apis");
        bench.run("GET of an operation", seconds, n -> api(n) + "/operations/op-" + n % OPERATIONS);
      }
    }
  }

  private static String api(int n) {
    return "apis/api-" + n % APIS;
  }

  /** Megabytes in use after a collection. */
  private static long heap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  private void fill() throws Exception {
    parallel(
        client -> {
          try (Connection connection = new Connection(uri)) {
            for (int a = client; a < APIS; a += clients) {
              connection.put(api(a), "{'displayName':'A" + a + "','path':'a" + a + "'}");
              for (int o = 0; o < OPERATIONS; o++) {
                connection.put(api(a) + "/operations/op-" + o, operation(o));
              }
            }
          }
          return 0L;
        });
  }

  private static String operation(int n) {
    return "{'displayName':'Operation "
        + n
        + "','method':'GET','urlTemplate':'/things/{id}/parts/"
        + n
        + "','description':'Answers with one part of a thing, or says that there is none.',"
        + "'templateParameters':[{'name':'id','type':'string','required':true}],"
        + "'request':{'queryParameters':[{'name':'expand','type':'boolean'}]},"
        + "'responses':[{'statusCode':200,'description':'The part.',"
        + "'representations':[{'contentType':'application/json'}]},"
        + "{'statusCode':404,'description':'There is none.'}]}";
  }

  private void run(String what, int seconds, IntFunction<String> path) throws Exception {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    long start = System.nanoTime();
    long[] bytes = new long[clients];
    long requests =
        parallel(
            client -> {
              long count = 0;
              try (Connection connection = new Connection(uri)) {
                for (int n = client; System.nanoTime() < end; n += clients) {
                  bytes[client] += connection.exchange("GET", path.apply(n), "");
                  count++;
                }
              }
              return count;
            });
    double took = (System.nanoTime() - start) / 1e9;
    long all = 0;
    for (long some : bytes) {
      all += some;
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %,.0f a second, %,d bytes each%n",
        what,
        requests / took,
        all / Math.max(1, requests));
  }

  private interface Work {
    long of(int client) throws IOException;
  }

  private long parallel(Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Future<Long>> results = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        int client = i;
        results.add(threads.submit(() -> work.of(client)));
      }
      long sum = 0;
      for (Future<Long> result : results) {
        sum += result.get();
      }
      return sum;
    } finally {
      threads.shutdown();
    }
  }

  /** One connection that stays open; answers are counted, not read. */
  private static final class Connection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];

    Connection(URI uri) throws IOException {
      socket = new Socket(uri.getHost(), uri.getPort());
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream(), buffer.length);
    }

    void put(String path, String properties) throws IOException {
      exchange("PUT", path, "{\"properties\":" + properties.replace('\'', '"') + "}");
    }

    /** Sends a request and reads its answer; the number of bytes in the body. */
    int exchange(String method, String path, String body) throws IOException {
      String request =
          method
              + " "
              + SERVICE
              + path
              + VERSION
              + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer any\r\n"
              + "Accept: application/json\r\nContent-Type: application/json\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String status = line();
      if (!status.contains(" 200 ") && !status.contains(" 201 ")) {
        throw new IOException(path + ": " + status);
      }
      int length = 0;
      for (String header = line(); !header.isEmpty(); header = line()) {
        if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Integer.parseInt(header.substring(15).trim());
        }
      }
      for (int left = length; left > 0; ) {
        int read = in.read(buffer, 0, Math.min(left, buffer.length));
        if (read < 0) {
          throw new IOException("the emulator closed the connection");
        }
        left -= read;
      }
      return length;
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("the emulator closed the connection");
        }
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
