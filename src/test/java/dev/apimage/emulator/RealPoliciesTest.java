package dev.apimage.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real policies, written by many hands. */
class RealPoliciesTest {
  /** What Azure would not take either, by file name, with the reason. */
  private static final Map<String, String> BROKEN =
      Map.of(
          "Call out to an HTTP endpoint and cache the response.policy.xml",
          // an XML formatter took the C# strings for attributes: quotes and brackets are gone
          "Error in element 'rewrite-uri' on line 40, column 6: The expression in attribute"
              + " 'template' is not closed.");

  @Test
  void allAreStoredMostInAnotherForm() throws IOException {
    Map<String, String> refused = new TreeMap<>();
    int changed = 0;
    for (Path file : policies(Shared.shared().resolve("corpus/policies"))) {
      String text = Files.readString(file);
      try {
        changed += PolicyStore.stored(text, true, root(text)).equals(text) ? 0 : 1;
      } catch (PolicyRefused e) {
        refused.put(file.getFileName().toString(), e.getMessage());
      }
    }
    assertThat(refused).containsExactlyInAnyOrderEntriesOf(BROKEN);
    assertThat(changed).isGreaterThanOrEqualTo(80);
  }

  @Test
  void whatIsStoredStaysInBothForms() throws IOException {
    List<String> moved = new ArrayList<>();
    for (Path file : policies(Shared.shared().resolve("corpus"))) {
      String text = Files.readString(file);
      if (BROKEN.containsKey(file.getFileName().toString())) {
        continue;
      }
      PolicyRoot root = root(text);
      String stored = PolicyStore.stored(text, true, root);
      if (!PolicyStore.stored(stored, true, root).equals(stored)
          || !PolicyStore.stored(PolicyStore.escaped(stored), false, root).equals(stored)) {
        moved.add(file.toString());
      }
    }
    assertThat(moved).isEmpty();
  }

  @Test
  void whatTheServiceStoredComesBackByteForByte() throws IOException {
    List<String> moved = new ArrayList<>();
    int seen = 0;
    for (Path file : policies(Shared.shared().resolve("corpus/apiops"))) {
      String text = Files.readString(file);
      if (text.contains("\r\n\t") || text.contains("\r\n<")) {
        seen++;
        if (!PolicyStore.stored(text, true, root(text)).equals(text)) {
          moved.add(file.toString());
        }
      }
    }
    assertThat(seen).isGreaterThan(50);
    assertThat(moved).isEmpty();
  }

  private static PolicyRoot root(String text) {
    return text.contains("<fragment>") && !text.contains("<policies>")
        ? PolicyRoot.FRAGMENT
        : PolicyRoot.POLICIES;
  }

  private static List<Path> policies(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.getFileName().toString().endsWith(".xml")).sorted().toList();
    }
  }
}
