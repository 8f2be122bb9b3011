package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The documents speak of things that are there, and of all that has to be spoken of. */
class DocumentsTest {
  private static final Path README = Path.of("README.md");
  private static final Path CONTRIBUTING = Path.of("CONTRIBUTING.md");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");

  @Test
  void theReadmeHasEachExitCodeOnce() throws Exception {
    List<String> codes = new ArrayList<>();
    for (Field field : ExitCode.class.getDeclaredFields()) {
      if (field.getType() == int.class) {
        codes.add(String.valueOf(field.getInt(null)));
      }
    }
    assertThat(codes).hasSizeGreaterThan(5);
    assertThat(ExitCode.meanings().keySet()).containsExactlyElementsOf(codes);
    assertThat(all("(?m)^\\| (\\d+) \\|", section("Exit codes"))).containsExactlyElementsOf(codes);
  }

  @Test
  void theReadmeMentionsEveryCommand() throws IOException {
    String text = Files.readString(README);
    Set<String> commands = Apimage.commandLine(Session.ofProcess()).getSubcommands().keySet();
    assertThat(commands)
        .isNotEmpty()
        .allSatisfy(command -> assertThat(text).containsPattern("apimage(\\.jar)? " + command));
  }

  @Test
  void theReadmeMentionsEveryOptionOfTheEmulator() throws IOException {
    CommandLine emulate = Apimage.commandLine(Session.ofProcess()).getSubcommands().get("emulate");
    Set<String> options =
        emulate.getCommandSpec().options().stream()
            .filter(option -> !option.inherited() && !option.usageHelp() && !option.versionHelp())
            .map(CommandLine.Model.OptionSpec::longestName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(all("`(--[a-z-]+)[^`]*`", section("The emulator on its own"))).containsAll(options);
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "samples/contoso/README.md"})
  void linksLeadSomewhere(String document) throws IOException {
    Path file = Path.of(document);
    String prose = FENCED.matcher(Files.readString(file)).replaceAll("");
    for (String link : LINK.matcher(prose).results().map(m -> m.group(1)).toList()) {
      if (link.startsWith("https://")) {
        continue;
      }
      String[] parts = link.split("#", -1);
      Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
      assertThat(target).as("%s in %s", link, document).exists();
      if (parts.length > 1) {
        assertThat(anchors(target)).as("%s in %s", link, document).contains(parts[1]);
      }
    }
  }

  @Test
  void classesThatContributingNamesExist() throws IOException {
    Set<String> classes = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .forEach(name -> classes.add(name.replace(".java", "")));
    }
    List<String> named =
        all("`([A-Z][a-z]+[A-Za-z]*)(?:[.(#][^`]*)?`", Files.readString(CONTRIBUTING));
    assertThat(named).hasSizeGreaterThan(20).allSatisfy(n -> assertThat(classes).contains(n));
  }

  private static String section(String title) throws IOException {
    String text = Files.readString(README);
    int begin = text.indexOf("\n## " + title + "\n");
    assertThat(begin).as("section %s", title).isPositive();
    int end = text.indexOf("\n## ", begin + 1);
    return text.substring(begin, end < 0 ? text.length() : end);
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(m -> m.group(1)).toList();
  }

  /** The anchors that GitHub gives a document's headings. */
  private static Set<String> anchors(Path file) throws IOException {
    return Pattern.compile("(?m)^#+ (.*)$")
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult heading) -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
