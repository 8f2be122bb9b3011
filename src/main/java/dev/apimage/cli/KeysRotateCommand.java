package dev.apimage.cli;

import dev.apimage.azure.ArmConnection;
import dev.apimage.keys.Receipt;
import dev.apimage.keys.ReceiptFile;
import dev.apimage.keys.Rotation;
import dev.apimage.keys.Rotator;
import dev.apimage.keys.Selection;
import dev.apimage.keys.VaultKeys;
import dev.apimage.report.Header;
import dev.apimage.report.Reports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Renews keys in two phases. */
@Command(
    name = "rotate",
    description = {
      "Renews the keys of subscriptions in two phases, each delivered to a Key Vault.",
      "First the secondary keys; later, with --finish, the primary keys. Killed at any point, it"
          + " goes on when it is run again."
    })
final class KeysRotateCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private KeysOptions options;

  @Option(
      names = "--finish",
      description = "The second phase: renew the primary keys of the same subscriptions.")
  private boolean finish;

  @Option(
      names = "--receipt",
      paramLabel = "PATH",
      description =
          "Where the rotation keeps how far it is. Default: apimage-rotation-SERVICE.json.")
  private Path receipt;

  @Option(names = "--yes", description = "Renew without asking for the service's name.")
  private boolean yes;

  KeysRotateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Selection which = options.selection().selection();
    ArmConnection connection = options.open(session);
    String service = connection.target().service();
    Path path =
        session.resolve(
            receipt == null ? Path.of("apimage-rotation-" + service + ".json") : receipt);
    ReceiptFile file = new ReceiptFile(path);
    RotationStart start = new RotationStart(options, connection, file);
    Receipt from = finish ? start.finishing(which) : start.first(which);
    VaultKeys keys = options.vault().open(connection, from.vault(), from.pattern());
    String what = finish ? "renew primary keys of it" : "renew secondary keys of it";
    Confirmation.ask(session, yes, service, shown(from), what);
    Rotator rotator = new Rotator(connection.keys(), keys, file, connection.time());
    return Interruption.guard(
        rotator::stop,
        () -> {
          Rotation rotation = finish ? rotator.renewPrimary(from) : rotator.renewSecondary(from);
          Header header = options.header(session, connection, "keys rotate", again(from));
          options
              .report()
              .give(
                  session,
                  f -> Reports.rotation(f, header, rotation, options.view().view(session)));
          return ExitCode.of(rotation);
        });
  }

  private static String shown(Receipt from) {
    StringBuilder text = new StringBuilder();
    for (Receipt.Entry entry : from.entries()) {
      text.append("  ").append(entry.subscription()).append('\n');
    }
    return text.toString();
  }

  private List<String> again(Receipt from) {
    List<String> words = new ArrayList<>(List.of("--to", "keyvault:" + from.vault()));
    if (receipt != null) {
      words.addAll(List.of("--receipt", receipt.toString()));
    }
    return words;
  }
}
