package dev.apimage.cli;

import dev.apimage.model.Code;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains a problem's code, without a network. */
@Command(name = "explain", description = "Explains the code of a problem, such as APIM0501.")
final class ExplainCommand implements Callable<Integer> {
  private final Session session;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "CODE", description = "Which; all without one.")
  private String code;

  ExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (code == null) {
      for (Code each : Code.values()) {
        session.out().println(each.id() + "  " + each.explanation());
      }
      return ExitCode.DONE;
    }
    Code known =
        Code.byId(code)
            .orElseThrow(
                () ->
                    new CommandLine.ParameterException(
                        spec.commandLine(), "There is no code \"" + code + "\"."));
    session.out().println(known.id());
    session.out().println(known.explanation());
    return ExitCode.DONE;
  }
}
