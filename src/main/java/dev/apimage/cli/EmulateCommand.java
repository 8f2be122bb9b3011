package dev.apimage.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Serves API Management's management interface on this machine. */
@Command(name = "emulate", description = "Serves API Management's management interface locally.")
final class EmulateCommand implements Callable<Integer> {
  private final Session session;

  EmulateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return ExitCode.DONE;
  }
}
