package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request: the path as percent-decoded segments, the query's names without regard to case.
 *
 * @param base scheme, host and port as the client sees them, for absolute links
 */
record Call(
    String method,
    String base,
    String rawPath,
    List<String> segments,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {

  static Call of(
      String method,
      String base,
      String rawPath,
      String rawQuery,
      Map<String, String> headers,
      String body) {
    Map<String, String> lookup = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    lookup.putAll(headers);
    return new Call(
        method,
        base,
        rawPath,
        segments(rawPath),
        query(rawQuery),
        Collections.unmodifiableMap(lookup),
        body);
  }

  private static List<String> segments(String rawPath) {
    List<String> segments = new ArrayList<>();
    for (String segment : rawPath.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(decoded(segment.replace("+", "%2B")));
      }
    }
    return List.copyOf(segments);
  }

  private static Map<String, String> query(String rawQuery) {
    Map<String, String> query = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (rawQuery != null) {
      for (String pair : rawQuery.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (!pair.isEmpty()) {
          query.put(
              decoded(equals < 0 ? pair : pair.substring(0, equals)),
              equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
      }
    }
    return Collections.unmodifiableMap(query);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "BadRequest", "The request URI is not well formed.");
    }
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name));
  }

  boolean flag(String name) {
    return "true".equalsIgnoreCase(query.get(name));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The token of a bearer's Authorization; the scheme's case does not matter (RFC 9110). */
  Optional<String> bearer() {
    String scheme = "Bearer ";
    return header("Authorization")
        .filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()))
        .map(value -> value.substring(scheme.length()).trim())
        .filter(token -> !token.isEmpty());
  }

  String apiVersion() {
    return query.getOrDefault("api-version", "");
  }

  /** The body as a tree; an empty body is an empty tree. */
  JsonNode json() {
    if (body.isEmpty()) {
      return Json.object();
    }
    try {
      return Json.parse(body);
    } catch (IOException e) {
      throw new Refusal(400, "BadRequest", "The request body is not valid JSON.");
    }
  }

  /** The query parameters in a stable order, for links that repeat them. */
  Map<String, String> parameters() {
    return new LinkedHashMap<>(query);
  }

  /** Names no content. */
  @Override
  public String toString() {
    return "Call[" + method + " " + rawPath + "]";
  }
}
