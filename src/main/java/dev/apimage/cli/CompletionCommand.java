package dev.apimage.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Gives shells what they complete commands and options with. */
@Command(
    name = "completion",
    description = {
      "Prints a script with which bash and zsh complete commands and options.",
      "For this shell: source <(apimage completion)"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Session session;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.out().print(AutoComplete.bash("apimage", spec.root().commandLine()));
    session.out().flush();
    return ExitCode.DONE;
  }
}
