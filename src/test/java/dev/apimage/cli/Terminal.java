package dev.apimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.apimage.Made;
import dev.apimage.azure.Timekeeper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.Status;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.StoredConfig;

/**
 * As much of a terminal as the documents need: apimage runs in this process, with a temporary
 * folder as the current one; a few other programs are played. A live command that names no endpoint
 * would go to Azure; it goes to the emulator instead.
 */
final class Terminal implements AutoCloseable {
  /** The address that documents show for an emulator. */
  static final String SHOWN = "http://127.0.0.1:8585";

  private static final Pattern WORD =
      Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+", Pattern.DOTALL);
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"|[^'\"]+");
  private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z_]+)=(.*)");
  private static final List<String> LIVE = List.of("extract", "plan", "publish", "verify", "keys");

  private final Path directory;
  private final Map<String, String> variables = new HashMap<>();
  private final StringWriter screen = new StringWriter();
  private BackgroundEmulator emulator;

  Terminal(Path directory) {
    this.directory = directory;
    variables.put("PWD", directory.toString());
  }

  /** How a command ended. */
  record Result(int code, List<String> lines) {}

  /** Types a line and waits for its end. */
  Result type(String line) throws IOException, GitAPIException, InterruptedException {
    screen.getBuffer().setLength(0);
    int code = 0;
    for (String part : line.split(" && ", -1)) {
      code = code == 0 ? run(words(part.strip())) : code;
    }
    return new Result(code, trimmed(normal(screen.toString())));
  }

  private List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      StringBuilder whole = new StringBuilder();
      Matcher piece = QUOTED.matcher(word.group());
      while (piece.find()) {
        if (piece.group(1) != null) {
          whole.append(piece.group(1));
        } else {
          whole.append(expanded(piece.group(2) == null ? piece.group() : piece.group(2)));
        }
      }
      words.add(whole.toString());
    }
    return words;
  }

  private String expanded(String text) {
    String expanded = text;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      expanded = expanded.replace("$" + variable.getKey(), variable.getValue());
    }
    return expanded;
  }

  private int run(List<String> words) throws IOException, GitAPIException, InterruptedException {
    List<String> rest = words.subList(1, words.size());
    switch (words.get(0)) {
      case "apimage" -> {
        return apimage(new ArrayList<>(rest));
      }
      case "java" -> {
        assertThat(rest.subList(0, 2)).containsExactly("-jar", "target/apimage.jar");
        return apimage(new ArrayList<>(rest.subList(2, rest.size())));
      }
      case "cat" -> screen.write(Files.readString(path(rest.get(0))));
      case "cp" -> copy(path(rest.get(1)), path(rest.get(2)));
      case "echo" ->
          Files.writeString(path(rest.get(2)), rest.get(0) + "\n", StandardOpenOption.APPEND);
      case "rm" -> Files.delete(path(rest.get(0)));
      case "sed" -> edit(rest.get(1), path(rest.get(2)));
      case "git" -> git(rest);
      case "curl" -> Curl.run(actual(rest), screen);
      case "kill" -> close();
      case "." -> everySecret();
      case "mvn" -> assertThat(words).containsAnyOf("package", "verify");
      case "alias" -> assertThat(rest.get(0)).isEqualTo(alias());
      default -> assign(words);
    }
    return 0;
  }

  private String alias() {
    return "apimage=java -jar " + directory + "/target/apimage.jar";
  }

  private void assign(List<String> words) {
    Matcher assignment = ASSIGNMENT.matcher(words.get(0));
    assertThat(words.size() == 1 && assignment.matches())
        .as("a command that a test can run: %s", words)
        .isTrue();
    variables.put(assignment.group(1), assignment.group(2));
  }

  private int apimage(List<String> words) throws InterruptedException {
    if (words.get(words.size() - 1).equals("&")) {
      words.remove(words.size() - 1);
      emulator = BackgroundEmulator.start(directory, words);
      screen.write("ready " + emulator.uri() + "\n");
      return 0;
    }
    boolean azure = LIVE.contains(words.get(0)) && !words.contains("--endpoint");
    if (azure) {
      words.addAll(List.of("--endpoint", SHOWN));
    }
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said, true);
    Session session =
        new Session(
            writer, writer, Optional.empty(), variables::get, directory, false, Timekeeper.SYSTEM);
    int code = Apimage.run(session, actual(words).toArray(new String[0]));
    String text = shown(said.toString());
    screen.write(azure ? text.replace(" --endpoint " + SHOWN, "") : text);
    return code;
  }

  private List<String> actual(List<String> words) {
    return words.stream()
        .map(word -> emulator == null ? word : word.replace(SHOWN, emulator.uri()))
        .toList();
  }

  private static String shown(String text) {
    return text.replaceAll("http://127\\.0\\.0\\.1:\\d+", SHOWN);
  }

  private Path path(String word) {
    return directory.resolve(word);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void edit(String script, Path file) throws IOException {
    String[] parts = script.split("/", -1);
    String before = Files.readString(file);
    String after = before.replace(parts[1], parts[2]);
    assertThat(after).as("sed changes %s", file).isNotEqualTo(before);
    Files.writeString(file, after);
  }

  private void git(List<String> words) throws IOException, GitAPIException {
    if (words.get(0).equals("init")) {
      try (Git git = Git.init().setDirectory(path(words.get(2)).toFile()).call()) {
        StoredConfig config = git.getRepository().getConfig();
        config.setString("user", null, "name", "Somebody");
        config.setString("user", null, "email", "somebody@contoso.example");
        config.setBoolean("commit", null, "gpgsign", false);
        config.save();
      }
      return;
    }
    try (Git git = Git.open(path(words.get(1)).toFile())) {
      switch (words.get(2)) {
        case "add" -> git.add().addFilepattern(".").call();
        case "commit" -> git.commit().setMessage(words.get(words.size() - 1)).call();
        case "status" -> {
          Status status = git.status().call();
          status.getModified().stream().sorted().forEach(f -> screen.write(" M " + f + "\n"));
          status.getUntracked().stream().sorted().forEach(f -> screen.write("?? " + f + "\n"));
        }
        default -> throw new AssertionError("no such git command here: " + words);
      }
    }
  }

  /** Stands for a script that exports a value for every variable that an environment names. */
  private void everySecret() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.filter(this::isEnvironment)::iterator) {
        Matcher variable = Pattern.compile("\\$\\{env:(\\w+)}").matcher(Files.readString(file));
        while (variable.find()) {
          variables.put(variable.group(1), Made.secret(variable.group(1)));
        }
      }
    }
  }

  private boolean isEnvironment(Path file) {
    return Files.isRegularFile(file) && file.getParent().endsWith("environments");
  }

  /** Lines in which nothing is left that differs from run to run. */
  List<String> normal(String text) {
    String plain =
        shown(text)
            .replaceAll("\\S*apimage-demo-\\d+", "/tmp/apimage-demo-1")
            .replace(directory + java.io.File.separator, "")
            .replaceAll("\\b[0-9a-f]{40}\\b", "ca558a513e6af79f0554ee9bed3fd75527afc2a4")
            .replaceAll("with \\d+ requests", "with 100 requests")
            .replace(LocalDate.now(ZoneOffset.UTC).toString(), "2026-11-21");
    return plain.lines().filter(line -> !line.startsWith("waiting ")).toList();
  }

  /** Lines without empty ones at the end. */
  static List<String> trimmed(List<String> lines) {
    int end = lines.size();
    while (end > 0 && lines.get(end - 1).isBlank()) {
      end--;
    }
    return List.copyOf(lines.subList(0, end));
  }

  @Override
  public void close() {
    if (emulator != null) {
      emulator.stop();
      emulator = null;
    }
  }
}
