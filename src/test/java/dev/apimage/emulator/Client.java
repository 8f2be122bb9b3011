package dev.apimage.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/** Speaks real HTTP to an emulator; paths are relative to one service. */
final class Client {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI base;
  private final String service;
  private final String version;

  Client(Emulator emulator) {
    this(emulator.uri());
  }

  Client(URI base) {
    this(base, "apim", "2024-05-01");
  }

  private Client(URI base, String service, String version) {
    this.base = base;
    this.service = service;
    this.version = version;
  }

  Client service(String name) {
    return new Client(base, name, version);
  }

  Client version(String other) {
    return new Client(base, service, other);
  }

  /** An answer: its body as a tree, or an empty tree. */
  record Got(int status, JsonNode body, HttpResponse<String> raw) {
    String code() {
      return body.path("error").path("code").asText();
    }

    String message() {
      return body.path("error").path("message").asText();
    }

    JsonNode detail() {
      return body.path("error").path("details").path(0);
    }

    JsonNode properties() {
      return body.path("properties");
    }

    Optional<String> header(String name) {
      return raw.headers().firstValue(name);
    }

    String etag() {
      return header("ETag").orElse("");
    }
  }

  String id() {
    return "/subscriptions/s1/resourceGroups/rg1/providers/Microsoft.ApiManagement/service/"
        + service;
  }

  Got get(String path) {
    return send("GET", path, "", "");
  }

  Got head(String path) {
    return send("HEAD", path, "", "");
  }

  Got post(String path) {
    return send("POST", path, "", "");
  }

  Got delete(String path) {
    return send("DELETE", path, "", "*");
  }

  /** PUT of properties, with single quotes for double ones. */
  Got put(String path, String properties) {
    return send("PUT", path, body(properties), "");
  }

  Got patch(String path, String properties) {
    return send("PATCH", path, body(properties), "*");
  }

  private static String body(String properties) {
    return "{\"properties\":" + properties.replace('\'', '"') + "}";
  }

  Got send(String method, String path, String body, String ifMatch) {
    String separator = path.contains("?") ? "&" : "?";
    String slash = path.isEmpty() || path.startsWith("/") ? "" : "/";
    return at(
        method, base + id() + slash + path + separator + "api-version=" + version, body, ifMatch);
  }

  Got at(String method, String address, String body, String ifMatch) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", "Bearer any")
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!ifMatch.isEmpty()) {
      request.header("If-Match", ifMatch);
    }
    return exchange(request.build());
  }

  static Got exchange(HttpRequest request) {
    try {
      HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      JsonNode tree =
          type.startsWith("application/json") && !response.body().isEmpty()
              ? JSON.readTree(response.body())
              : JSON.createObjectNode();
      return new Got(response.statusCode(), tree, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Follows the Location of a long-running answer to its end. */
  Got finish(Got accepted) {
    String location = accepted.header("Location").orElseThrow();
    Got got = at("GET", location, "", "");
    while (got.status() == 202) {
      got = at("GET", location, "", "");
    }
    return got;
  }
}
