package dev.apimage.cli;

import dev.apimage.Hurry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import picocli.CommandLine;

/** Runs command lines in this process, as a user in a folder would. */
public final class Shell {
  private final Path directory;
  private final Map<String, String> variables = new HashMap<>();
  private String typed;
  private Consumer<String> listener = said -> {};

  public Shell(Path directory) {
    this.directory = directory;
  }

  /** How a command ended. */
  public record Result(int code, String out, String err) {
    @Override
    public String toString() {
      return "exit " + code + "\n--- out\n" + out + "--- err\n" + err;
    }
  }

  public Shell with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** Somebody sits at a terminal and types this when asked. */
  public Shell typing(String line) {
    typed = line;
    return this;
  }

  /** Somebody reads along: is told all of the answer so far, each time that more of it is said. */
  public Shell heardBy(Consumer<String> reader) {
    listener = reader;
    return this;
  }

  /** The names of all commands, {@code keys rotate} for one below another. */
  public static Set<String> commands() {
    Set<String> names = new TreeSet<>();
    StringWriter nowhere = new StringWriter();
    Session session = new Shell(Path.of("")).session(nowhere, nowhere);
    below(Apimage.commandLine(session), "", names);
    return names;
  }

  private static void below(CommandLine line, String prefix, Set<String> names) {
    line.getSubcommands()
        .forEach(
            (name, command) -> {
              if (command.getSubcommands().isEmpty()) {
                names.add(prefix + name);
              } else {
                below(command, prefix + name + " ", names);
              }
            });
  }

  private Session session(StringWriter out, StringWriter err) {
    return new Session(
        new PrintWriter(out, true) {
          @Override
          public void flush() {
            super.flush();
            listener.accept(out.toString());
          }
        },
        new PrintWriter(err, true),
        typed == null ? Optional.empty() : Optional.of(() -> typed),
        variables::get,
        directory,
        false,
        new Hurry());
  }

  public Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Apimage.run(session(out, err), args);
    return new Result(code, out.toString(), err.toString());
  }

  /** Interrupts a command that serves others as soon as it says that it is ready. */
  public Result untilReady(String... args) throws InterruptedException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    AtomicInteger code = new AtomicInteger();
    Thread server = new Thread(() -> code.set(Apimage.run(session(out, err), args)), args[0]);
    server.start();
    while (server.isAlive() && !out.toString().startsWith("ready ")) {
      server.join(5);
    }
    server.interrupt();
    server.join();
    return new Result(code.get(), out.toString(), err.toString());
  }
}
