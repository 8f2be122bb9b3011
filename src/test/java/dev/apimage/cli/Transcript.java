package dev.apimage.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a document shows of a shell: blocks fenced as {@code console}, in which a line {@code $
 * command} is followed by what it prints. A line {@code …} stands for any number of lines, and a
 * last line {@code (exit 2)} for an exit code that is not 0.
 */
final class Transcript {
  private static final Pattern EXIT = Pattern.compile("\\(exit (\\d+)\\)");
  private static final String ANY = "…";

  private Transcript() {}

  /** One command with what it is said to print. */
  record Step(int line, String command, List<String> expected, int exit) {
    /** True if lines are what the document says. */
    boolean accepts(List<String> actual) {
      return accepts(expected, actual);
    }

    private static boolean accepts(List<String> expected, List<String> actual) {
      if (expected.isEmpty()) {
        return actual.isEmpty();
      }
      List<String> rest = expected.subList(1, expected.size());
      if (expected.get(0).equals(ANY)) {
        for (int skipped = 0; skipped <= actual.size(); skipped++) {
          if (accepts(rest, actual.subList(skipped, actual.size()))) {
            return true;
          }
        }
        return false;
      }
      return !actual.isEmpty()
          && expected.get(0).equals(actual.get(0))
          && accepts(rest, actual.subList(1, actual.size()));
    }
  }

  static List<Step> read(Path document) throws IOException {
    List<Step> steps = new ArrayList<>();
    List<String> lines = Files.readString(document).lines().toList();
    boolean inside = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("```")) {
        inside = line.equals("```console");
      } else if (inside && line.startsWith("$ ")) {
        int end = i + 1;
        while (!lines.get(end).startsWith("$ ") && !lines.get(end).equals("```")) {
          end++;
        }
        steps.add(step(i + 1, line.substring(2), lines.subList(i + 1, end)));
      }
    }
    return steps;
  }

  private static Step step(int line, String command, List<String> below) {
    List<String> expected = new ArrayList<>(below);
    int exit = 0;
    if (!expected.isEmpty()) {
      Matcher said = EXIT.matcher(expected.get(expected.size() - 1));
      if (said.matches()) {
        exit = Integer.parseInt(said.group(1));
        expected.remove(expected.size() - 1);
      }
    }
    return new Step(line, command, Terminal.trimmed(expected), exit);
  }
}
