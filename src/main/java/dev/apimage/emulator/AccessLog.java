package dev.apimage.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps one record a request and writes it as one JSON line before the answer leaves. */
final class AccessLog implements AutoCloseable {
  /** Query parameters whose values are no secret by contract. */
  private static final Set<String> PLAIN =
      Set.of(
          "api-version",
          "$top",
          "$skip",
          "$filter",
          "$orderby",
          "$select",
          "%24top",
          "%24skip",
          "%24filter",
          "%24orderby",
          "%24select",
          "format",
          "export",
          "expandgroups",
          "expandapiversionset",
          "tags",
          "scope",
          "notify",
          "apptype",
          "deletesubscriptions",
          "deleterevisions",
          "force",
          "iskeyvaultrefreshfailed",
          "includenottaggedapis",
          "includenottaggedproducts",
          "includenottaggedoperations",
          "asyncid",
          "asynccode");

  /** Clients ask for the same paths again and again; so many different ones are kept once. */
  private static final int SHARED = 50_000;

  private final Deque<LoggedRequest> requests = new ArrayDeque<>();
  private final Map<String, String> shared = new HashMap<>();
  private final int remembered;
  private final Optional<BufferedWriter> writer;

  AccessLog(Optional<Path> file, int remembered) throws IOException {
    this.remembered = remembered;
    if (file.isPresent()) {
      StateFile.requireFolder(file.get(), "log");
    }
    writer =
        file.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Files.newBufferedWriter(
                    file.get(),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND));
  }

  private LoggedRequest shared(LoggedRequest one) {
    return new LoggedRequest(
        once(one.method()),
        once(one.path()),
        once(one.query()),
        one.status(),
        one.ms(),
        one.requestBytes(),
        one.responseBytes(),
        once(one.userAgent()));
  }

  private String once(String text) {
    String known = shared.get(text);
    if (known == null && shared.size() < SHARED) {
      shared.put(text, text);
    }
    return known == null ? text : known;
  }

  /** The query with only those values that are no secret. */
  static String masked(String rawQuery) {
    if (rawQuery == null) {
      return "";
    }
    StringBuilder masked = new StringBuilder();
    for (String pair : rawQuery.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      masked.append(masked.length() == 0 ? "" : "&");
      masked.append(
          equals < 0 || PLAIN.contains(name.toLowerCase(Locale.ROOT)) ? pair : name + "=***");
    }
    return masked.toString();
  }

  synchronized void add(LoggedRequest request) throws IOException {
    if (remembered > 0) {
      requests.addLast(shared(request));
    }
    if (requests.size() > remembered) {
      requests.removeFirst();
    }
    if (writer.isPresent()) {
      ObjectNode line = Json.object();
      line.put("method", request.method())
          .put("path", request.path())
          .put("query", request.query())
          .put("status", request.status())
          .put("ms", request.ms())
          .put("requestBytes", request.requestBytes())
          .put("responseBytes", request.responseBytes())
          .put("userAgent", request.userAgent());
      writer.get().write(line + "\n");
      writer.get().flush();
    }
  }

  synchronized List<LoggedRequest> requests() {
    return List.copyOf(requests);
  }

  @Override
  public synchronized void close() {
    writer.ifPresent(
        open -> {
          try {
            open.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
