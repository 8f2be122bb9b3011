package dev.apimage.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a run of the tool takes from its surroundings, so that a test can give it others.
 *
 * @param out the answer
 * @param err the telling
 * @param answers lines that a person types; empty where nobody can be asked
 * @param variables environment variables; null where there is none
 * @param directory where relative paths begin
 * @param colour true if answers may be coloured
 */
record Session(
    PrintWriter out,
    PrintWriter err,
    Optional<Supplier<String>> answers,
    Function<String, String> variables,
    Path directory,
    boolean colour) {

  /** The real one. */
  static Session ofProcess() {
    Console console = System.console();
    Charset charset = console == null ? StandardCharsets.UTF_8 : console.charset();
    boolean plain = System.getenv("NO_COLOR") != null || console == null;
    return new Session(
        new PrintWriter(new java.io.OutputStreamWriter(System.out, charset), true),
        new PrintWriter(new java.io.OutputStreamWriter(System.err, charset), true),
        console == null ? Optional.empty() : Optional.of(lines(charset)),
        System::getenv,
        Path.of("").toAbsolutePath(),
        !plain);
  }

  private static Supplier<String> lines(Charset charset) {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, charset));
    return () -> {
      try {
        return in.readLine();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** A path as the user means it. */
  Path resolve(Path path) {
    return directory.resolve(path).normalize();
  }

  /** True if somebody watches. */
  boolean isInteractive() {
    return answers.isPresent();
  }
}
