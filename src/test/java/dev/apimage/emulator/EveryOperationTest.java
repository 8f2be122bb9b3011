package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.Shared;
import dev.apimage.emulator.Client.Got;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EveryOperationTest extends EmulatorTest {
  @Test
  void every_operation_is_served_or_honestly_refused() {
    int operations = 0;
    for (Contract.Template template : Contract.get().templates()) {
      for (Map.Entry<String, Contract.Verb> verb : template.verbs().entrySet()) {
        operations++;
        check(template, verb.getKey(), verb.getValue());
      }
    }
    assertThat(operations).isGreaterThan(600);
  }

  private void check(Contract.Template template, String method, Contract.Verb verb) {
    String path = "/" + String.join("/", template.segments());
    String address =
        path.replace("{serviceName}", method.equals("DELETE") ? "nobody" : "apim")
            .replaceAll("\\{[^}]+}", "x");
    Got got =
        client.at(
            method,
            emulator.uri() + address + "?api-version=2024-05-01",
            verb.body().isPresent() ? "{}" : "",
            "*");
    boolean documented = verb.statuses().contains(got.status());
    boolean refused = got.status() >= 400 && got.status() < 500;
    boolean leftOut =
        got.status() == 501 && (method.equals("HEAD") || got.message().contains(verb.operation()));
    if (!method.equals("HEAD") && got.status() >= 400 && got.code().isEmpty()) {
      fail("%s %s answers %d without a code", method, path, got.status());
    }
    assertThat(documented || refused || leftOut)
        .as("%s %s answers %d %s", method, path, got.status(), got.raw().body())
        .isTrue();
  }

  @Test
  void the_official_examples_of_requests_are_valid_bodies() throws IOException {
    Path folder = Shared.shared().resolve("apim-rest");
    JsonNode index = Client.JSON.readTree(Files.readString(folder.resolve("examples-index.json")));
    int checked = 0;
    List<String> refused = new ArrayList<>();
    for (JsonNode entry : index) {
      for (JsonNode example : entry.path("examples")) {
        checked += check(entry, folder.resolve("examples").resolve(example.asText()), refused);
      }
    }
    assertThat(refused).isEmpty();
    assertThat(checked).isGreaterThan(200);
  }

  private static int check(JsonNode entry, Path file, List<String> refused) throws IOException {
    String method = entry.path("method").asText();
    String path = entry.path("path").asText().replaceFirst("\\?.*", "");
    Contract.Verb verb =
        Contract.get()
            .match(List.of(path.substring(1).split("/", -1)))
            .orElseThrow()
            .verbs()
            .get(method);
    if (verb == null || verb.body().isEmpty() || !Files.exists(file)) {
      return 0;
    }
    JsonNode parameters = Client.JSON.readTree(Files.readString(file)).path("parameters");
    JsonNode body = parameters.path("parameters");
    if (!(body instanceof ObjectNode)) {
      return 0;
    }
    try {
      Contract.get()
          .shapes()
          .read(verb.body().get(), body, new Shapes.Reading(method.equals("PATCH"), false));
    } catch (Refusal refusal) {
      refused.add(file.getFileName() + ": " + refusal.body());
    }
    return 1;
  }
}
