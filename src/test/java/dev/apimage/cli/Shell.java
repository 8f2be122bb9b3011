package dev.apimage.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Runs command lines in this process, as a user in a folder would. */
public final class Shell {
  private final Path directory;
  private final Map<String, String> variables = new HashMap<>();
  private String typed;

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

  public Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Session session =
        new Session(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            typed == null ? Optional.empty() : Optional.of(() -> typed),
            variables::get,
            directory,
            false);
    int code = Apimage.run(session, args);
    return new Result(code, out.toString(), err.toString());
  }
}
