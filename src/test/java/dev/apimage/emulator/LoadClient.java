package dev.apimage.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * One client of the mixed load. It knows what it has written, and after an answer that got lost it
 * reads what became of its request before it goes on. In the entities that all change, each client
 * counts in a place of its own, under the ETag that it has read: a lost update shows as a count
 * that is too low.
 */
final class LoadClient implements Runnable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String SERVICE =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement/service/apim/";
  private static final Set<Integer> TROUBLE = Set.of(408, 409, 412, 422, 429, 500, 502, 503, 504);
  private static final int NAMES = 25;
  private static final int COUNTERS = 3;
  private static final int SLOTS = 8;

  private final Emulator emulator;
  private final int number;
  private final long until;
  private final Random random;
  private final Map<String, String> mine = new HashMap<>();
  private final int[] counted = new int[COUNTERS];
  private final List<String> surprises = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();
  private long requests;
  private long troubles;

  LoadClient(Emulator emulator, int number, long until) {
    this.emulator = emulator;
    this.number = number;
    this.until = until;
    this.random = new Random(number);
  }

  /** An answer; its status is -1 if none came. */
  record Reply(int status, JsonNode body, String etag, String location) {
    boolean done() {
      return status >= 200 && status < 300;
    }
  }

  long requests() {
    return requests;
  }

  long troubles() {
    return troubles;
  }

  List<String> surprises() {
    return surprises;
  }

  List<String> lostUpdates() {
    return lost;
  }

  static String tag(String name) {
    return "{\"properties\":{\"displayName\":\"" + name + "\"}}";
  }

  private static String product(String description) {
    return "{\"properties\":{\"displayName\":\"P\",\"description\":\"" + description + "\"}}";
  }

  /** Makes what all clients count in. */
  static void counters(Emulator emulator) {
    String zeros = String.join(",", java.util.Collections.nCopies(SLOTS, "0"));
    for (int i = 0; i < COUNTERS; i++) {
      while (!send(emulator, "PUT", "products/counter" + i, product(zeros), "").done()) {
        Thread.onSpinWait();
      }
    }
  }

  @Override
  public void run() {
    for (int i = 0; i < NAMES; i++) {
      settle("tags/c" + number + "-" + i);
    }
    for (int i = 0; i < COUNTERS; i++) {
      counted[i] = slots(certainly("products/counter" + i))[number];
    }
    while (System.nanoTime() < until) {
      switch (random.nextInt(8)) {
        case 0, 1 -> write();
        case 2 -> delete();
        case 3 -> list();
        case 4 -> imported();
        case 5, 6 -> count(random.nextInt(COUNTERS));
        default -> check("tags/c" + number + "-" + random.nextInt(NAMES));
      }
    }
    mine.keySet().forEach(this::check);
    for (int i = 0; i < COUNTERS; i++) {
      int told = slots(certainly("products/counter" + i))[number];
      if (told != counted[i]) {
        lost.add("counter" + i + " says " + told + " where " + counted[i] + " were counted");
      }
    }
  }

  private String any() {
    return "tags/c" + number + "-" + random.nextInt(NAMES);
  }

  private void write() {
    String path = any();
    // No two tags may have one display name.
    String value = number + "-" + requests;
    boolean patch = !mine.get(path).isEmpty() && random.nextBoolean();
    Reply reply = ask(patch ? "PATCH" : "PUT", path, tag(value), patch ? "*" : "");
    if (reply.done()) {
      mine.put(path, value);
    } else if (reply.status() == -1) {
      either(path, value);
    }
  }

  private void delete() {
    String path = any();
    Reply reply = ask("DELETE", path, "", "*");
    if (reply.done()) {
      mine.put(path, "");
    } else if (reply.status() == -1) {
      either(path, "");
    }
  }

  /** A request without an answer has happened or not; nothing else may be there. */
  private void either(String path, String wanted) {
    String before = mine.get(path);
    settle(path);
    String now = mine.get(path);
    if (!now.equals(before) && !now.equals(wanted)) {
      lost.add(path + " is " + now + " where " + before + " or " + wanted + " was written");
    }
  }

  private void settle(String path) {
    mine.put(path, certainly(path).body().path("properties").path("displayName").asText());
  }

  private void check(String path) {
    String now = certainly(path).body().path("properties").path("displayName").asText();
    if (!now.equals(mine.get(path))) {
      lost.add(path + " is " + now + " where " + mine.get(path) + " was written");
    }
  }

  private void list() {
    // Pages shift while others delete, so a page must hold all that is this client's.
    String own = "startswith(name,'c" + number + "-')";
    String filter = URLEncoder.encode(own, StandardCharsets.UTF_8);
    Reply reply = ask("GET", "tags?%24filter=" + filter, "", "");
    if (!reply.done() || reply.body().isMissingNode()) {
      return;
    }
    Set<String> told = new TreeSet<>();
    for (JsonNode one : reply.body().path("value")) {
      String path = "tags/" + one.path("name").asText();
      if (mine.containsKey(path)) {
        told.add(path + "=" + one.path("properties").path("displayName").asText());
      }
    }
    Set<String> known = new TreeSet<>();
    mine.forEach(
        (path, value) -> {
          if (!value.isEmpty()) {
            known.add(path + "=" + value);
          }
        });
    if (!told.equals(known)) {
      lost.add("the list says " + told + " where " + known + " was written");
    }
  }

  /** An import, asked about until it has ended. */
  private void imported() {
    String document =
        "{\\\"openapi\\\":\\\"3.0.1\\\",\\\"info\\\":{\\\"title\\\":\\\"A\\\",\\\"version\\\":\\\"1\\\"},"
            + "\\\"paths\\\":{\\\"/x\\\":{\\\"get\\\":{\\\"responses\\\":{\\\"200\\\":"
            + "{\\\"description\\\":\\\"ok\\\"}}}}}}";
    String api = "apis/c" + number;
    String body =
        "{\"properties\":{\"path\":\"c"
            + number
            + "\",\"format\":\"openapi+json\",\"value\":\""
            + document
            + "\"}}";
    Reply begun = ask("PUT", api, body, "");
    String location = begun.location();
    for (int i = 0; i < 200 && begun.done() && !location.isEmpty(); i++) {
      Reply poll = ask("GET", location.substring(location.indexOf("apis/")), "", "");
      if (poll.done() && poll.status() != 202) {
        return;
      }
    }
  }

  private void count(int counter) {
    String path = "products/counter" + counter;
    Reply read = certainly(path);
    int[] slots = slots(read);
    if (slots[number] != counted[counter]) {
      lost.add(path + " says " + slots[number] + " where " + counted[counter] + " were counted");
      counted[counter] = slots[number];
    }
    slots[number]++;
    String text = String.join(",", Arrays.stream(slots).mapToObj(Integer::toString).toList());
    Reply reply =
        ask("PATCH", path, "{\"properties\":{\"description\":\"" + text + "\"}}", read.etag());
    if (reply.done()) {
      counted[counter]++;
    } else if (reply.status() == -1) {
      int now = slots(certainly(path))[number];
      if (now != counted[counter] && now != counted[counter] + 1) {
        lost.add(path + " says " + now + " where " + counted[counter] + " or one more is right");
      }
      counted[counter] = now;
    }
  }

  private static int[] slots(Reply read) {
    String text = read.body().path("properties").path("description").asText();
    return Arrays.stream(text.split(",", -1)).mapToInt(Integer::parseInt).toArray();
  }

  /** A GET, repeated until it is answered whole: 200 or 404. */
  private Reply certainly(String path) {
    while (true) {
      Reply reply = ask("GET", path, "", "");
      boolean whole = reply.status() == 200 && !reply.body().isMissingNode();
      if (whole || reply.status() == 404) {
        return reply;
      }
    }
  }

  private Reply ask(String method, String path, String body, String ifMatch) {
    Reply reply = send(emulator, method, path, body, ifMatch);
    requests++;
    if (TROUBLE.contains(reply.status()) || reply.status() == -1 || reply.body().isMissingNode()) {
      troubles++;
    } else if (!reply.done() && reply.status() != 404) {
      surprises.add(method + " " + path + ": " + reply.status() + " " + reply.body());
    }
    return reply;
  }

  static Reply send(Emulator emulator, String method, String path, String body, String ifMatch) {
    String address =
        emulator.uri() + SERVICE + path + (path.contains("api-version=") ? "" : version(path));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Authorization", "Bearer any")
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!ifMatch.isEmpty()) {
      request.header("If-Match", ifMatch);
    }
    try {
      HttpResponse<String> got = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Reply(
          got.statusCode(),
          tree(got.body()),
          got.headers().firstValue("ETag").orElse(""),
          got.headers().firstValue("Location").orElse(""));
    } catch (IOException e) {
      return new Reply(-1, MissingNode.getInstance(), "", "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String version(String path) {
    return (path.contains("?") ? "&" : "?") + "api-version=2024-05-01";
  }

  private static JsonNode tree(String body) {
    try {
      return body.isEmpty() ? Client.JSON.createObjectNode() : Client.JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
