package dev.apimage.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.Rig;
import dev.apimage.Shared;
import dev.apimage.kind.Kind;
import dev.apimage.model.Address;
import dev.apimage.model.Origin;
import dev.apimage.model.Resource;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.Plan;
import dev.apimage.plan.PlanOptions;
import dev.apimage.publish.Outcome;
import dev.apimage.secret.Withheld;
import dev.apimage.secret.Withholding;
import dev.apimage.text.PolicyDocument;
import dev.apimage.text.PolicyReference;
import dev.apimage.text.PolicyText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every well-formed policy that people published as a sample, through a service and back. */
class RealPoliciesSurviveTest {
  private final Map<Address, Resource> desired = new TreeMap<>();

  @Test
  void unchangedThroughAServiceThatIndentsThemItsOwnWay() throws IOException {
    int count = 0;
    try (Stream<Path> files = Files.walk(Shared.shared().resolve("corpus").resolve("policies"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".xml")).sorted().toList()) {
        String text = PolicyText.onDisk(Files.readString(file, UTF_8));
        if (PolicyDocument.of(text).faults().isEmpty() && refersOnlyToWhatAnImageHas(text)) {
          policy("p" + count, text);
          count++;
        }
      }
    }
    assertThat(count).isGreaterThan(100);
    try (Rig rig = Rig.empty("a")) {
      Snapshot snapshot = new Snapshot(new TreeMap<>(desired));
      Outcome outcome = rig.publish(snapshot, "a", PlanOptions.defaults());
      assertThat(outcome.failed()).isEmpty();
      Plan again = rig.plan(snapshot, "a", PlanOptions.defaults());
      assertThat(again.changes()).isEmpty();
      Snapshot stored = rig.read("a").snapshot();
      for (Resource resource : snapshot.resources().values()) {
        String text = resource.body().path("value").asText();
        if (text.startsWith("<")) {
          String answer = stored.at(resource.address()).orElseThrow().body().path("value").asText();
          assertThat(PolicyText.canonical(answer)).isEqualTo(PolicyText.canonical(text));
        }
      }
    }
  }

  private static boolean refersOnlyToWhatAnImageHas(String text) {
    List<PolicyReference> references = PolicyText.references(text);
    boolean isTemplate = references.stream().anyMatch(r -> r.id().contains("{"));
    return !isTemplate
        && references.stream()
            .map(PolicyReference::type)
            .allMatch(
                List.of(
                        PolicyReference.Type.NAMED_VALUE,
                        PolicyReference.Type.BACKEND,
                        PolicyReference.Type.FRAGMENT)
                    ::contains);
  }

  private void policy(String name, String text) {
    boolean isFragment = text.contains("<fragment>");
    for (PolicyReference reference : PolicyText.references(text)) {
      switch (reference.type()) {
        case NAMED_VALUE ->
            add(
                Address.of("namedValues", reference.id()),
                body().put("displayName", reference.id()).put("value", "1"));
        case BACKEND ->
            add(
                Address.of("backends", reference.id()),
                body().put("url", "https://contoso.com").put("protocol", "http"));
        default ->
            add(Address.of("policyFragments", reference.id()), body().put("value", "<fragment />"));
      }
    }
    if (isFragment) {
      add(Address.of("policyFragments", name), body().put("value", text));
    } else {
      add(
          Address.of("apis", name),
          body().put("displayName", name).put("path", name).put("definition", "operations"));
      add(Address.of("apis", name).child("policy"), body().put("value", text));
    }
  }

  private static ObjectNode body() {
    return JsonNodeFactory.instance.objectNode();
  }

  private void add(Address address, ObjectNode properties) {
    Withheld withheld = Withholding.of(Kind.require(address), properties);
    desired.put(
        address, new Resource(address, withheld.body(), withheld.secrets(), Origin.SERVICE));
  }
}
