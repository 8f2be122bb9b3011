package dev.apimage.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people really wrote. */
class RealPoliciesTest {
  private static List<Path> policies() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String folder : List.of("policies", "apiops")) {
      try (Stream<Path> files = Files.walk(Shared.shared().resolve("corpus").resolve(folder))) {
        files.filter(p -> p.toString().endsWith(".xml")).sorted().forEach(found::add);
      }
    }
    assertThat(found).hasSizeGreaterThan(150);
    return found;
  }

  @Test
  void scanWithoutAFaultAndWithoutLosingACharacter() throws IOException {
    List<String> faulty = new ArrayList<>();
    for (Path file : policies()) {
      String text = Files.readString(file, UTF_8);
      PolicyDocument policy = PolicyDocument.of(text);
      assertThat(tokens(policy)).as(file.toString()).isEqualTo(text);
      if (!policy.faults().isEmpty()) {
        faulty.add(file.getFileName() + " " + policy.problems(file.getFileName().toString()));
      }
    }
    // its strings from line 41 on are quoted wrongly
    assertThat(faulty)
        .singleElement()
        .asString()
        .startsWith("Call out to an HTTP endpoint and cache the response.policy.xml")
        .contains("an expression that is not closed", ":40:");
  }

  static String tokens(PolicyDocument policy) {
    return policy.tokens().stream()
        .map(t -> policy.text().substring(t.offset(), t.end()))
        .collect(Collectors.joining());
  }

  @Test
  void haveACanonicalFormThatIsItsOwn() throws IOException {
    for (Path file : policies()) {
      String text = Files.readString(file, UTF_8);
      String canonical = PolicyText.canonical(text);
      assertThat(PolicyText.canonical(canonical)).as(file.toString()).isEqualTo(canonical);
      assertThat(PolicyText.canonical(PolicyText.onDisk(text))).isEqualTo(canonical);
      assertThat(PolicyText.canonical(text.replace("\r\n", "\n").replace("\n", "\r\n")))
          .isEqualTo(canonical);
    }
  }

  @Test
  void keepTheirReferencesAndLiteralsInTheCanonicalForm() throws IOException {
    for (Path file : policies()) {
      String text = Files.readString(file, UTF_8);
      String canonical = PolicyText.canonical(text);
      assertThat(ids(canonical)).as(file.toString()).isEqualTo(ids(text));
      assertThat(PolicyText.literals(canonical).stream().map(PolicyLiteral::structure))
          .as(file.toString())
          .containsExactlyElementsOf(
              PolicyText.literals(text).stream().map(PolicyLiteral::structure).toList());
    }
  }

  private static List<String> ids(String text) {
    return PolicyText.references(text).stream().map(r -> r.type() + " " + r.id()).toList();
  }

  @Test
  void haveLiteralsThatStandWhereTheySayAndNeverOverlap() throws IOException {
    for (Path file : policies()) {
      String text = Files.readString(file, UTF_8);
      int free = 0;
      for (PolicyLiteral literal : PolicyText.literals(text)) {
        assertThat(literal.offset()).as(file + " " + literal).isGreaterThanOrEqualTo(free);
        assertThat(text.substring(literal.offset(), literal.end())).isEqualTo(literal.text());
        free = literal.end();
      }
    }
  }
}
