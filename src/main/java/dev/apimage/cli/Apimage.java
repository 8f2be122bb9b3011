package dev.apimage.cli;

import dev.apimage.model.Code;
import dev.apimage.model.Problem;
import dev.apimage.model.ProblemException;
import dev.apimage.report.Format;
import dev.apimage.report.Reports;
import dev.apimage.report.View;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command that all others are below. */
@Command(
    name = "apimage",
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.FAILED,
    usageHelpAutoWidth = true,
    sortOptions = false,
    description = "Key-free configuration images of Azure API Management in Git.")
final class Apimage implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Log each request, never a body or a secret, to standard error.")
  private boolean debug;

  @Option(
      names = "--log-file",
      scope = ScopeType.INHERIT,
      paramLabel = "PATH",
      description = "Log each request to this file instead.")
  private Path logFile;

  /**
   * Runs a command line to its end.
   *
   * @return the exit code
   */
  static int run(Session session, String... args) {
    try {
      return commandLine(session).execute(args);
    } catch (StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
      // Java itself would print the message.
      return fault(session, e);
    }
  }

  static CommandLine commandLine(Session session) {
    Apimage root = new Apimage();
    CommandLine line =
        new CommandLine(root)
            .addSubcommand(new ExtractCommand(session))
            .addSubcommand(new PlanCommand(session))
            .addSubcommand(new PublishCommand(session))
            .addSubcommand(new VerifyCommand(session))
            .addSubcommand(KeysCommand.of(session))
            .addSubcommand(new CheckCommand(session))
            .addSubcommand(new ProveCommand(session))
            .addSubcommand(new ImportCommand(session))
            .addSubcommand(new EmulateCommand(session))
            .addSubcommand(new DemoCommand(session))
            .addSubcommand(new ExplainCommand(session))
            .addSubcommand(new CompletionCommand(session))
            .addSubcommand(new CommandLine.HelpCommand());
    line.getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("Exit codes:%n")
        .exitCodeList(ExitCode.meanings());
    line.setOut(session.out()).setErr(session.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            session.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setExecutionStrategy(
        parsed -> {
          root.log(session);
          return new CommandLine.RunLast().execute(parsed);
        });
    line.setParameterExceptionHandler((e, words) -> usage(session, e, words));
    line.setExecutionExceptionHandler(
        (e, command, result) -> failed(session, e, new Typed(result.originalArgs())));
    return line;
  }

  /** The logger reads its settings when it is first used, which is after this. */
  private void log(Session session) {
    if (debug || logFile != null) {
      System.setProperty("org.slf4j.simpleLogger.log.dev.apimage", "debug");
    }
    if (logFile != null) {
      System.setProperty("org.slf4j.simpleLogger.logFile", session.resolve(logFile).toString());
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do.");
  }

  private static int usage(Session session, ParameterException e, String[] words) {
    CommandLine command = e.getCommandLine();
    session.err().println("error: " + new Typed(List.of(words)).inUsage(plain(e.getMessage())));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, session.err());
    if (words.length == 0) {
      command.usage(session.err());
    } else {
      session.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }
    return ExitCode.USAGE;
  }

  /** The parser's words without its jargon. */
  private static String plain(String message) {
    return message
        .replaceFirst("^Unmatched arguments? (at|from) index \\d+: ", "There is no ")
        .replaceFirst("^Value for option option ", "Invalid value for option ")
        .replaceFirst(
            "cannot convert (.*) to interface java.nio.file.Path \\(.*", "$1 is no path here");
  }

  private static int failed(Session session, Exception e, Typed typed) {
    if (e instanceof ProblemException known) {
      List<Problem> problems = known.problems().stream().map(typed::in).toList();
      session.err().print(Reports.problems(Format.TEXT, problems, View.standard()));
      session.err().flush();
      return ExitCode.of(known.problems());
    }
    return fault(session, e);
  }

  /** Something that must not happen, told by its kind and place. */
  static int fault(Session session, Throwable e) {
    // The message of an unknown exception may hold anything, a secret included.
    Problem problem =
        Problem.error(Code.BUG, "a fault in apimage: " + e.getClass().getName() + where(e))
            .advise("Please report it with the command and this line.");
    session.err().print(Reports.problems(Format.TEXT, List.of(problem), View.standard()));
    session.err().flush();
    return ExitCode.FAILED;
  }

  private static String where(Throwable e) {
    for (StackTraceElement element : e.getStackTrace()) {
      if (element.getClassName().startsWith("dev.apimage.")) {
        return " at " + element;
      }
    }
    return "";
  }
}
