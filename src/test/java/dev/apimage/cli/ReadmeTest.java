package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.apimage.emulator.Emulator;
import dev.apimage.emulator.EmulatorOptions;
import dev.apimage.emulator.Trust;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What README shows of other clients: its Java runs, its workflow's commands are commands. */
class ReadmeTest {
  @TempDir Path folder;

  static String block(String language, String has) throws IOException {
    String readme = Files.readString(Path.of("README.md"), StandardCharsets.UTF_8);
    Matcher block =
        Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL).matcher(readme);
    while (block.find()) {
      if (block.group(1).contains(has)) {
        return block.group(1);
      }
    }
    return fail("README.md has no block of %s with %s", language, has);
  }

  @Test
  void the_java_does_what_it_says() throws Exception {
    EmulatorOptions options =
        EmulatorOptions.defaults().withHttps(true).withServices("mine").withEmpty(true);
    SSLContext before = SSLContext.getDefault();
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (Emulator emulator = Emulator.start(options)) {
      Class<?> snippet =
          compiled(
              block("java", "ApiManagementManager")
                  .replace("https://127.0.0.1:8585", emulator.uri().toString()));
      SSLContext.setDefault(Trust.of(emulator.authority().orElseThrow()));
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      snippet.getMethod("run").invoke(null);
    } finally {
      System.setOut(out);
      SSLContext.setDefault(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo("Partner" + System.lineSeparator());
  }

  private Class<?> compiled(String statements) throws IOException, ReflectiveOperationException {
    Path source = folder.resolve("Snippet.java");
    Files.writeString(
        source,
        """
        import com.azure.core.credential.*;
        import com.azure.core.management.AzureEnvironment;
        import com.azure.core.management.profile.AzureProfile;
        import com.azure.resourcemanager.apimanagement.ApiManagementManager;
        import java.time.*;
        import java.util.Map;
        import reactor.core.publisher.Mono;

        public class Snippet {
          public static void run() {
            %s
          }
        }
        """
            .formatted(statements),
        StandardCharsets.UTF_8);
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                told,
                told,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(result).as(told.toString(StandardCharsets.UTF_8)).isZero();
    URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, ReadmeTest.class.getClassLoader());
    return loader.loadClass("Snippet");
  }

  @Test
  void the_commands_of_the_workflow_are_commands() throws IOException {
    JsonNode workflow = new YAMLMapper().readTree(block("yaml", "jobs:"));
    List<String> commands = new ArrayList<>();
    Matcher lines =
        Pattern.compile("java -jar apimage\\.jar ([^>&\\n]+)")
            .matcher(
                String.join(
                    "\n",
                    workflow.path("jobs").path("rehearse").path("steps").findValuesAsText("run")));
    while (lines.find()) {
      commands.add(lines.group(1).trim());
    }
    assertThat(commands).hasSize(3);
    for (String command : commands) {
      List<String> parsed = new ArrayList<>();
      for (CommandLine one :
          Apimage.commandLine(Session.ofProcess())
              .parseArgs(command.split(" ", -1))
              .asCommandLineList()) {
        parsed.add(one.getCommandName());
      }
      assertThat(parsed).hasSize(2);
    }
  }
}
