package dev.apimage.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** Lists, renews and delivers the keys of subscriptions. */
@Command(
    name = "keys",
    description = {
      "Lists, renews and delivers the keys of a service's subscriptions. No key is ever printed or"
          + " written to disk."
    })
final class KeysCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  static CommandLine of(Session session) {
    return new CommandLine(new KeysCommand())
        .addSubcommand(new KeysListCommand(session))
        .addSubcommand(new KeysDeliverCommand(session))
        .addSubcommand(new KeysRotateCommand(session));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say list, deliver or rotate.");
  }
}
