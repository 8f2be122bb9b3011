package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.apimage.Shared;
import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Replays the official request and response examples, each on a service that holds what the example
 * takes for granted. The request must get one of the documented statuses, the answer must hold what
 * the documented one holds (see {@link ExampleComparison}) and its documented headers, and a long
 * operation must end well.
 */
class OfficialExamplesTest {
  @Test
  void official_examples_are_answered_as_documented() throws IOException {
    Path folder = Shared.shared().resolve("apim-rest");
    JsonNode lists =
        Client.JSON.readTree(OfficialExamplesTest.class.getResourceAsStream("examples.json"));
    List<OfficialExample> examples = OfficialExample.in(folder);
    Map<String, JsonNode> puts = puts(examples);
    Map<String, List<String>> failed = new TreeMap<>();
    TreeSet<String> leftOut = new TreeSet<>();
    for (OfficialExample example : examples) {
      List<String> differences = replay(example, lists, puts, leftOut);
      if (!differences.isEmpty()) {
        failed.put(example.toString(), differences);
      }
    }
    TreeSet<String> exceptions = new TreeSet<>();
    lists.path("exceptions").fieldNames().forEachRemaining(exceptions::add);
    TreeSet<String> notServed = new TreeSet<>();
    lists.path("notServed").fieldNames().forEachRemaining(notServed::add);
    System.out.printf(
        "Official examples: %d replayed, %d as documented, %d exceptions; %d operations not served%n",
        examples.size(), examples.size() - failed.size(), exceptions.size(), leftOut.size());
    failed.forEach(
        (example, differences) -> {
          if (!exceptions.contains(example)) {
            System.out.println(example + "\n  " + String.join("\n  ", differences));
          }
        });
    assertThat(exceptions).hasSizeLessThanOrEqualTo(20);
    assertThat(failed.keySet()).isEqualTo(exceptions);
    assertThat(leftOut).isEqualTo(notServed);
  }

  private static Map<String, JsonNode> puts(List<OfficialExample> examples) {
    Map<String, JsonNode> puts = new HashMap<>();
    for (OfficialExample example : examples) {
      if (example.method().equals("PUT") && !example.below().isEmpty()) {
        String template =
            example
                .path()
                .replaceFirst("^.*/service/\\{serviceName}/", "")
                .replaceAll("\\{[^}]+}", "*");
        example.body().ifPresent(body -> puts.putIfAbsent(template, body));
      }
    }
    return puts;
  }

  private static List<String> replay(
      OfficialExample example, JsonNode lists, Map<String, JsonNode> puts, Set<String> leftOut)
      throws IOException {
    EmulatorOptions options =
        EmulatorOptions.defaults().withEmpty(true).withServices(services(example));
    try (Emulator emulator = Emulator.start(options)) {
      Client client = new Client(emulator);
      ExampleStage stage =
          new ExampleStage(
              client,
              emulator.uri()
                  + "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg1"
                  + "/providers/Microsoft.ApiManagement/service/"
                  + example.service(),
              lists,
              puts);
      stage.prepare(example);
      Got first = send(example, client, emulator);
      if (first.status() == 501) {
        leftOut.add(example.operation());
        return List.of();
      }
      List<String> differences = new ArrayList<>(judge(example, client, stage, first));
      if (!differences.isEmpty()) {
        differences.addAll(stage.failures());
      }
      return differences;
    }
  }

  /** The service that is asked, or those that a list of services shows. */
  private static String[] services(OfficialExample example) {
    List<String> names = new ArrayList<>(List.of(example.service()));
    for (JsonNode item : example.answer().path("value")) {
      if (item.path("type").asText().equals("Microsoft.ApiManagement/service")) {
        names.add(item.path("name").asText());
      }
    }
    return names.toArray(String[]::new);
  }

  private static Got send(OfficialExample example, Client client, Emulator emulator) {
    return client.at(
        example.method(),
        emulator.uri() + example.filled() + example.query(),
        example.body().map(JsonNode::toString).orElse(""),
        example.ifMatch());
  }

  private static List<String> judge(
      OfficialExample example, Client client, ExampleStage stage, Got first) {
    List<String> differences = new ArrayList<>();
    if (!example.statuses().contains(first.status())) {
      differences.add(
          "answers " + first.status() + " where " + example.statuses() + ": " + first.raw().body());
      return differences;
    }
    headers(example, first, differences);
    Got last = first;
    if (first.status() == 202 && first.header("Location").isPresent()) {
      last = client.finish(first);
      if (last.status() >= 300) {
        differences.add("ends with " + last.status() + " " + last.raw().body());
      }
    }
    JsonNode documented = example.answers().path(String.valueOf(last.status())).path("body");
    if (documented.isObject() && !example.method().equals("HEAD")) {
      differences.addAll(
          ExampleComparison.differences(
              documented, last.body(), sent(example, stage), asked(example)));
    }
    return differences;
  }

  private static List<String> asked(OfficialExample example) {
    List<String> path = example.below();
    return example.method().equals("POST") ? path.subList(0, path.size() / 2 * 2) : path;
  }

  private static void headers(OfficialExample example, Got got, List<String> differences) {
    JsonNode headers = example.answers().path(String.valueOf(got.status())).path("headers");
    headers
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (got.header(name).isEmpty()) {
                differences.add("header " + name + " is absent on " + got.status());
              }
            });
  }

  private static JsonNode sent(OfficialExample example, ExampleStage stage) {
    if (example.method().equals("PUT") || example.method().equals("PATCH")) {
      return stage.kept(example.below(), example.body().orElse(MissingNode.getInstance()));
    }
    List<String> path = example.below();
    if (example.method().equals("GET") && path.size() % 2 == 1) {
      var list = Client.JSON.createObjectNode();
      for (JsonNode item : example.answer().path("value")) {
        List<String> at = new ArrayList<>(path);
        at.add(item.path("name").asText());
        JsonNode sent = stage.sent(at);
        list.withArray("value").add(sent.isMissingNode() ? Client.JSON.createObjectNode() : sent);
      }
      return list;
    }
    return stage.sent(path);
  }
}
