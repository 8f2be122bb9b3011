package dev.apimage.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.apimage.Rig;
import dev.apimage.Shared;
import dev.apimage.azure.ArmException;
import dev.apimage.azure.ArmWriter;
import dev.apimage.folder.ArtefactFolder;
import dev.apimage.model.Address;
import dev.apimage.model.Snapshot;
import dev.apimage.plan.PlanOptions;
import dev.apimage.publish.Outcome;
import dev.apimage.secret.TextSecrets;
import dev.apimage.text.PolicyReference;
import dev.apimage.text.PolicyText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real policies, put as people put them, through extract and publish twice. */
class RealPoliciesTwiceTest {
  /** Documents that the service refuses, each with why. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "Call out to an HTTP endpoint and cache the response.policy.xml",
          "an expression in it is not closed",
          "cors-api-policy.xml",
          "a template: its fragment-id is {fragment_id}, which no fragment may be called");

  @TempDir Path temp;
  private final Set<String> supplied = new HashSet<>();

  @Test
  void realPoliciesComeBackFromBothServicesAsTheyWere() throws IOException {
    Map<Address, String> originals = new TreeMap<>();
    Map<String, String> refused = new HashMap<>();
    int count = 0;
    try (Rig rig = Rig.empty("a", "b")) {
      ArmWriter a = rig.connect("a").writer();
      ArmWriter b = rig.connect("b").writer();
      for (Path file : documents()) {
        String text = Files.readString(file, UTF_8);
        String name = "p" + count++;
        try {
          supply(a, b, text);
          originals.put(put(a, name, text), text);
        } catch (ArmException e) {
          refused.put(file.getFileName().toString(), e.getMessage());
        }
      }
      assertThat(count).isEqualTo(115);
      assertThat(refused.keySet()).as(refused.toString()).isEqualTo(REFUSED.keySet());

      Path f1 = temp.resolve("f1");
      rig.extract("a", f1);
      Snapshot desired = ArtefactFolder.at(f1).read().orThrow().snapshot();
      originals.forEach(
          (address, text) ->
              assertThat(PolicyText.canonical(value(desired, address)))
                  .isEqualTo(
                      PolicyText.canonical(
                          TextSecrets.inPolicy(PolicyText.onDisk(text)).withHoles())));
      Outcome outcome = rig.publish(Rig.supplied(desired), "b", PlanOptions.defaults());
      assertThat(outcome.failed().stream().map(f -> f.why().get(0).text())).isEmpty();
      Path f2 = temp.resolve("f2");
      rig.extract("b", f2);
      assertThat(Rig.files(f2)).isEqualTo(Rig.files(f1));
    }
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(Shared.shared().resolve("corpus/policies"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(f -> f.toString().endsWith(".xml"))
          .sorted()
          .toList();
    }
  }

  private static String value(Snapshot snapshot, Address address) {
    return snapshot.at(address).orElseThrow().body().path("value").asText();
  }

  private static Address put(ArmWriter arm, String name, String text) {
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    policy.put("format", "rawxml").put("value", text);
    if (text.contains("<fragment>")) {
      put(arm, "policyFragments/" + name, policy);
      return Address.of("policyFragments", name);
    }
    ObjectNode api = JsonNodeFactory.instance.objectNode();
    api.put("displayName", name).put("path", name);
    put(arm, "apis/" + name, api);
    put(arm, "apis/" + name + "/policies/policy", policy);
    return Address.of("apis", name).child("policy");
  }

  private static void put(ArmWriter arm, String path, ObjectNode properties) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.set("properties", properties);
    arm.put(path, Map.of(), envelope, Optional.empty());
  }

  /** What an image does not carry is made on the second service too. */
  private void supply(ArmWriter a, ArmWriter b, String text) {
    for (PolicyReference reference : PolicyText.references(text)) {
      if (!supplied.add((reference.type() + reference.id()).toLowerCase(Locale.ROOT))) {
        continue;
      }
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      String id = reference.id();
      switch (reference.type()) {
        case NAMED_VALUE ->
            put(a, "namedValues/" + id, body.put("displayName", id).put("value", "1"));
        case BACKEND ->
            put(
                a,
                "backends/" + id,
                body.put("url", "https://contoso.com").put("protocol", "http"));
        case FRAGMENT ->
            put(
                a,
                "policyFragments/" + id,
                body.put("format", "rawxml").put("value", "<fragment />"));
        case LOGGER -> put(a, "loggers/" + id, body.put("loggerType", "azureMonitor"));
        case SCHEMA -> {
          body.put("schemaType", "json").putObject("document").put("type", "object");
          put(a, "schemas/" + id, body);
        }
        case CERTIFICATE -> {
          body.put("data", "AAAA").put("password", "not-a-real-password");
          put(a, "certificates/" + id, body);
          put(b, "certificates/" + id, body);
        }
        default -> {
          // The service does not look for these when a policy is put.
        }
      }
    }
  }
}
