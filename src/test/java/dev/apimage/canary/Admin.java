package dev.apimage.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Somebody with every permission, who shares no code with the tool: fills services, asks keys. */
public final class Admin {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final URI emulator;
  private final String service;

  /** At one service of an emulator. */
  public Admin(URI emulator, String service) {
    this.emulator = emulator;
    this.service = service;
  }

  /** Makes a resource, or says loudly why that cannot be. */
  public void put(String path, JsonNode properties) {
    ObjectNode body = JSON.createObjectNode();
    body.set("properties", properties);
    send("PUT", path, body.toString());
  }

  /** What a GET answers. */
  public JsonNode get(String path) {
    return send("GET", path, "");
  }

  /** What a POST without a body answers. */
  public JsonNode post(String path) {
    return send("POST", path, "");
  }

  private JsonNode send(String method, String path, String body) {
    String encoded =
        Arrays.stream(path.split("/", -1))
            .map(s -> URLEncoder.encode(s, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"));
    String url =
        emulator
            + "/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/"
            + service
            + (encoded.startsWith("/") ? "" : "/")
            + encoded
            + "?api-version=2024-05-01";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer admin")
            // The demonstration counts what asks for secrets and is not the auditor.
            .header("User-Agent", "apimage-demo-auditor")
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("If-Match", "*")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new AssertionError(method + " " + path + ": " + answer.body());
      }
      return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
