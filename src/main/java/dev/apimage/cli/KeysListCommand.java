package dev.apimage.cli;

import dev.apimage.azure.ArmConnection;
import dev.apimage.keys.KeyList;
import dev.apimage.keys.Selection;
import dev.apimage.keys.Subscription;
import dev.apimage.keys.VaultKeys;
import dev.apimage.report.Header;
import dev.apimage.report.Reports;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells which subscriptions there are, whose, how old, and when their keys were renewed. */
@Command(
    name = "list",
    description =
        "Lists subscriptions: owner, state, age, and when apimage renewed their keys. Never a key.")
final class KeysListCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private KeysOptions options;

  KeysListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Selection which = options.selection().selection();
    ArmConnection connection = options.open(session);
    VaultOptions vault = options.vault();
    Optional<VaultKeys> keys =
        vault.isGiven()
            ? Optional.of(vault.open(connection, vault.vault(), vault.pattern()))
            : Optional.empty();
    List<Subscription> chosen =
        which.isEmpty()
            ? Subscription.all(connection.reader())
            : options.chosen(connection, keys, which);
    KeyList list =
        new KeyList(
            chosen, keys.map(VaultKeys::vault), keys.map(k -> k.renewals(chosen)).orElse(Map.of()));
    Header header = options.header(session, connection, "keys list", List.of());
    options
        .report()
        .give(session, f -> Reports.keys(f, header, list, options.view().view(session)));
    return ExitCode.DONE;
  }
}
