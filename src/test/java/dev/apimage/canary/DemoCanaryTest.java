package dev.apimage.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.apimage.cli.Shell;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration's services have random secrets: somebody who knows them looks for them. */
class DemoCanaryTest {
  private static final Pattern ADDRESS = Pattern.compile("listen at (http://[0-9.:]+)");

  /** What gives secrets by a POST, and the POST. */
  private static final Map<String, String> ACTIONS =
      Map.of(
          "subscriptions", "listSecrets",
          "namedValues", "listValue",
          "gateways", "listKeys",
          "tenant", "listSecrets");

  /** Random secrets of the sample are longer, words of it are shorter. */
  private static final int LONG = 20;

  @TempDir Path temp;
  private final Canaries canaries = new Canaries(12);
  private final Set<String> asked = new HashSet<>();

  @Test
  void leavesNoSecretOfItsServices() throws IOException {
    Shell.Result demo = new Shell(temp).heardBy(this::ask).run("demo", "--out", "image");
    assertThat(demo.code()).as(demo.toString()).isZero();
    assertThat(asked).containsExactlyInAnyOrder("contoso-source", "contoso-target");
    List<String> where = canaries.all().stream().map(Canaries.Canary::where).toList();
    assertThat(where)
        .hasSizeGreaterThan(60)
        .anyMatch(place -> place.startsWith("contoso-source backends"))
        .anyMatch(place -> place.startsWith("contoso-target subscriptions"));
    Hunt hunt = new Hunt(canaries.all());
    assertThat(hunt.in(demo.toString())).isEmpty();
    assertThat(hunt.below(temp)).isEmpty();
  }

  /** Each service is asked while it is there, and after it has got what it gets. */
  private void ask(String told) {
    Matcher address = ADDRESS.matcher(told);
    if (address.find()) {
      URI emulator = URI.create(address.group(1));
      if (told.contains("\n3. ") && asked.add("contoso-source")) {
        secrets(new Admin(emulator, "contoso-source"), "contoso-source");
      }
      if (told.contains("\n5. ") && asked.add("contoso-target")) {
        secrets(new Admin(emulator, "contoso-target"), "contoso-target");
      }
    }
  }

  private void secrets(Admin admin, String service) {
    ACTIONS.forEach(
        (collection, action) -> {
          for (JsonNode one : admin.get(collection).path("value")) {
            JsonNode properties = one.path("properties");
            if (!collection.equals("namedValues") || properties.path("secret").asBoolean()) {
              String path = collection + "/" + one.path("name").asText();
              if (!properties.has("keyVault")) {
                know(service + " " + path, admin.post(path + "/" + action));
              }
            }
          }
        });
    for (JsonNode one : admin.get("backends").path("value")) {
      String path = service + " backends/" + one.path("name").asText();
      know(path, one.path("properties").path("credentials"));
      know(path, one.path("properties").path("proxy"));
    }
  }

  private void know(String where, JsonNode tree) {
    List<JsonNode> open = new ArrayList<>(List.of(tree));
    while (!open.isEmpty()) {
      JsonNode node = open.remove(open.size() - 1);
      node.forEach(open::add);
      if (node.isTextual() && node.asText().length() >= LONG && !isHarmless(node.asText())) {
        canaries.put(where, node.asText());
      }
    }
  }

  private static boolean isHarmless(String text) {
    return text.contains("{{") || text.contains("://") || text.startsWith("/");
  }
}
