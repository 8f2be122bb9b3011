package dev.apimage.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Shared;
import dev.apimage.text.PolicyText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real policies, of which each replacement is known with its reason. */
class NoHarmTest {
  private static List<Path> policies(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(f -> f.toString().endsWith(".xml")).sorted().toList();
    }
  }

  @Test
  void everyReplacementInARealPolicyIsListedWithItsReason() throws IOException {
    Path corpus = Shared.shared().resolve("corpus");
    List<Path> files = new ArrayList<>(policies(corpus.resolve("policies")));
    assertThat(files).hasSize(115);
    files.addAll(policies(corpus.resolve("apiops")));
    List<String> replaced = new ArrayList<>();
    for (Path file : files) {
      String name = corpus.relativize(file).toString().replace('\\', '/');
      String text = Files.readString(file);
      TextSecrets found = TextSecrets.inPolicy(text);
      found.literals().forEach(l -> replaced.add(name + " | " + l.rule()));
      // Texts with a placeholder of their own would need an escape; none has.
      Map<String, String> values = new HashMap<>();
      found.literals().forEach(l -> values.put(l.id(), l.value()));
      assertThat(Tokens.fill(found.withHoles(), values::get)).as(name).isEqualTo(text);
      assertThat(PolicyText.canonical(found.withHoles()))
          .as(name)
          .isEqualTo(TextSecrets.inPolicy(PolicyText.canonical(text)).withHoles());
    }
    assertThat(replaced).isEqualTo(listed());
  }

  private static List<String> listed() throws IOException {
    try (InputStream in = NoHarmTest.class.getResourceAsStream("no-harm.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> lines = new ArrayList<>();
      for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
        String[] parts = line.split(" \\| ", 3);
        assertThat(parts).as("a reason in %s", line).hasSize(3);
        lines.add(parts[0] + " | " + parts[1]);
      }
      return lines;
    }
  }
}
