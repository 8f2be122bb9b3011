package dev.apimage.cli;

import dev.apimage.azure.Timekeeper;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
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
 * @param time the clock by which it waits for a service
 */
record Session(
    PrintWriter out,
    PrintWriter err,
    Optional<Supplier<String>> answers,
    Function<String, String> variables,
    Path directory,
    boolean colour,
    Timekeeper time) {

  /** The real one. */
  static Session ofProcess() {
    Optional<Console> console = terminal();
    Charset charset = console.map(Console::charset).orElse(StandardCharsets.UTF_8);
    return new Session(
        new PrintWriter(new OutputStreamWriter(System.out, charset), true),
        new PrintWriter(new OutputStreamWriter(System.err, charset), true),
        console.map(c -> lines(charset)),
        System::getenv,
        Path.of("").toAbsolutePath(),
        console.isPresent() && System.getenv("NO_COLOR") == null,
        Timekeeper.SYSTEM);
  }

  /** From JDK 22 on there may be a console without a terminal, which then says so. */
  @SuppressWarnings("SystemConsoleNull")
  private static Optional<Console> terminal() {
    Console console = System.console();
    if (console == null) {
      return Optional.empty();
    }
    try {
      boolean real = (boolean) Console.class.getMethod("isTerminal").invoke(console);
      return real ? Optional.of(console) : Optional.empty();
    } catch (ReflectiveOperationException e) {
      return Optional.of(console);
    }
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
